namespace ServiceDesk.Contracts;

/// <param name="Queues">Only these; null for all that the supervisor may see.</param>
public sealed record BoardRequest(IReadOnlyList<string>? Queues = null);

/// <summary>The live board, whole, once a second.</summary>
public sealed record BoardState(
    DateTimeOffset At,
    BoardTotals Totals,
    IReadOnlyList<BoardQueue> Queues,
    IReadOnlyList<BoardAgent> Agents);

/// <param name="LongestWaitSince">Earliest enqueue among those who wait; null when nobody does.</param>
/// <param name="FreeSlots">Sessions that routable agents could still take.</param>
/// <param name="RatingMean">Mean score today (in the server's UTC day); null when nobody rated.</param>
public sealed record BoardTotals(
    int Waiting,
    DateTimeOffset? LongestWaitSince,
    int Active,
    int InBot,
    int Online,
    int Busy,
    int Away,
    int Lost,
    int FreeSlots,
    double? RatingMean,
    int RatingCount);

public sealed record BoardQueue(
    string Id,
    string Name,
    bool Open,
    int Waiting,
    DateTimeOffset? LongestWaitSince,
    int Active,
    int AgentsOnline,
    int FreeSlots);

/// <param name="Since">When the agent's presence or connection last changed; null for one who never came.</param>
/// <param name="OldestReplyDueSince">Since when a visitor of this agent waits for an answer; null when none does.</param>
public sealed record BoardAgent(
    long AgentId,
    string Name,
    Presence Presence,
    string? AwayReason,
    AgentConnection Connection,
    DateTimeOffset? Since,
    int Load,
    int Capacity,
    DateTimeOffset? OldestReplyDueSince);

public sealed record SuperviseRequest(Guid CommandId, long SessionId, int Version, string? Text = null, long? ToAgent = null);

public interface IMonitorHub
{
    /// <summary>Answers with the state now and subscribes to one a second.</summary>
    Task<Reply<BoardState>> Board(BoardRequest request);

    /// <summary>Refused with feature_disabled by this version, as are the five that follow.</summary>
    Task<Reply> Monitor(SuperviseRequest request);

    Task<Reply> Whisper(SuperviseRequest request);

    Task<Reply> Barge(SuperviseRequest request);

    Task<Reply> TakeOver(SuperviseRequest request);

    Task<Reply> Assign(SuperviseRequest request);

    Task<Reply> Bump(SuperviseRequest request);
}

public interface IMonitorClient
{
    Task BoardState(BoardState board);

    Task Control(Control control);
}
