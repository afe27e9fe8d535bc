using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>What agents do, by what their own screen shows: pushes come late or not at all, looking again heals that.</summary>
internal sealed class AgentsAtWork(World world)
{
    private readonly AgentScreen[] all = [.. Enumerable.Range(1, SimulatedDesks.Agents).Select(i => new AgentScreen(i))];

    public IEnumerable<AgentScreen> All => all;

    public AgentScreen Screen(long agent) => all[agent - 1];

    public void Act(Step step)
    {
        var screen = all[step.Who - 1];
        switch (step.Kind)
        {
            case StepKind.AgentConnects:
                (screen.Connected, screen.GoneSince) = (true, null);
                LookAgain(screen);
                Report(screen);
                break;
            case StepKind.AgentDrops:
                Drop(step, screen);
                break;
            case StepKind.AgentChooses:
                world.Calls.Send(step, 0, new AgentPresence(screen.Id, (Presence)step.What) { At = default, Seq = 0 });
                break;
            case StepKind.AgentLooks:
                LookAgain(screen);
                break;
            default:
                Work(step, screen);
                break;
        }
    }

    public void ReportAll() => all.ToList().ForEach(Report);

    public void BringBack()
    {
        foreach (var screen in all)
        {
            (screen.Connected, screen.GoneSince) = (true, null);
            Report(screen);
        }
    }

    /// <summary>What was published reaches the screens.</summary>
    public void See(RoutingEffect effect)
    {
        switch (effect)
        {
            case OfferCreated created:
                Screen(created.AgentId).Ringing[created.OfferId] = created.SessionId;
                break;
            case OfferClosed closed:
                Screen(closed.AgentId).Ringing.Remove(closed.OfferId);
                break;
            case AssignmentOpened opened:
                Screen(opened.AgentId).Serving.Add(opened.SessionId);
                break;
            case AssignmentClosed closed:
                Screen(closed.AgentId).Serving.Remove(closed.SessionId);
                break;
        }
    }

    // A browser that is closed says so; a laptop that sleeps is missed after its heartbeats.
    private void Drop(Step step, AgentScreen screen)
    {
        if (!screen.Connected)
        {
            return;
        }

        (screen.Connected, screen.GoneSince) = (false, world.Agenda.Now);
        screen.Ringing.Clear();
        world.Agenda.In(step.What < 60 ? 5 : 45_000, () =>
        {
            if (!screen.Connected)
            {
                Report(screen);
            }
        });
    }

    private void Report(AgentScreen screen)
    {
        screen.Reported = screen.Connected;
        world.Tell(new AgentConnection(screen.Id, screen.Connected) { At = default, Seq = 0 }, () => Report(screen));
    }

    private void LookAgain(AgentScreen screen)
    {
        screen.Ringing.Clear();
        screen.Serving.Clear();
        foreach (var offer in world.Store.Offers.Values.Where(o => o.Status == OfferStatus.Pending && o.AgentId == screen.Id))
        {
            screen.Ringing[offer.Id] = offer.SessionId;
        }

        screen.Serving.UnionWith(world.Store.Sessions.Values.Where(s => s.Assignment?.AgentId == screen.Id).Select(s => s.Id));
    }

    private void Work(Step step, AgentScreen screen)
    {
        if (!screen.Connected)
        {
            return;
        }

        var draw = Draw.From(world.Plan.Seed, step.Index, 1);
        if (screen.Ringing.Count > 0)
        {
            AnswerOffer(step, screen, draw);
        }
        else if (step.What % 10 == 0 && world.Store.Sessions.Values.FirstOrDefault(s => s.IsWaiting) is { } waiting)
        {
            world.Calls.Send(step, 0, new Claim(waiting.Id, screen.Id, draw.Chance(0.3) ? waiting.Version : null) { At = default, Seq = 0 });
        }
        else if (screen.Serving.Count > 0)
        {
            Serve(step, screen, screen.Serving.ElementAt(draw.Below(screen.Serving.Count)), draw);
        }
    }

    private void AnswerOffer(Step step, AgentScreen screen, Draw draw)
    {
        var offer = screen.Ringing.Keys.Min();
        switch (step.What)
        {
            case < 60:
                world.Calls.Send(step, 0, new Accept(offer, screen.Id) { At = default, Seq = 0 });
                if (draw.Chance(0.08))
                {
                    // A second tab.
                    world.Calls.Send(step, 1, new Accept(offer, screen.Id) { At = default, Seq = 0 });
                }

                break;
            case < 78:
                world.Calls.Send(step, 0, new Decline(offer, screen.Id) { At = default, Seq = 0 });
                break;
        }
    }

    private void Serve(Step step, AgentScreen screen, long session, Draw draw)
    {
        if (world.Store.Sessions.GetValueOrDefault(session) is not { } row)
        {
            return;
        }

        long? version = draw.Chance(0.3) ? row.Version - (draw.Chance(0.2) ? 1 : 0) : null;
        switch (step.What)
        {
            case < 45:
                world.Messages.Post(step, world.Store.Conversation(row.ConversationId), "agent:" + screen.Id);
                break;
            case < 52:
                world.Calls.Send(step, 0, new Ended(session, EndedBy.Agent, screen.Id, version, draw.Chance(0.1) ? EndReasons.Spam : null) { At = default, Seq = 0 });
                break;
            case < 62:
                world.Calls.Send(step, 0, PassOn(screen, session, version, draw));
                break;
            case < 75:
                world.Calls.Send(step, 0, new WrapUpDone(session, screen.Id) { At = default, Seq = 0 });
                break;
            case < 79:
                world.Calls.Send(step, 0, new ConsultRequested(session, screen.Id, draw.Between(1, SimulatedDesks.Agents), version) { At = default, Seq = 0 });
                break;
            case < 87:
                world.Calls.Send(step, 0, new ConsultEnded(session, draw.Chance(0.2) ? row.Consult?.AgentId ?? screen.Id : screen.Id, draw.Chance(0.5), version) { At = default, Seq = 0 });
                break;
            case < 91:
                world.Calls.Send(step, 0, new Held(session, screen.Id, version) { At = default, Seq = 0 });
                break;
            case < 93:
                world.Calls.Send(step, 0, new Unheld(session, screen.Id, version) { At = default, Seq = 0 });
                break;
            case < 97:
                world.Tell(new AgentTyped(session, screen.Id) { At = default, Seq = 0 });
                break;
        }
    }

    private static TransferRequested PassOn(AgentScreen screen, long session, long? version, Draw draw) => draw.Chance(0.6)
        ? new TransferRequested(session, screen.Id, null, draw.Between(1, SimulatedDesks.Agents), version) { At = default, Seq = 0 }
        : new TransferRequested(session, screen.Id, draw.Of([SimulatedDesks.Sales, SimulatedDesks.Support]), null, version, draw.Chance(0.5)) { At = default, Seq = 0 };
}

internal sealed class AgentScreen(long id)
{
    public long Id => id;

    public bool Connected { get; set; }

    /// <summary>Since when the agent is really gone, whatever anybody knows.</summary>
    public long? GoneSince { get; set; }

    public bool Reported { get; set; }

    public SortedDictionary<long, long> Ringing { get; } = [];

    public SortedSet<long> Serving { get; } = [];
}
