using System.Text.Json;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>What a command came to. Code <see cref="Unavailable"/> is no answer at all: it is asked again.</summary>
internal readonly record struct Answer(string? Code, long? SessionId)
{
    public const string Unavailable = "unavailable";
    public const string IdempotencyConflict = "idempotency_conflict";

    public static Answer None => new(Unavailable, null);
}

/// <summary>One applied event with everything that followed from it.</summary>
/// <param name="Command">0 for what carries no id.</param>
internal sealed record LedgerRow(long Seq, int Epoch, RoutingEvent Event, long Command, Answer Answer, IReadOnlyList<RoutingEffect> Effects)
{
    /// <summary>The effects as they are stored.</summary>
    public byte[] Stored { get; } = JsonSerializer.SerializeToUtf8Bytes(Effects);

    public byte[] Store() => JsonSerializer.SerializeToUtf8Bytes(Effects);

    /// <summary>Whether the event is the same but for when it came.</summary>
    public bool HasContent(RoutingEvent other) => Plain(Event) == Plain(other);

    private static RoutingEvent Plain(RoutingEvent e) => e switch
    {
        SessionStarted started => started with { At = default, Seq = 0, SessionId = 0, LastServed = null },
        _ => e with { At = default, Seq = 0 },
    };
}

/// <summary>A turn on its way to the store: nothing of it is seen by anybody before it is committed.</summary>
internal sealed class Commit
{
    public required int Writer { get; init; }

    public required int Epoch { get; init; }

    public required long LastSeqBefore { get; init; }

    public List<LedgerRow> Rows { get; } = [];

    public List<(Request Request, Answer Answer)> Answers { get; } = [];

    /// <summary>The ids of all that differs.</summary>
    public (SortedSet<long> Sessions, SortedSet<long> Agents, SortedSet<long> Offers, SortedSet<string> Paces) Touched { get; } =
        ([], [], [], new(StringComparer.Ordinal));

    public List<SessionState> Sessions { get; } = [];

    public List<AgentState> Agents { get; } = [];

    public List<OfferState> Offers { get; } = [];

    public List<QueuePace> Paces { get; } = [];

    public required Desk Desk { get; set; }

    /// <summary>What was read inside the transaction, at which revision.</summary>
    public Dictionary<Conversation, int> Reads { get; } = [];

    /// <summary>How many of the waiting requests it took.</summary>
    public int Taken { get; set; }

    public void Touch(Outcome outcome)
    {
        Touched.Sessions.UnionWith(outcome.Sessions);
        Touched.Agents.UnionWith(outcome.Agents);
        Touched.Offers.UnionWith(outcome.Offers);
        Touched.Paces.UnionWith(outcome.Paces);
    }
}

internal enum CommitResult { Committed, Fenced, Conflict, Failed }

/// <param name="Nth">Among those of its conversation, from 0.</param>
internal sealed record OutboxRow(long Id, OutboxKind Kind, long SessionId, long ConversationId, long AgentId, int Nth)
{
    public bool Done { get; set; }

    public int Deliveries { get; set; }

    public int LastRelay { get; set; } = -1;
}

internal enum OutboxKind { Survey, BotTurn, FirstReply, Notice }
