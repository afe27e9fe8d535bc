using System.Globalization;
using System.Text;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>What one plan came to.</summary>
/// <param name="Fault">The invariant that does not hold, or null.</param>
/// <param name="AtMs">When, in virtual time.</param>
internal sealed record Run(Plan Plan, string? Fault, long AtMs, string Trace, int Events, Marks Marks, IReadOnlyList<LedgerRow> Ledger)
{
    public static Run Of(int seed, HostBug bug = HostBug.None) => Of(Plan.From(seed), bug);

    public static Run Of(Plan plan, HostBug bug = HostBug.None)
    {
        var world = new World(plan, bug);
        string? fault = null;
        try
        {
            world.Run();
        }
#pragma warning disable CA1031 // Whatever the core or the host throws is a finding.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            fault = broken is SimulationFault ? broken.Message : broken.ToString();
        }

        return new Run(plan, fault, world.Agenda.Now, world.Invariants.Trace(), world.Store.Ledger.Count, world.Marks, world.Store.Ledger);
    }

    /// <summary>The reproduction: what to call, the steps that are left, and the end of the ledger.</summary>
    public string Describe(HostBug bug = HostBug.None)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Seed {Plan.Seed}, {Plan.Steps.Count} steps, at {AtMs / 1000.0:F3} s of virtual time from {Plan.Start:O}:");
        text.AppendLine(Fault);
        text.AppendLine(CultureInfo.InvariantCulture, $"dotnet run -c Release --project tests/ServiceDesk.Load -- simulate --from {Plan.Seed} --seeds 1 --keep {string.Join(',', Plan.Steps.Select(s => s.Index))}{(bug == HostBug.None ? "" : " --bug " + bug)}");
        foreach (var step in Plan.Steps)
        {
            text.AppendLine("  " + step);
        }

        foreach (var row in Ledger.TakeLast(12))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Seq} (epoch {row.Epoch}) {row.Event} -> {row.Answer.Code ?? "ok"}");
            text.AppendLine("      " + Encoding.UTF8.GetString(row.Stored));
        }

        return text.ToString();
    }
}

/// <summary>Leaves out of a failing plan whatever it fails without.</summary>
internal static class Shrinker
{
    public const int Enough = 30;

    /// <param name="tries">How many runs may be spent.</param>
    public static Run Shrink(Run failing, HostBug bug = HostBug.None, int tries = 2_000)
    {
        var kind = KindOf(failing);
        // What comes after the fault did not cause it.
        var best = Try(failing, [.. failing.Plan.Steps.Where(s => s.AtMs <= failing.AtMs)], kind, bug) ?? failing;
        // Whole people and whole kinds of steps first: few plans need more than some of them.
        foreach (var group in best.Plan.Steps.Select(GroupOf).Distinct().ToList())
        {
            best = Try(best, [.. best.Plan.Steps.Where(s => GroupOf(s) != group)], kind, bug) ?? best;
        }

        foreach (var left in Enum.GetValues<StepKind>())
        {
            best = Try(best, [.. best.Plan.Steps.Where(s => s.Kind != left)], kind, bug) ?? best;
        }

        return ByChunks(best, kind, bug, tries);
    }

    private static Run ByChunks(Run best, string kind, HostBug bug, int tries)
    {
        for (var chunk = Math.Max(1, best.Plan.Steps.Count / 2); tries > 0; chunk = Math.Max(1, chunk / 2))
        {
            var before = best.Plan.Steps.Count;
            for (var at = 0; at < best.Plan.Steps.Count && tries > 0; tries--)
            {
                var kept = best.Plan.Steps.Where((_, i) => i < at || i >= at + chunk).ToList();
                if (Try(best, kept, kind, bug) is { } smaller)
                {
                    best = smaller;
                }
                else
                {
                    at += chunk;
                }
            }

            if (chunk == 1 && best.Plan.Steps.Count == before)
            {
                break;
            }
        }

        return best;
    }

    private static Run? Try(Run failing, IReadOnlyList<Step> kept, string kind, HostBug bug)
    {
        var run = Run.Of(failing.Plan.Keep(kept), bug);
        return run.Fault is not null && KindOf(run) == kind ? run : null;
    }

    private static (int Part, int Who) GroupOf(Step step) => step.Kind switch
    {
        <= StepKind.VisitorEnds => (0, step.Who),
        <= StepKind.AgentLooks => (1, step.Who),
        _ => (2, (int)step.Kind),
    };

    // The same rule is broken, whoever is concerned.
    private static string KindOf(Run run) => run.Fault!.Split(':', ' ')[0];
}
