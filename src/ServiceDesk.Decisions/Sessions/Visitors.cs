using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>The visitor's connection drops and comes back (rules C1, C2).</summary>
internal static class Visitors
{
    public static Refusal? Apply(Turn turn, VisitorLeft e)
    {
        var session = turn.Session(e.SessionId);
        if (session is { IsOpen: true, VisitorConnected: true })
        {
            turn.Put(session with { VisitorConnected = false, VisitorLeftAt = turn.At });
        }

        return null;
    }

    public static Refusal? Apply(Turn turn, VisitorBack e)
    {
        var session = turn.Session(e.SessionId);
        if (session is not { IsOpen: true, VisitorConnected: false })
        {
            return null;
        }

        turn.Put(session with { VisitorConnected = true, VisitorLeftAt = null, VisitorLeftNoted = false });
        if (session.VisitorLeftNoted)
        {
            turn.Note(session, NoteKinds.VisitorBack, "visitor_back");
        }

        turn.Memory.Changes.MarkLine(session.IsWaiting ? session.QueueId : null);
        return null;
    }
}
