using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The visitor chooses another way than waiting (S10, rules Q1–Q3).</summary>
internal static class Fallbacks
{
    public static Refusal? Apply(Turn turn, FallbackChosen e)
    {
        var session = turn.Session(e.SessionId);
        if (session.Status is SessionStatus.Ended or SessionStatus.Archived)
        {
            return Refusals.Closed(session);
        }

        if (session.IsServed)
        {
            return Refusals.Invalid($"session {session.Id} is being served");
        }

        var queue = turn.QueueOf(session);
        if (KindOf(e.Choice) is not { } kind || !queue.Fallbacks.Any(f => f.Kind == kind))
        {
            return Refusals.Invalid($"Choice {e.Choice}: not offered");
        }

        return kind switch
        {
            FallbackKind.Bot => ToBot(turn, session),
            FallbackKind.CallBack => CallBack(turn, session, queue, e.Slot),
            _ => Leave(turn, session, e.Choice),
        };
    }

    /// <summary>Null for a word that names none.</summary>
    public static FallbackKind? KindOf(string choice) => choice switch
    {
        DeferReasons.Message => FallbackKind.Message,
        "bot" => FallbackKind.Bot,
        DeferReasons.CallBack => FallbackKind.CallBack,
        DeferReasons.Email => FallbackKind.Email,
        DeferReasons.Link => FallbackKind.Link,
        _ => null,
    };

    private static Refusal? Leave(Turn turn, SessionState session, string reason)
    {
        if (session.Status != SessionStatus.Deferred)
        {
            Waiting.Defer(turn, session, reason);
        }

        return null;
    }

    // A deferred session is over: the bot goes on in another one, which the host starts.
    private static Refusal? ToBot(Turn turn, SessionState session) => session.Status switch
    {
        SessionStatus.Bot or SessionStatus.Deferred => null,
        _ when Waiting.ToBot(turn, session, "fallback") => null,
        _ => Refusals.Invalid($"entry point {session.EntryPoint} has no bot"),
    };

    private static Refusal? CallBack(Turn turn, SessionState session, Queue queue, DateTimeOffset? slot)
    {
        if (slot is not { } at)
        {
            return Refusals.Invalid("Slot is needed for call_back");
        }

        at = at.ToUniversalTime();
        if (session.CallBackAt == at)
        {
            return null;
        }

        if (!CallBackSlots.IsOffered(turn.Memory.Desk.Desk, session.EntryPoint, queue, turn.At, at))
        {
            return Refusals.Unavailable($"Slot {Turn.Text(at)}: not among those offered");
        }

        Leave(turn, session, DeferReasons.CallBack);
        session = turn.Session(session.Id);
        turn.Put(session with { CallBackAt = at, Version = session.Version + 1 });
        turn.Emit(new CallBackPlanned(session.Id, queue.Id, at) { Reason = "chosen" });
        return null;
    }
}
