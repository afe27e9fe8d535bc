using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Everything that a seed decides: the desk, and who does what when. Plain data, so that a failing plan can be made smaller.</summary>
internal sealed class Plan
{
    public const long LengthMs = 20 * 60_000;
    public const int Visitors = 30;
    public const int Writers = 2;

    private readonly List<Step> steps = [];
    private readonly Draw draw;
    private int count;

    private Plan(int seed)
    {
        Seed = seed;
        draw = Draw.From(seed);
        Desk = SimulatedDesks.From(draw);
        // The office closes at 18:00 and opens at 09:00; most days neither happens during the run.
        Start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddMinutes(draw.Chance(0.3) ? (17 * 60) + draw.Between(45, 58) : draw.Chance(0.1) ? (9 * 60) - 5 : 12 * 60);
        for (var visitor = 0; visitor < Visitors; visitor++)
        {
            Visit(visitor);
        }

        for (var agent = 1; agent <= SimulatedDesks.Agents; agent++)
        {
            Work(agent);
        }

        Supervise();
        Serve();
        if (draw.Chance(0.8))
        {
            Fail();
        }

        Steps = [.. steps.OrderBy(s => s.AtMs).ThenBy(s => s.Index)];
    }

    private Plan(Plan whole, IReadOnlyList<Step> kept)
    {
        (Seed, draw, Desk, Start, Steps) = (whole.Seed, whole.draw, whole.Desk, whole.Start, kept);
    }

    public int Seed { get; }

    public DateTimeOffset Start { get; }

    public Desk Desk { get; }

    public IReadOnlyList<Step> Steps { get; }

    public static Plan From(int seed) => new(seed);

    public Plan Keep(IReadOnlyList<Step> kept) => new(this, kept);

    public Plan Keep(IReadOnlySet<int> indices) => Keep([.. Steps.Where(s => indices.Contains(s.Index))]);

    private void Visit(int visitor)
    {
        var at = draw.Below(600_000);
        for (var visit = draw.Between(1, 3); visit > 0 && at < LengthMs; visit--)
        {
            Add(at, StepKind.VisitorOpens, visitor, draw.Below(100));
            Twice(0.1, at + draw.Below(300), StepKind.VisitorOpens, visitor, draw.Below(100));
            var end = at + draw.Between(20_000, 400_000);
            if (draw.Chance(0.85))
            {
                var wants = at + draw.Between(100, 60_000);
                Add(wants, StepKind.VisitorWants, visitor, draw.Below(100));
                Twice(0.15, wants + draw.Below(4_000), StepKind.VisitorWants, visitor, draw.Below(100));
            }

            for (var acts = draw.Between(2, 9); acts > 0; acts--)
            {
                VisitorActs(visitor, draw.Between(at + 100, end));
            }

            if (draw.Chance(0.3))
            {
                Add(end, StepKind.VisitorEnds, visitor, draw.Below(100));
                Twice(0.3, end + draw.Below(200), StepKind.VisitorEnds, visitor, draw.Below(100));
            }

            at = end + draw.Between(5_000, 300_000);
        }
    }

    private void VisitorActs(int visitor, int at)
    {
        var kind = draw.Below(100) switch
        {
            < 62 => StepKind.VisitorWrites,
            < 75 => StepKind.VisitorReads,
            < 90 => StepKind.VisitorLeaves,
            < 95 => StepKind.VisitorCancels,
            _ => StepKind.VisitorLeavesMessage,
        };
        Add(at, kind, visitor, draw.Below(100));
        if (kind == StepKind.VisitorLeaves)
        {
            Add(at + draw.Between(500, draw.Chance(0.6) ? 15_000 : 200_000), StepKind.VisitorReturns, visitor);
        }
    }

    private void Work(int agent)
    {
        var pace = draw.Between(1_500, 7_000);
        Add(draw.Below(90_000), StepKind.AgentConnects, agent);
        Add(draw.Below(120_000), StepKind.AgentChooses, agent, (int)Presence.Online);
        for (long at = draw.Below(5_000); at < LengthMs; at += draw.Between(pace / 2, pace * 2))
        {
            Add(at, draw.Chance(0.12) ? StepKind.AgentLooks : StepKind.AgentActs, agent, draw.Below(100));
        }

        for (var drops = draw.Between(0, 5); drops > 0; drops--)
        {
            // Some links flap, some laptops sleep.
            var at = draw.Below((int)LengthMs);
            for (var flaps = draw.Chance(0.3) ? 3 : 1; flaps > 0; flaps--)
            {
                Add(at, StepKind.AgentDrops, agent, draw.Below(100));
                at += draw.Between(500, draw.Chance(0.7) ? 9_000 : 70_000);
                Add(at, StepKind.AgentConnects, agent);
                at += draw.Between(500, 20_000);
            }
        }

        for (var changes = draw.Between(0, 5); changes > 0; changes--)
        {
            var at = draw.Below((int)LengthMs);
            Add(at, StepKind.AgentChooses, agent, (int)draw.Of(Enum.GetValues<Presence>()));
            Add(at + draw.Between(300, 90_000), StepKind.AgentChooses, agent, (int)Presence.Online);
        }
    }

    private void Supervise()
    {
        Several(0, 4, StepKind.SupervisorBumps);
        Several(0, 3, StepKind.SupervisorForces);
        Several(0, 4, StepKind.SupervisorMoves);
        Several(0, 2, StepKind.SupervisorEnds);
        Several(0, 3, StepKind.DeskPublished);
        Several(4, 16, StepKind.Misuse);
    }

    private void Serve()
    {
        for (long at = 2_000; at < LengthMs; at += draw.Between(3_000, 9_000))
        {
            Add(at, StepKind.JobsLook);
        }

        for (long at = 500; at < LengthMs; at += draw.Between(400, 3_000))
        {
            Add(at, StepKind.RelayLooks, draw.Below(2));
        }
    }

    private void Fail()
    {
        for (var fails = draw.Between(1, 8); fails > 0; fails--)
        {
            Add(draw.Below((int)LengthMs), StepKind.CommitFails, what: (int)draw.Of([.. Enum.GetValues<CommitFault>().Where(f => f != CommitFault.None)]));
        }

        Several(0, 2, StepKind.WriterCrashes);
        Several(0, 2, StepKind.RivalBegins);
        Several(0, 2, StepKind.ClockSteps);
    }

    private void Several(int least, int most, StepKind kind)
    {
        for (var left = draw.Between(least, most); left > 0; left--)
        {
            Add(draw.Below((int)LengthMs), kind, draw.Below(100), draw.Below(100));
        }
    }

    private void Twice(double probability, long at, StepKind kind, int who, int what)
    {
        if (draw.Chance(probability))
        {
            Add(at, kind, who, what);
        }
    }

    private void Add(long at, StepKind kind, int who = 0, int what = 0)
    {
        if (at < LengthMs)
        {
            steps.Add(new Step(count++, at, kind, who, what));
        }
    }
}
