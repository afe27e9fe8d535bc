using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Insight;

/// <summary>As much of the core's state as decides about one more visitor: who attends, with what in hand, and how many wait.</summary>
public sealed record PresentState
{
    public IReadOnlyList<AgentState> Agents { get; init; } = [];

    /// <summary>What takes capacity: being served, consulted on, wrapped up.</summary>
    public IReadOnlyList<SessionState> Served { get; init; } = [];

    public IReadOnlyList<OfferState> Ringing { get; init; } = [];

    /// <summary>How many wait, by queue.</summary>
    public IReadOnlyDictionary<string, int> Waiting { get; init; } = new Dictionary<string, int>();

    /// <summary>How fast the queues are served, for estimated waits.</summary>
    public IReadOnlyList<QueuePace> Paces { get; init; } = [];

    internal static PresentState Of(RoutingMemory memory) => new()
    {
        Agents = [.. memory.Agents.OrderBy(a => a.Id)],
        Served = [.. memory.Agents.SelectMany(a => memory.AssignedTo(a.Id)).Order().Select(id => memory.Session(id)!)],
        Ringing = [.. memory.PendingOffers.Select(id => memory.Offer(id)!)],
        Paces = [.. memory.Paces],
        Waiting = memory.Desk.Desk.Queues.ToDictionary(q => q.Id, q => memory.Line(q.Id).Everybody.Count),
    };
}
