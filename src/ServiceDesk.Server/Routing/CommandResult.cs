using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Server.Routing;

/// <summary>What the router answers to a command, given only after its commit.</summary>
/// <param name="Error">Why it was refused; null when it took effect, now or earlier under the same command id.</param>
/// <param name="Session">The session that the command was about, as committed; null when there is none, when it was refused, or when the session has been over for long.</param>
/// <param name="SessionId">Its id, which a repeated command learns however long ago the session ended.</param>
public sealed record CommandResult(Error? Error, SessionState? Session = null, long? SessionId = null)
{
    /// <summary>The writer could not commit. Nothing of the command is visible; repeat it with the same id.</summary>
    public static CommandResult Unavailable { get; } =
        new(new Error(ErrorCodes.Unavailable, "The command was not stored; repeat it with the same id.", RetryAfterMs: 500));

    internal static CommandResult Overloaded { get; } =
        new(new Error(ErrorCodes.Overloaded, "Too many commands wait for the router.", RetryAfterMs: 1000));

    internal static CommandResult Refused(Refusal refusal) => new(new Error(refusal.Code, refusal.Detail));
}
