using System.Collections.Concurrent;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// Which agents owe their first word, as committed. When one of them types, the router hears of it once: the word may come a
/// little later then (case 64). Kept in memory alone; after a restart nobody's typing counts until the session changes.
/// </summary>
public sealed partial class FirstReplyWatch(RoutingDomain domain, ILogger<FirstReplyWatch> log)
{
    private readonly ConcurrentDictionary<long, (long Session, string Agent)> _owing = new();

    /// <summary>A committed state.</summary>
    internal void Changed(SessionState state)
    {
        if (state is { Status: SessionStatus.Active, Assignment: { FirstReplyBy: not null, FirstReplyExtended: false } seat })
        {
            _owing[state.ConversationId] = (state.Id, Persons.Agent(seat.AgentId));
        }
        else if (_owing.TryGetValue(state.ConversationId, out var known) && known.Session == state.Id)
        {
            _owing.TryRemove(new KeyValuePair<long, (long, string)>(state.ConversationId, known));
        }
    }

    /// <summary>Somebody types in a conversation. Never waits.</summary>
    public void Typing(long conversationId, string person)
    {
        if (_owing.TryGetValue(conversationId, out var owing) && owing.Agent == person
            && _owing.TryRemove(new KeyValuePair<long, (long, string)>(conversationId, owing)))
        {
            _ = Tell(owing.Session, Persons.AgentId(person)!.Value);
        }
    }

    private async Task Tell(long session, long agent)
    {
        var result = await domain.Submit(null, new AgentTyped(session, agent) { At = default, Seq = 0 }, CancellationToken.None);
        if (result.Error is { } error)
        {
            NotTold(session, error.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Typing in session {Session} puts nothing off: {Code}")]
    private partial void NotTold(long session, string code);
}
