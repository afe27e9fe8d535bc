using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Server.Agents;

/// <summary>What supervisors are asked to look at, as it crosses the wire.</summary>
internal static class SessionAlerts
{
    /// <summary>Null while nobody is asked.</summary>
    public static Contracts.SessionAlert? Of(SessionState session) => session.Alert is { } alert
        ? new Contracts.SessionAlert(ReasonOf(alert.Reason), alert.At)
        : null;

    private static SessionAlertReason ReasonOf(string reason) => reason switch
    {
        AlertReasons.Unservable => SessionAlertReason.Unservable,
        AlertReasons.AllExcluded => SessionAlertReason.AllExcluded,
        AlertReasons.Overflow => SessionAlertReason.Overflow,
        AlertReasons.Returned => SessionAlertReason.Returned,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "is no reason that stands on a session"),
    };
}
