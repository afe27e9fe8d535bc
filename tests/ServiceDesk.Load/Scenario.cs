using ServiceDesk.Load.Routing;

namespace ServiceDesk.Load;

/// <summary>One measurement of the kit.</summary>
/// <param name="Line">What it measures, in one line.</param>
/// <param name="Seconds">How long it measures at least, unless told otherwise; the warm-up comes before.</param>
internal sealed record Scenario(string Name, string Line, int Seconds, Func<Report, int, CancellationToken, Task> Run)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("routing-core", "the routing core alone: 100,000 waiting, 10,000 agents × 5, 50 queues, 350 buckets, three kinds of profiles",
            15, RoutingCoreScenario.Run),
        new("routing", "from a visitor's call to the agent's ringing, commit included, at 200 routing events per second on SQLite",
            40, RoutingScenario.Run),
    ];
}
