namespace ServiceDesk.Contracts;

/// <summary>The stable refusal codes of the protocol. Clients decide by code, never by message.</summary>
public static class ErrorCodes
{
    /// <summary>Nobody is signed in on this connection, or the token is not ours. Retry after a new token.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The token was ours and is past its time. Retry after a new token.</summary>
    public const string TokenExpired = "token_expired";

    public const string Forbidden = "forbidden";
    public const string NotMember = "not_member";
    public const string Banned = "banned";
    public const string Muted = "muted";

    /// <summary>The sender does not own the session (any more), so it may not speak for the service side.</summary>
    public const string NotResponder = "not_responder";

    public const string NotFound = "not_found";

    /// <summary>No session is open in the conversation: start one first.</summary>
    public const string ConversationClosed = "conversation_closed";

    public const string Invalid = "invalid";

    /// <summary>The configuration has faults and is not published; the answer lists them all.</summary>
    public const string InvalidDesk = "invalid_desk";

    public const string TooLarge = "too_large";
    public const string UnsupportedType = "unsupported_type";

    /// <summary>An attachment is not ready, not the sender's own or not of this conversation.</summary>
    public const string AttachmentNotReady = "attachment_not_ready";

    /// <summary>The same clientMsgId or commandId was used before with other content; the first one stays.</summary>
    public const string IdempotencyConflict = "idempotency_conflict";

    public const string RateLimited = "rate_limited";
    public const string Overloaded = "overloaded";

    /// <summary>A room lets its members speak only so often: repeat after the time that is told. For rooms, which this version does not have.</summary>
    public const string SlowMode = "slow_mode";

    public const string EpochChanged = "epoch_changed";
    public const string CursorAhead = "cursor_ahead";
    public const string HistoryTruncated = "history_truncated";

    /// <summary>The session changed since the version that the caller saw.</summary>
    public const string VersionConflict = "version_conflict";

    public const string AlreadyTaken = "already_taken";
    public const string OfferExpired = "offer_expired";
    public const string TargetUnavailable = "target_unavailable";

    /// <summary>The outcome is unknown or the store is away; repeat with the same id.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>No answer in time; the outcome is unknown, so repeat with the same id.</summary>
    public const string Timeout = "timeout";

    /// <summary>A rule of the desk refuses what was said; the value of the answer's one detail is the rule's reason key.</summary>
    public const string BlockedByPolicy = "blocked_by_policy";

    public const string ProtocolUnsupported = "protocol_unsupported";

    /// <summary>The call is part of the protocol and not offered by this server; the message names it.</summary>
    public const string FeatureDisabled = "feature_disabled";
}
