using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Supervisors are asked to look at a session, and see it there until that is settled (rules X4, X5).</summary>
internal static class Alerting
{
    /// <summary>The latest reason stands.</summary>
    public static SessionState Raise(Turn turn, SessionState session, AlertSeverity severity, string reason)
    {
        session = session with { Alert = new SessionAlert(reason, turn.At) };
        turn.Put(session);
        turn.Emit(new Alert(session.Id, session.QueueId, null, severity) { Reason = reason });
        return session;
    }

    /// <summary>A step of the ladder let somebody serve it after all.</summary>
    public static void SettleServable(Turn turn, SessionState session)
    {
        if (session is { IsWaiting: true, Alert.Reason: AlertReasons.Unservable } && turn.Memory.Buckets.Of(session.Id).IsServable)
        {
            turn.Put(session with { Alert = null });
        }
    }

    /// <summary>An agent has it. One that came back too often still wants a word.</summary>
    public static SessionState SettleServed(SessionState session) =>
        session.Alert is { Reason: not AlertReasons.Returned } ? session with { Alert = null } : session;

    /// <summary>X4: one more return without a word; with the last that the queue allows, supervisors are told once.</summary>
    public static SessionState CountReturn(Turn turn, SessionState session)
    {
        session = session with { Returns = session.Returns + 1 };
        return session.Returns == turn.QueueOf(session).MaxRequeues
            ? Raise(turn, session, AlertSeverity.Alarm, AlertReasons.Returned)
            : session;
    }

    /// <summary>X4: an agent who takes it must do so knowingly from now on.</summary>
    public static bool MustRing(Turn turn, SessionState session) => session.Returns >= turn.QueueOf(session).MaxRequeues;
}
