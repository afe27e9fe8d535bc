using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Ladders and tiers by brute force: no session stands before a step, or in a tier, that it should have left.</summary>
internal sealed partial class RoutingOracle
{
    private void NoStepIsOverdue(List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        foreach (var session in sessions.Where(s => s.Key is not null))
        {
            var queue = Desk.Queues.Single(q => q.Id == session.QueueId);
            if (session.Tier > 0)
            {
                (session.TierSince ?? session.QueuedAt)!.Value.AddSeconds(queue.TierPromoteSeconds)
                    .ShouldBeGreaterThan(now, $"M2: session {session.Id} in tier {session.Tier}");
            }

            var schedule = Desk.Schedules.Single(s => s.Id == queue.ScheduleId);
            (queue.Closing != ClosingPolicy.Drain && !OpeningHours.IsOpen(schedule, now) && OpeningHours.IsOpen(schedule, session.QueuedAt!.Value))
                .ShouldBeFalse($"H11: session {session.Id} waits on after closing");
            if (session.Status == SessionStatus.Queued && session.Step < queue.Overflow.Count)
            {
                StepIsNotDue(session, queue, agents, now);
            }
        }
    }

    private void StepIsNotDue(SessionState session, Queue queue, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        var pool = Desk.Agents.Where(a => MembershipFor(session, a) is not null && HasSkills(session, a)).ToList();
        pool.ShouldNotBeEmpty($"case 14: session {session.Id} waits though nobody could ever serve it");
        var nobody = !pool.Exists(a => agents[a.Id] is
            { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null });
        var step = queue.Overflow[session.Step];
        var schedule = Desk.Schedules.Single(s => s.Id == queue.ScheduleId);
        var due = step.Trigger switch
        {
            OverflowTrigger.Wait => session.QueuedAt!.Value.AddSeconds(step.Value) <= now,
            OverflowTrigger.QueueClosing => !OpeningHours.IsOpen(schedule, now)
                || OpeningHours.NextTransition(schedule, now)?.AddSeconds(-step.Value) <= now,
            OverflowTrigger.Length => core.Sessions.Count(s => s.QueueId == queue.Id && s.Key is not null) >= step.Value,
            OverflowTrigger.Eta => core.Pace(queue.Id).MsPerPlace * core.Position(session.Id) >= step.Value * 1_000,
            _ => nobody,
        };
        due.ShouldBeFalse($"L1: step {session.Step} ({step.Trigger}) of session {session.Id} is due");
        (nobody && session.Step > 0 && queue.Overflow[session.Step - 1].SkipIfEmpty)
            .ShouldBeFalse($"case 49: session {session.Id} stays in a step whose pool is empty");
    }
}
