using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// A second opinion, written from the tables of transitions: it hears nothing but the ledger, allows only the moves that those
/// tables list, and must end where the stored rows end.
/// </summary>
internal sealed class Reference
{
    private static readonly HashSet<(SessionStatus From, SessionStatus To)> Moves =
    [
        (SessionStatus.Created, SessionStatus.Bot), // S2
        (SessionStatus.Created, SessionStatus.Queued), (SessionStatus.Bot, SessionStatus.Queued), // S3
        (SessionStatus.Created, SessionStatus.Active), // S20: a new segment goes on with the agent of before
        (SessionStatus.Created, SessionStatus.Deferred), (SessionStatus.Bot, SessionStatus.Deferred), // S4, S10
        (SessionStatus.Queued, SessionStatus.Offered), // S5
        (SessionStatus.Offered, SessionStatus.Active), // S6
        (SessionStatus.Offered, SessionStatus.Queued), (SessionStatus.Queued, SessionStatus.Queued), // S7, S8
        (SessionStatus.Queued, SessionStatus.Deferred), (SessionStatus.Offered, SessionStatus.Deferred), // S10
        (SessionStatus.Queued, SessionStatus.Ended), (SessionStatus.Offered, SessionStatus.Ended), // S11
        (SessionStatus.Queued, SessionStatus.Bot), (SessionStatus.Offered, SessionStatus.Bot), // S12
        (SessionStatus.Queued, SessionStatus.Active), // S9
        (SessionStatus.Active, SessionStatus.Queued), (SessionStatus.Active, SessionStatus.Active), // S13, S14
        (SessionStatus.Active, SessionStatus.OnHold), (SessionStatus.OnHold, SessionStatus.Active), (SessionStatus.OnHold, SessionStatus.Queued), // S15–S17
        (SessionStatus.OnHold, SessionStatus.OnHold), // S15 once more: parked what was inactive
        (SessionStatus.Active, SessionStatus.Ended), (SessionStatus.OnHold, SessionStatus.Ended), // S18
        (SessionStatus.Bot, SessionStatus.Ended), (SessionStatus.Created, SessionStatus.Ended), // S23
        (SessionStatus.Active, SessionStatus.Deferred), (SessionStatus.OnHold, SessionStatus.Deferred), // its queue is gone, and the agent with it
    ];

    private readonly Dictionary<long, Matter> matters = [];
    private readonly Dictionary<long, Person> persons = [];
    private readonly Dictionary<long, (long Session, long Agent, bool IsTransfer)> ringing = [];

    public void Follow(LedgerRow row)
    {
        if (row.Event is SessionStarted started && row.Answer.SessionId == started.SessionId)
        {
            matters[started.SessionId] = new Matter();
        }

        if (row.Answer.Code is null)
        {
            Hear(row.Event);
        }

        foreach (var effect in row.Effects)
        {
            Follow(effect);
        }
    }

    /// <exception cref="SimulationFault">The rows end elsewhere.</exception>
    public void MustEqual(Store store)
    {
        foreach (var session in store.Sessions.Values)
        {
            var matter = matters[session.Id];
            var rung = string.Join(',', ringing.Where(r => r.Value.Session == session.Id).Select(r => r.Key).Order());
            Same((session.Status, session.Responder, session.Assignment?.AgentId, session.Key, session.Consult?.AgentId, string.Join(',', session.Offers.Order())),
                (matter.Status, matter.Responder, matter.Agent, matter.Status is SessionStatus.Queued or SessionStatus.Offered ? matter.Key : null, matter.Adviser, rung), $"session {session.Id}");
        }

        Same(store.Sessions.Count, matters.Count, "sessions");
        foreach (var agent in store.Agents.Values.Where(a => store.Desk.Agents.Any(listed => listed.Id == a.Id)))
        {
            var person = Of(agent.Id);
            var held = matters.Values.Count(m => (m.Agent == agent.Id && m.Status != SessionStatus.OnHold) || m.Adviser == agent.Id) + ringing.Values.Count(r => r.Agent == agent.Id);
            // What is on hold may take a part of its weight.
            var holds = matters.Values.Any(m => m.Agent == agent.Id && m.Status == SessionStatus.OnHold);
            Same((holds ? held > 0 : agent.Used > 0, agent.Presence, agent.Connection != Connection.Lost),
                (held > 0, person.Presence, person.Connected), $"agent {agent.Id}");
        }
    }

    // What the inputs alone say about people.
    private void Hear(RoutingEvent e)
    {
        switch (e)
        {
            case AgentPresence chosen:
                var holds = matters.Values.Any(m => m.Agent == chosen.AgentId && m.Status != SessionStatus.OnHold);
                Of(chosen.AgentId).Presence = chosen.Presence switch
                {
                    Presence.Offline when holds && !chosen.Forced => Presence.OfflineWhenDone,
                    Presence.OfflineWhenDone when !holds => Presence.Offline,
                    _ => chosen.Presence,
                };
                break;
            case AgentConnection connection:
                Of(connection.AgentId).Connected = connection.Connected;
                break;
            case RulesetPublished published:
                // An agent who leaves the desk and comes back is a new one.
                foreach (var gone in persons.Keys.Where(id => published.Desk.Agents.All(a => a.Id != id)).ToList())
                {
                    persons.Remove(gone);
                }

                break;
        }
    }

