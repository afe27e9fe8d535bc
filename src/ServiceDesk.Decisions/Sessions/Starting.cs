using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>A session comes into being (S1, S2).</summary>
internal static class Starting
{
    public static Refusal? Apply(Turn turn, SessionStarted e)
    {
        var memory = turn.Memory;
        if (memory.Desk.Entry(e.EntryPoint) is not { } entry)
        {
            return Refusals.NotFound("entry point", e.EntryPoint);
        }

        if (memory.OpenSession(e.VisitorId, entry.Key) is { } existing)
        {
            turn.SessionId = existing;
            return null;
        }

        if (memory.Session(e.SessionId) is not null)
        {
            return Refusals.Invalid($"SessionId {e.SessionId} was given before");
        }

        var session = new SessionState
        {
            Id = e.SessionId,
            ConversationId = e.ConversationId,
            VisitorId = e.VisitorId,
            EntryPoint = entry.Key,
            Channel = entry.Channel,
            SourceUrl = e.SourceUrl,
            Locale = e.Locale,
            Attributes = e.Attributes is { Count: > 0 } ? e.Attributes : null,
            CreatedAt = turn.At,
            StatusSince = turn.At,
            Status = SessionStatus.Created,
            Version = 1,
            VisitorConnected = e.VisitorConnected,
            VisitorLeftAt = e.VisitorConnected ? null : turn.At,
            LastServed = e.LastServed,
        };
        turn.SessionId = session.Id;
        turn.Put(session);
        if (entry.BotId is { } bot && e.BotHealthy)
        {
            session = turn.Move(session, SessionStatus.Bot);
            turn.Emit(new BotStarted(session.Id, bot) { Reason = "entry_point" });
            turn.SetResponder(session, Responders.Bot(bot), "entry_point");
        }

        return null;
    }
}
