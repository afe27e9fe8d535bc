namespace ServiceDesk.Decisions.Routing;

/// <summary>The refusals of the core, each naming the field or state and its value.</summary>
internal static class Refusals
{
    public static Refusal NotFound(string what, object? id) => new(RefusalCodes.NotFound, $"{what} {id} does not exist");

    public static Refusal Invalid(string detail) => new(RefusalCodes.Invalid, detail);

    public static Refusal Version(long expected, long actual) =>
        new(RefusalCodes.VersionConflict, $"version {expected}: the session is at {actual}");

    public static Refusal Conflict(string detail) => new(RefusalCodes.VersionConflict, detail);

    public static Refusal Closed(Sessions.SessionState session) =>
        new(RefusalCodes.ConversationClosed, $"session {session.Id} is {session.Status}");

    public static Refusal NotResponder(long sessionId, string? responder) =>
        new(RefusalCodes.NotResponder, $"session {sessionId}: the responder is {responder ?? "nobody"}");

    public static Refusal Unavailable(string detail) => new(RefusalCodes.TargetUnavailable, detail);

    public static Refusal Disabled(string feature) => new(RefusalCodes.FeatureDisabled, feature);
}
