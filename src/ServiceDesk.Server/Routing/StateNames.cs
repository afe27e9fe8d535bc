using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Server.Routing;

/// <summary>The words that the state columns hold: those of the Decisions in camelCase.</summary>
internal static class StateNames
{
    /// <summary>created, bot, queued, offered, active, onHold, ended, deferred or archived.</summary>
    public static string Of(SessionStatus status) => Camel(status);

    /// <summary>pending, accepted, declined, timedOut, rescinded or lost.</summary>
    public static string Of(OfferStatus status) => Camel(status);

    /// <summary>online, busy, away, offlineWhenDone, offline; connected, grace, lost.</summary>
    public static string Camel<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>The words of the column <c>assignment.state</c>.</summary>
internal static class AssignmentStates
{
    public const string Active = "active";
    public const string WrapUp = "wrapUp";

    /// <summary>A colleague who advises and does not serve.</summary>
    public const string Consult = "consult";
    public const string Done = "done";

    public const string Hold = "hold";

    public static string Of(AssignmentStatus status) => status switch
    {
        AssignmentStatus.WrapUp => WrapUp,
        AssignmentStatus.Hold => Hold,
        _ => Active,
    };
}
