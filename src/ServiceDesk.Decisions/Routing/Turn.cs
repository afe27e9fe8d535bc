using System.Globalization;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>One event being applied: the memory it changes and the effects it has had so far.</summary>
internal sealed class Turn(RoutingMemory memory)
{
    private readonly List<RoutingEffect> effects = [];
    private SessionState? recalled;

    public RoutingMemory Memory => memory;

    public DateTimeOffset At => memory.Now;

    public long? SessionId { get; set; }

    public IReadOnlyList<RoutingEffect> Effects => effects;

    public void Emit(RoutingEffect effect) => effects.Add(effect);

    public void Put(SessionState session) => memory.Put(session);

    public void Put(AgentState agent) => memory.Put(agent);

    public void Put(OfferState offer) => memory.Put(offer);

    public SessionState Session(long id) => memory.Session(id) ?? (recalled?.Id == id ? recalled : null)!;

    /// <summary>A session that the core has forgotten, as the host stored it. It is known again once something changes it.</summary>
    public void Recall(SessionState stored) => recalled = stored;

    public AgentState Agent(long id) => memory.Agent(id)!;

    public Queue QueueOf(SessionState session) => memory.Desk.Queue(session.QueueId);

    /// <summary>Changes the session's status: one transition, one version.</summary>
    public SessionState Move(SessionState session, SessionStatus status)
    {
        var moved = session with { Status = status, StatusSince = At, Version = session.Version + 1 };
        if (moved is { Alert: not null, IsWaiting: false, IsServed: false })
        {
            moved = moved with { Alert = null };
        }

        Put(moved);
        return moved;
    }

    public SessionState SetResponder(SessionState session, string? responder, string reason)
    {
        if (session.Responder == responder)
        {
            return session;
        }

        var next = session with { Responder = responder };
        Put(next);
        Emit(new ResponderChanged(session.Id, session.ConversationId, responder) { Reason = reason });
        return next;
    }

    public void Note(SessionState session, string kind, string reason, params ReadOnlySpan<(string Name, string? Value)> args)
    {
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            if (value is not null)
            {
                given[name] = value;
            }
        }

        Emit(new SystemNote(session.Id, session.ConversationId, kind, given) { Reason = reason });
    }

    public Outcome ToOutcome(Refusal? refusal) => new()
    {
        Refusal = refusal,
        Effects = effects,
        Sessions = [.. memory.Changes.Sessions],
        Agents = [.. memory.Changes.Agents],
        Offers = [.. memory.Changes.Offers],
        Paces = [.. memory.Changes.Paces],
        SessionId = SessionId,
    };

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