    private void Follow(RoutingEffect effect)
    {
        switch (effect)
        {
            case BotStarted started:
                Move(started.SessionId, SessionStatus.Bot);
                break;
            case Enqueued enqueued:
                Wait(enqueued.SessionId, enqueued.Key);
                break;
            case Requeued requeued:
                Requeue(requeued);
                break;
            case Boosted boosted:
                matters[boosted.SessionId].Key = boosted.Key;
                break;
            case OfferCreated created:
                Ring(created);
                break;
            case OfferClosed closed:
                Must(ringing.Remove(closed.OfferId), $"offer {closed.OfferId} closed and was not ringing");
                break;
            case Assigned assigned:
                Move(assigned.SessionId, SessionStatus.Active);
                break;
            case AssignmentOpened opened:
                Must(matters[opened.SessionId].Agent is null, $"session {opened.SessionId} has two agents");
                matters[opened.SessionId].Agent = opened.AgentId;
                break;
            case AssignmentClosed closed:
                Must(matters[closed.SessionId].Agent == closed.AgentId, $"session {closed.SessionId} gives back a unit of agent {closed.AgentId}");
                matters[closed.SessionId].Agent = null;
                break;
            case ResponderChanged changed:
                matters[changed.SessionId].Responder = changed.Responder;
                break;
            case ConsultOpened opened:
                matters[opened.SessionId].Adviser = opened.AgentId;
                break;
            case ConsultClosed closed:
                Must(matters[closed.SessionId].Adviser == closed.AgentId, $"agent {closed.AgentId} leaves session {closed.SessionId} and did not advise");
                matters[closed.SessionId].Adviser = null;
                break;
            case Resumed resumed:
                Must(matters[resumed.SessionId].Status is SessionStatus.Ended or SessionStatus.Deferred, $"session {resumed.SessionId} goes on and was not over");
                // A segment begins like a session.
                matters[resumed.SessionId].Status = SessionStatus.Created;
                break;
            case PutOnHold held:
                Move(held.SessionId, SessionStatus.OnHold);
                break;
            case Reactivated back:
                Move(back.SessionId, SessionStatus.Active);
                break;
            case Deferred deferred:
                Move(deferred.SessionId, SessionStatus.Deferred);
                break;
            case SessionEnded ended:
                Move(ended.SessionId, SessionStatus.Ended);
                break;
            case AgentForced forced:
                Of(forced.AgentId).Presence = forced.Presence;
                break;
        }
    }

    private void Ring(OfferCreated created)
    {
        var isTransfer = created.Reason != "queue";
        Must(ringing.Values.All(r => r.Agent != created.AgentId), $"offer {created.OfferId} is a second one");
        ringing[created.OfferId] = (created.SessionId, created.AgentId, isTransfer);
        if (!isTransfer && matters[created.SessionId].Status != SessionStatus.Offered)
        {
            Move(created.SessionId, SessionStatus.Offered);
        }
    }

    // A publication moves a session to another queue whether or not somebody is rung for it.
    private void Requeue(Requeued requeued)
    {
        if (requeued.Reason == "ruleset" && matters[requeued.SessionId].Status == SessionStatus.Offered && ringing.Values.Any(r => r.Session == requeued.SessionId))
        {
            matters[requeued.SessionId].Key = requeued.Key;
            return;
        }

        Wait(requeued.SessionId, requeued.Key);
    }

    private void Wait(long session, DateTimeOffset key)
    {
        Move(session, SessionStatus.Queued);
        matters[session].Key = key;
    }

    private void Move(long session, SessionStatus to)
    {
        var from = matters[session].Status;
        Must(Moves.Contains((from, to)), $"session {session} went from {from} to {to}, which no rule allows");
        matters[session].Status = to;
    }

    private Person Of(long agent)
    {
        if (!persons.TryGetValue(agent, out var person))
        {
            persons[agent] = person = new Person();
        }

        return person;
    }

    private static void Same<T>(T stored, T told, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(stored, told))
        {
            throw new SimulationFault($"model: {what} is stored as {stored}; by the ledger it is {told}");
        }
    }

    private static void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new SimulationFault("model: " + otherwise);
        }
    }

    private sealed class Matter
    {
        public SessionStatus Status { get; set; } = SessionStatus.Created;

        public string? Responder { get; set; }

        public long? Agent { get; set; }

        public long? Adviser { get; set; }

        public DateTimeOffset? Key { get; set; }
    }

    private sealed class Person
    {
        public Presence Presence { get; set; } = Presence.Offline;

        public bool Connected { get; set; }
    }
}
