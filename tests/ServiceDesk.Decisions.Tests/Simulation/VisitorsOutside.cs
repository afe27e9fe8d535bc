using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>What visitors do, by what their own page has told them.</summary>
internal sealed class VisitorsOutside(World world)
{
    private readonly Visitor[] all = [.. Enumerable.Range(0, Plan.Visitors).Select(i => new Visitor("v" + i))];

    public IEnumerable<Visitor> All => all;

    public void Act(Step step)
    {
        var visitor = all[step.Who];
        switch (step.Kind)
        {
            case StepKind.VisitorOpens:
                Open(step, visitor);
                break;
            case StepKind.VisitorLeaves:
                visitor.Connected = false;
                Report(visitor);
                break;
            case StepKind.VisitorReturns:
                visitor.Connected = true;
                Report(visitor);
                break;
            default:
                if (visitor is { Connected: true, Session: { } session })
                {
                    ActOn(step, visitor, session);
                }

                break;
        }
    }

    /// <summary>Tells the writer how it stands with everybody's connection.</summary>
    public void ReportAll() => all.ToList().ForEach(Report);

    /// <summary>Everybody closes the page for good.</summary>
    public void SendHome()
    {
        foreach (var visitor in all)
        {
            visitor.Connected = false;
            Report(visitor);
        }
    }

    /// <summary>What is shown of a place never grows during one stay.</summary>
    public void Show(long session, DateTimeOffset since, int position)
    {
        foreach (var visitor in all.Where(v => v.Session == session))
        {
            if (visitor.Shown is { } shown && shown.Since == since && position > shown.Position)
            {
                throw new SimulationFault($"P1: session {session} was shown place {shown.Position} and then {position}");
            }

            visitor.Shown = (since, position);
        }
    }

    private void Open(Step step, Visitor visitor)
    {
        visitor.Connected = true;
        var door = step.What < 2 ? "nowhere" : visitor.Door ?? SimulatedDesks.Doors[step.What % SimulatedDesks.Doors.Length];
        visitor.Door = door == "nowhere" ? visitor.Door : door;
        world.Calls.Send(
            step, 0,
            new SessionStarted(0, 0, visitor.Name, door, null, "en", true, step.What % 10 != 0) { At = default, Seq = 0 },
            answer =>
            {
                if (answer is { Code: null, SessionId: { } id } && id != visitor.Session)
                {
                    visitor.Session = id;
                    Report(visitor);
                }
            });
    }

    private void ActOn(Step step, Visitor visitor, long session)
    {
        switch (step.Kind)
        {
            case StepKind.VisitorWants:
                world.Calls.Send(step, 0, new SessionEnqueued(session, EnqueuedBy.Visitor, null, step.What < 10 ? SimulatedDesks.Support : null) { At = default, Seq = 0 });
                break;
            case StepKind.VisitorWrites:
                world.Messages.Post(step, world.Store.Home(visitor.Name, visitor.Door!), visitor.Name);
                break;
            case StepKind.VisitorReads:
                var home = world.Store.Home(visitor.Name, visitor.Door!);
                home.MarkRead(step.What % 5 == 0 ? home.Log.Count / 2 : home.Log.Count);
                break;
            case StepKind.VisitorCancels:
                world.Calls.Send(step, 0, new WaitCancelled(session) { At = default, Seq = 0 });
                break;
            case StepKind.VisitorLeavesMessage:
                world.Calls.Send(step, 0, new FallbackChosen(session) { At = default, Seq = 0 });
                break;
            default:
                world.Calls.Send(step, 0, new Ended(session, EndedBy.Visitor) { At = default, Seq = 0 });
                break;
        }
    }

    private void Report(Visitor visitor)
    {
        if (visitor.Session is { } session)
        {
            world.Tell(
                visitor.Connected ? new VisitorBack(session) { At = default, Seq = 0 } : new VisitorLeft(session) { At = default, Seq = 0 },
                () => Report(visitor));
        }
    }
}

internal sealed class Visitor(string name)
{
    public string Name => name;

    public bool Connected { get; set; }

    public string? Door { get; set; }

    public long? Session { get; set; }

    public (DateTimeOffset Since, int Position)? Shown { get; set; }
}
