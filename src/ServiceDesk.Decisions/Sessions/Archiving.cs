using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>S22: the time in which a session could go on is over.</summary>
internal static class Archiving
{
    public static void Do(Turn turn, SessionState session)
    {
        turn.Move(session, SessionStatus.Archived);
        turn.Emit(new Archived(session.Id) { Reason = "window_over" });
    }
}
