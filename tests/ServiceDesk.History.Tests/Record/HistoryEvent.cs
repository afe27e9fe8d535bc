using System.Text.Json.Serialization;

namespace ServiceDesk.History.Tests.Record;

/// <summary>What a line says of an operation.</summary>
public enum Happened
{
    /// <summary>It begins; its effect may come at any time from now on.</summary>
    Invoke,

    /// <summary>It is known to have happened.</summary>
    Ok,

    /// <summary>It is known not to have happened.</summary>
    Fail,

    /// <summary>Nobody knows.</summary>
    Info,
}

/// <summary>One line of a history.</summary>
/// <param name="T">Monotonic nanoseconds since the history began.</param>
/// <param name="P">Process: one client connection, <c>nemesis</c>, or who read at the end.</param>
/// <param name="Op">One of <see cref="Ops"/>.</param>
/// <param name="Key">What it is about: <c>c:ID</c> a conversation, <c>s:ID</c> a session.</param>
/// <param name="V">What was given or found; null for nothing.</param>
/// <param name="Node">The server that answered.</param>
public sealed record HistoryEvent(long T, string P, Happened K, string Op, string Key, HistoryValue? V, string Node);

/// <summary>The value of a line; each operation sets what it has.</summary>
public sealed record HistoryValue
{
    /// <summary>clientMsgId or commandId.</summary>
    public string? Id { get; init; }

    public long? Seq { get; init; }
    public long? N { get; init; }
    public long? ReadSeq { get; init; }
    public long? ReadN { get; init; }

    /// <summary>Of the text, so that a history holds no words.</summary>
    public string? Hash { get; init; }

    /// <summary><c>kind:id</c> of who wrote, or whom it is about.</summary>
    public string? Sender { get; init; }

    public string? Name { get; init; }

    /// <summary>Type of an event, kind of an effect, state of a session.</summary>
    public string? Type { get; init; }

    /// <summary>Why not, or what a system event tells.</summary>
    public string? Code { get; init; }

    public long? Session { get; init; }
    public long? Agent { get; init; }

    /// <summary>A number that the operation explains: weight, segment, capacity, count.</summary>
    public long? Count { get; init; }

    /// <summary>A yes or no that the operation explains.</summary>
    public bool? Is { get; init; }
}

/// <summary>Names of operations. Those that begin with <c>final.</c> are what was read after everything had healed.</summary>
public static class Ops
{
    public const string Run = "run";
    public const string Tick = "tick";
    public const string Healed = "healed";
    public const string Open = "open";
    public const string Join = "join";
    public const string Send = "send";
    public const string Deliver = "deliver";
    public const string Read = "read";
    public const string Unread = "unread";
    public const string Rate = "rate";
    public const string FinalEvent = "final.event";
    public const string FinalHead = "final.head";
    public const string FinalMember = "final.member";
    public const string FinalEffect = "final.effect";
    public const string FinalCommand = "final.command";
    public const string FinalOutbox = "final.outbox";
    public const string FinalSurvey = "final.survey";
    public const string FinalSession = "final.session";
    public const string FinalStore = "final.store";

    /// <summary>Commands that the ledger must hold once.</summary>
    public static bool IsCommand(string op) => op.StartsWith("command.", StringComparison.Ordinal);

    public static bool IsFault(string op) => op.StartsWith("fault.", StringComparison.Ordinal);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HistoryEvent))]
internal sealed partial class HistoryJson : JsonSerializerContext;
