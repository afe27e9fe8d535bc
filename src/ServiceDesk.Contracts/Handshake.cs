namespace ServiceDesk.Contracts;

/// <summary>The first call on every connection; repeated on the same connection it renews the identity.</summary>
/// <param name="Protocol">Version as <c>major.minor</c>; this contract is <see cref="ProtocolVersion.Current"/>.</param>
/// <param name="Token">The visitor's access token; null for staff, whose cookie signed the connection in.</param>
/// <param name="Features">Of <see cref="FeatureNames"/>: what the client can use; unknown ones are ignored. Every feature is off until both sides name it.</param>
/// <param name="Cursors">What the client holds, at most 200; the answer tells the heads to compare with.</param>
/// <param name="PreviewConsent">True when the visitor has agreed that the agent sees what is being typed.</param>
public sealed record HelloRequest(
    string Protocol,
    ClientInfo Client,
    string? Token = null,
    IReadOnlyList<string>? Features = null,
    IReadOnlyList<Cursor>? Cursors = null,
    bool? PreviewConsent = null)
{
    /// <summary>Without the token: frameworks print what they are called with into their logs.</summary>
    public override string ToString() => $"{nameof(HelloRequest)} {{ Protocol = {Protocol}, Client = {Client} }}";
}

/// <summary>The protocol that this contract describes.</summary>
public static class ProtocolVersion
{
    public const string Current = "1.1";

    /// <summary>The lowest that a server of this contract takes. A client of it gets no more than what its version knows.</summary>
    public const string Lowest = "1.0";
}

/// <param name="Kind">widget, desk, bot or another short name of the program.</param>
/// <param name="DeviceId">Stable per installation of the client, at most 64 characters.</param>
/// <param name="TabId">Different in each tab, at most 64 characters.</param>
/// <param name="Locale">BCP 47 tag, for example <c>zh-CN</c>.</param>
public sealed record ClientInfo(string Kind, string Version, string DeviceId, string TabId, string Locale);

/// <summary>A position in a conversation: its holder has everything up to <paramref name="Seq"/>.</summary>
public sealed record Cursor(long Conv, int Epoch, long Seq);

/// <summary>The newest position of a conversation and how much of it the asking member has read.</summary>
/// <param name="N">Running count of countable events; unread = <paramref name="N"/> − <paramref name="ReadN"/>.</param>
/// <param name="ReadSeq">The member's own read watermark.</param>
/// <param name="A">Running count of mentions of all; unread ones = <paramref name="A"/> − <paramref name="ReadA"/>. Null when there were none.</param>
/// <param name="Mentions">Messages above the read watermark that mention the member; null when none does.</param>
public sealed record Head(
    long Conv, int Epoch, long Seq, long N, long ReadSeq, long ReadN, long? A = null, long? ReadA = null, int? Mentions = null);

/// <param name="Protocol">The version that both speak: the client's, or this server's when that is lower.</param>
/// <param name="Features">What is on for this connection.</param>
/// <param name="HeartbeatSec">Seconds between two Pings that the client sends.</param>
/// <param name="Heads">One per conversation that is open for this person, at most 200: those of the cursors first, then the newest.</param>
/// <param name="MoreHeads">True when there are more: ask by <see cref="IConversationHub.Heads"/>.</param>
public sealed record Welcome(
    string ConnectionId,
    DateTimeOffset ServerTime,
    string Protocol,
    IReadOnlyList<string> Features,
    Limits Limits,
    int HeartbeatSec,
    IReadOnlyList<Head> Heads,
    Person User,
    bool? MoreHeads = null);

/// <summary>What the server takes. A server of protocol 1.0 tells the first four only.</summary>
/// <param name="MaxTextLength">UTF-16 units of a message's text.</param>
/// <param name="SendPerSecond">Sustained sends per second; <paramref name="SendBurst"/> at once.</param>
/// <param name="MaxUploadBytes">Bytes of one file.</param>
/// <param name="UploadExtensions">Endings of names that uploads may have, for example <c>.png</c>.</param>
/// <param name="MaxBodyBytes">Bytes of a whole body as JSON, its text not counted.</param>
/// <param name="MaxMentions">Persons whom a message mentions.</param>
/// <param name="MaxSendMany">Events of one SendMany.</param>
/// <param name="MaxFetch">Events of one Fetch.</param>
/// <param name="MaxConnections">Connections of one person; one more ends the oldest.</param>
/// <param name="EditSeconds">For how long an own message may be edited.</param>
/// <param name="RecallSeconds">For how long an own message may be taken back.</param>
/// <param name="Rates">Other calls by name: fetch, mark, typing, hello, draft.</param>
public sealed record Limits(
    int MaxTextLength,
    int MaxFrameBytes,
    double SendPerSecond,
    int SendBurst,
    long MaxUploadBytes,
    IReadOnlyList<string> UploadExtensions,
    int? MaxBodyBytes = null,
    int? MaxMentions = null,
    int? MaxSendMany = null,
    int? MaxFetch = null,
    int? MaxConnections = null,
    int? EditSeconds = null,
    int? RecallSeconds = null,
    IReadOnlyDictionary<string, Rate>? Rates = null);

/// <summary>A token bucket.</summary>
/// <param name="PerSecond">Sustained calls per second; <paramref name="Burst"/> at once.</param>
public sealed record Rate(double PerSecond, int Burst);

/// <param name="Id"><c>kind:id</c>, kind = visitor, agent or bot.</param>
public sealed record Person(string Id, string Name);

/// <param name="Watched">Conversations whose heads are wanted, at most 20.</param>
public sealed record PingRequest(IReadOnlyList<long> Watched);

/// <summary>The heads reveal a lost last message, which gap detection alone cannot see.</summary>
public sealed record Pong(DateTimeOffset ServerTime, IReadOnlyList<Head> Heads);

/// <summary>Told instead of events to a connection that does not read fast enough: what is missing before these heads is to be fetched.</summary>
public sealed record HeadsPush(IReadOnlyList<Head> Heads);

/// <summary>An order of the server to the connection.</summary>
/// <param name="Kind">One of <see cref="ControlKinds"/>.</param>
/// <param name="AfterMs">For reconnect: wait so long first (milliseconds), so that clients spread.</param>
public sealed record Control(string Kind, int? AfterMs = null);

public static class ControlKinds
{
    public const string Reconnect = "reconnect";
    public const string Replaced = "replaced";
    public const string SignedOut = "signed_out";
    public const string TokenExpired = "token_expired";

    /// <summary>The visitor is kept out; a client does not connect again.</summary>
    public const string Banned = "banned";

    /// <summary>The client did not catch up in time; it may connect again.</summary>
    public const string SlowConsumer = "slow_consumer";
}
