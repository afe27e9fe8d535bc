using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Supervisors, administrators, the job scheduler, and those who do what they may not.</summary>
internal sealed class Supervision(World world)
{
    private const int Nobody = 99;
    private int version = 1;

    public void Act(Step step)
    {
        var draw = Draw.From(world.Plan.Seed, step.Index, 2);
        switch (step.Kind)
        {
            case StepKind.SupervisorBumps when Waiting(draw) is { } waiting:
                world.Calls.Send(step, 0, new Bumped(waiting.Id, Nobody, draw.Between(30, 400), draw.Chance(0.3) ? waiting.Version : null) { At = default, Seq = 0 });
                break;
            case StepKind.SupervisorForces:
                // Most of all one who is just passing a session on.
                var passing = world.Store.Offers.Values.LastOrDefault(o => o is { Status: OfferStatus.Pending, TransferFrom: not null, IsConsult: false })?.TransferFrom;
                world.Calls.Send(step, 0, new AgentPresence(passing ?? draw.Between(1, SimulatedDesks.Agents), Presence.Offline, "supervisor", true) { At = default, Seq = 0 });
                break;
            case StepKind.SupervisorEnds when Open(draw) is { } open:
                world.Calls.Send(step, 0, new Ended(open.Id, EndedBy.Supervisor, Nobody, draw.Chance(0.5) ? open.Version : null) { At = default, Seq = 0 });
                break;
            case StepKind.SupervisorMoves when Some(draw, s => s.IsWaiting || s.IsServed) is { } moved:
                world.Calls.Send(step, 0, Move(moved, draw));
                break;
            case StepKind.DeskPublished:
                var next = draw.Chance(0.25)
                    ? SimulatedDesks.Spoiled(world.Store.Desk, ++version)
                    : SimulatedDesks.Changed(draw, world.Store.Desk, ++version);
                world.Calls.Send(step, 0, new RulesetPublished(next) { At = default, Seq = 0 });
                break;
            case StepKind.JobsLook:
                LookForDeadlines();
                break;
            case StepKind.Misuse:
                Misuse(step, draw);
                break;
        }
    }

    /// <summary>What the scheduler's jobs do: they only say that something may be due, by facts that may be old when it arrives.</summary>
    public void LookForDeadlines()
    {
        foreach (var session in world.Store.Sessions.Values.Where(s => s.IsOpen).ToList())
        {
            var facts = world.Store.Conversation(session.ConversationId).Facts(world.Time);
            if (SessionDeadlines.Next(session, facts, world.Store.Desk) is { } next && next.DueAt <= world.Time)
            {
                // Late on purpose: until then the visitor may have spoken.
                var draw = Draw.From(world.Plan.Seed, session.ConversationId, 4_000_000 + world.Agenda.Now);
                world.Agenda.In(draw.Chance(0.2) ? draw.Between(50, 2_500) : 5, () => Report(session, next, facts));
            }
        }
    }

    private void Report(SessionState session, Deadline next, ConversationFacts facts)
    {
        if (next.Kind == DeadlineKind.Silence && world.Store.Conversation(session.ConversationId).LastPublicSeq != facts.LastPublicSeq)
        {
            world.Marks.Hit(Mark.SilenceWasBroken);
        }

        world.Tell(new DeadlineDue(session.Id, next.Kind, facts) { At = default, Seq = 0 });
    }

    private static RoutingEvent Move(SessionState session, Draw draw)
    {
        long? version = draw.Chance(0.5) ? session.Version - (draw.Chance(0.2) ? 1 : 0) : null;
        var agent = draw.Between(1, SimulatedDesks.Agents);
        return draw.Below(3) switch
        {
            0 => new Assign(session.Id, Nobody, agent, version) { At = default, Seq = 0 },
            1 => new TakenOver(session.Id, agent, version) { At = default, Seq = 0 },
            _ => new RequeueRequested(session.Id, Nobody, draw.Of([SimulatedDesks.Sales, SimulatedDesks.Support]), version, draw.Chance(0.5)) { At = default, Seq = 0 },
        };
    }

    private void Misuse(Step step, Draw draw)
    {
        var session = Open(draw)?.Id ?? 12_345;
        var offer = world.Store.Offers.Values.LastOrDefault(o => o.Status == OfferStatus.Pending);
        switch (draw.Below(9))
        {
            case 0:
                world.Calls.Send(step, 0, new Accept(offer?.Id ?? 4_711, draw.Between(1, SimulatedDesks.Agents)) { At = default, Seq = 0 });
                break;
            case 1:
                world.Calls.Send(step, 0, new Ended(session, EndedBy.Agent, draw.Between(1, SimulatedDesks.Agents), 1) { At = default, Seq = 0 });
                break;
            case 2:
                world.Calls.Send(step, 0, new WrapUpDone(session, draw.Between(1, SimulatedDesks.Agents)) { At = default, Seq = 0 });
                break;
            case 3:
                world.Calls.Send(step, 0, new TransferRequested(session, draw.Between(1, SimulatedDesks.Agents), "nowhere", null, 1) { At = default, Seq = 0 });
                break;
            case 4:
                world.Calls.Send(step, 0, new FallbackChosen(session, "telepathy") { At = default, Seq = 0 });
                break;
            case 5:
                world.Calls.Send(step, 0, new Bumped(session, Nobody, -3) { At = default, Seq = 0 });
                break;
            case 6:
                world.Calls.Send(step, 0, new AgentPresence(Nobody, Presence.Online) { At = default, Seq = 0 });
                break;
            case 7 when world.Calls.All.LastOrDefault(c => c.Given is { Code: null }) is { } used:
                // An id that was used for something else.
                world.Calls.Send(used.Command, step.Index, new Bumped(session, Nobody, 77) { At = default, Seq = 0 });
                break;
            default:
                world.Calls.Send(step, 0, new Decline(offer?.Id ?? 4_711, draw.Between(1, SimulatedDesks.Agents)) { At = default, Seq = 0 });
                break;
        }
    }

    private SessionState? Waiting(Draw draw) => Some(draw, s => s.IsWaiting);

    private SessionState? Open(Draw draw) => Some(draw, s => s.IsOpen);

    private SessionState? Some(Draw draw, Func<SessionState, bool> which)
    {
        var those = world.Store.Sessions.Values.Where(which).ToList();
        return those.Count == 0 ? null : draw.Of(those);
    }
}
