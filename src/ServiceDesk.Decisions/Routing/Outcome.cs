namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// What one event came to. Deadlines that fell due before the event run first, in their order; their effects are part of
/// the outcome, and they stand even when the event itself is refused (commit what is <see cref="Changed"/>). A host that
/// applies a <see cref="Tick"/> whenever <see cref="RoutingCore.NextWake"/> is not later than the event never sees both.
/// </summary>
public sealed record Outcome
{
    /// <summary>Why the event was not followed, or null. A refused event changes nothing by itself.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>In the order in which they happened.</summary>
    public IReadOnlyList<RoutingEffect> Effects { get; init; } = [];

    /// <summary>Sessions whose state differs from before: store each as <see cref="RoutingCore.Session"/> has it.</summary>
    public IReadOnlyList<long> Sessions { get; init; } = [];

    /// <summary>Agents whose state differs; one that <see cref="RoutingCore.Agent"/> no longer knows left the desk.</summary>
    public IReadOnlyList<long> Agents { get; init; } = [];

    public IReadOnlyList<long> Offers { get; init; } = [];

    /// <summary>Queues whose pace differs: store each as <see cref="RoutingCore.Pace"/> has it.</summary>
    public IReadOnlyList<string> Paces { get; init; } = [];

    /// <summary>The session that the event was about, when there is one; for a repeated start the existing one.</summary>
    public long? SessionId { get; init; }

    /// <summary>Whether there is anything to store. False for a wake-up that found nothing due.</summary>
    public bool Changed => Effects.Count + Sessions.Count + Agents.Count + Offers.Count + Paces.Count > 0;
}

/// <param name="Code">One of <see cref="RefusalCodes"/>; clients may rely on it.</param>
/// <param name="Detail">The field or state and its value, for people.</param>
public sealed record Refusal(string Code, string Detail);

/// <summary>The stable codes.</summary>
public static class RefusalCodes
{
    public const string NotFound = "not_found";
    public const string VersionConflict = "version_conflict";
    public const string OfferExpired = "offer_expired";
    public const string AlreadyTaken = "already_taken";
    public const string TargetUnavailable = "target_unavailable";
    public const string Forbidden = "forbidden";
    public const string NotResponder = "not_responder";
    public const string ConversationClosed = "conversation_closed";
    public const string FeatureDisabled = "feature_disabled";
    public const string Invalid = "invalid";
}
