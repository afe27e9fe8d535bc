using ServiceDesk.Load.Messages;
using ServiceDesk.Load.Routing;
using ServiceDesk.Load.Search;

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
        new("relay", "messages from a visitor over the commit to acknowledgement and agent, on SQLite, beside a bare SignalR relay",
            15, RelayScenario.Run),
        new("relay-steady", "the same without yardstick at 1,250 messages a second: what one costs and how long it takes",
            20, RelayScenario.Steady),
        new("idle", "memory of 10,000 idle visitors with an open conversation, beside bare SignalR's",
            100, IdleScenario.Run),
        new("soak", "2,000 conversations in which somebody speaks every 10 s: memory over time",
            600, SoakScenario.Run),
        new("slow-reader", "a connection that reads nothing: what the server holds for it and what the others wait",
            15, SlowReaderScenario.Run),
        new("content", "10,000 words of content rules looked for in a message, beside the message's hash",
            20, ContentScenario.Run),
        new("search", "searches over 1,000,000 stored messages on SQLite: the index's building and size, then mixed searches over HTTP",
            60, SearchScenario.Run),
    ];
}
