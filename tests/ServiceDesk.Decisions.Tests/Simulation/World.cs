using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>One run: twenty minutes of virtual time on one thread, then everything heals and must come to rest.</summary>
internal sealed class World
{
    private const long HealMs = 25 * 60_000;
    private const int Lateness = 40;

    private readonly Writer[] writers;
    private readonly Queue<CommitFault> faults = [];
    private int current;

    public World(Plan plan, HostBug bug)
    {
        (Plan, Bug) = (plan, bug);
        Store = new Store(plan.Desk, bug, commit => commit.Rows.ForEach(row => MarkWatch.See(Marks, row, Store!)));
        Calls = new Calls(this);
        Messages = new Messages(this);
        Relays = new Relays(this);
        Visitors = new VisitorsOutside(this);
        Agents = new AgentsAtWork(this);
        Supervision = new Supervision(this);
        Invariants = new Invariants(this);
        writers = [.. Enumerable.Range(0, Plan.Writers).Select(i => new Writer(this, i))];
    }

    public Plan Plan { get; }

    public HostBug Bug { get; }

    public Agenda Agenda { get; } = new();

    public Marks Marks { get; } = new();

    public Store Store { get; }

    public Calls Calls { get; }

    public Messages Messages { get; }

    public Relays Relays { get; }

    public VisitorsOutside Visitors { get; }

    public AgentsAtWork Agents { get; }

    public Supervision Supervision { get; }

    public Invariants Invariants { get; }

    public Reference Reference { get; } = new();

    public IReadOnlyList<Writer> Writers => writers;

    /// <summary>The true time; writers' clocks may be off.</summary>
    public DateTimeOffset Time => Plan.Start.AddMilliseconds(Agenda.Now);

    /// <summary>When the last writer died or was replaced; agents' reports may be late since.</summary>
    public long UnsteadySince { get; private set; }

    /// <exception cref="SimulationFault">An invariant does not hold.</exception>
    public void Run()
    {
        foreach (var step in Plan.Steps)
        {
            Agenda.At(step.AtMs, () => Do(step));
        }

        writers[0].Begin();
        while (Agenda.RunNext(Plan.LengthMs))
        {
        }

        Heal();
        Invariants.AtRest();
    }

    public Writer Current => writers[current];

    /// <param name="strays">The sender's idea of who writes may be old.</param>
    public Writer WriterFor(bool strays) => strays ? writers[1 - current] : writers[current];

    /// <summary>What befalls this commit. A slow one is one that has read something, which may change meanwhile.</summary>
    public CommitFault TakeFault(Commit commit) =>
        faults.TryPeek(out var next) && (next != CommitFault.Slow || commit.Reads.Count > 0) ? faults.Dequeue() : CommitFault.None;

    /// <summary>Tells the writer what carries no id; when that comes to nothing, it is told again as things are then.</summary>
    public void Tell(RoutingEvent e, Action? again = null) => Current.Receive(new Request(0, e, answer =>
    {
        if (answer.Code == Answer.Unavailable)
        {
            Agenda.In(100, again ?? (() => Tell(e)));
        }
    }));

    public void WriterOpened(int writer)
    {
        if (writer != current || Bug == HostBug.ForgetsWhoIsConnected)
        {
            return;
        }

        Agents.ReportAll();
        Visitors.ReportAll();
    }

    public void WriterDied(int writer)
    {
        UnsteadySince = Agenda.Now;
        if (writer == current)
        {
            Agenda.In(Draw.From(Plan.Seed, writer, Store.Epoch).Between(200, Agenda.Now < Plan.LengthMs ? 30_000 : 500), () => Replace(writer));
        }
    }

    /// <summary>A commit took effect: from now on it is a fact, whether or not the writer learns of it.</summary>
    public void Committed(Commit commit) => Invariants.AfterCommit(commit);

    /// <summary>Effects become known: late, sometimes not at all, but never before they are facts.</summary>
    public void Publish(LedgerRow row)
    {
        Invariants.BeforePublication(row);
        for (var ord = 0; ord < row.Effects.Count; ord++)
        {
            var (effect, draw) = (row.Effects[ord], Draw.From(Plan.Seed, row.Event.At.UtcTicks, 9_000_000 + ord));
            if (effect is PositionHint hint && Store.Sessions.GetValueOrDefault(hint.SessionId)?.QueuedAt is { } since)
            {
                Visitors.Show(hint.SessionId, since, hint.Position);
            }
            else if (!draw.Chance(0.02))
            {
                Agenda.In(draw.Between(1, Lateness), () => Agents.See(effect));
            }
        }
    }

    private void Replace(int died)
    {
        if (current == died && !writers[died].Alive)
        {
            current = 1 - current;
            if (!writers[current].Alive)
            {
                writers[current].Begin();
            }
            else
            {
                WriterOpened(current);
            }
        }
    }

    private void Do(Step step)
    {
        switch (step.Kind)
        {
            case <= StepKind.VisitorEnds:
                Visitors.Act(step);
                break;
            case <= StepKind.AgentLooks:
                Agents.Act(step);
                break;
            case StepKind.RelayLooks:
                Relays.Look(step);
                break;
            case StepKind.CommitFails:
                faults.Enqueue((CommitFault)step.What);
                break;
            case StepKind.WriterCrashes:
                if (Current.Alive)
                {
                    Current.Die();
                }

                break;
            case StepKind.RivalBegins:
                BeginRival();
                break;
            case StepKind.ClockSteps:
                writers[step.Who % Plan.Writers].SkewMs = step.What % 2 == 0 ? -5_000 : step.What * 20;
                Marks.Hit(Mark.ClockWentBack);
                break;
            default:
                Supervision.Act(step);
                break;
        }
    }

    // The old writer lives on and believes that it still is the writer.
    private void BeginRival()
    {
        var rival = 1 - current;
        if (Current.Alive && !writers[rival].Alive)
        {
            Marks.Hit(Mark.RivalTookOver);
            UnsteadySince = Agenda.Now;
            current = rival;
            writers[rival].Begin();
        }
    }

    private void Heal()
    {
        faults.Clear();
        Agents.BringBack();
        Visitors.SendHome();
        var end = Plan.LengthMs + HealMs;
        for (var at = Plan.LengthMs + 1_000; at < end; at += 15_000)
        {
            Agenda.At(at, () => Supervision.LookForDeadlines());
            Agenda.At(at, () => Relays.Look(new Step(int.MaxValue, Agenda.Now, StepKind.RelayLooks, 0)));
        }

        while (Agenda.RunNext(end))
        {
        }
    }
}
