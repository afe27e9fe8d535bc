using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// All the core remembers. States are immutable; <c>Put</c> replaces one and brings every index, counter and wake along,
/// so that none of them can be forgotten by a rule.
/// </summary>
internal sealed class RoutingMemory
{
    private readonly Dictionary<long, SessionState> sessions = [];
    private readonly Dictionary<long, AgentState> agents = [];
    private readonly Dictionary<long, OfferState> offers = [];
    private readonly Dictionary<(string Visitor, string Entry), long> open = [];
    private readonly Dictionary<string, QueueLine> lines = [];
    private readonly AgentWork work;
    private readonly WaitingIndex waiting;
    private readonly SortedSet<long> pending = [];
    private readonly Dictionary<string, QueuePace> paces = [];

    public RoutingMemory(PreparedDesk desk, RoutingState state)
    {
        (work, waiting) = (new AgentWork(this), new WaitingIndex(this));
        (Desk, Pools) = (desk.Index, desk.Pools);
        (LastSeq, LastOfferId) = (state.LastSeq, state.LastOfferId);
        Now = state.Sessions.Select(s => s.StatusSince).Append(state.LastAt).Max();
        // A host keeps the row of an agent who left the desk; coming back, that agent is a new one.
        foreach (var agent in state.Agents.Where(a => Desk.Agent(a.Id) is not null))
        {
            // Units are counted anew below: a loaded counter could be wrong, a recount cannot.
            Put(agent with { Used = 0, PendingOfferId = null });
        }

        RecountAssignments();
        AddMissingAgents();
        Pools.Capacity.Moved.Clear();
        foreach (var pace in state.Paces)
        {
            paces[pace.QueueId] = pace;
        }

        foreach (var offer in state.Offers)
        {
            Put(offer);
        }

        var rung = pending.ToLookup(id => offers[id].SessionId);
        foreach (var session in state.Sessions)
        {
            Put(session.Offers.SequenceEqual(rung[session.Id]) ? session : session with { Offers = [.. rung[session.Id]] });
        }

        Changes.Clear();
    }

    public DeskIndex Desk { get; private set; }

    public AgentPools Pools { get; private set; }

    /// <summary>The time of the event that is being applied.</summary>
    public DateTimeOffset Now { get; set; }

    public long LastSeq { get; set; }

    public long LastOfferId { get; set; }

    public long AssignCounter { get; set; }

    public WakeIndex Wakes { get; } = new();

    public Retention Retention { get; } = new();

    public Changes Changes { get; } = new();

    public Buckets Buckets { get; } = new();

    public PreferredLines Preferred { get; } = new();

    public AgentLoads Loads { get; } = new();

    public Adoption Adoption { get; } = new();

    public IEnumerable<SessionState> Sessions => sessions.Values;

    public IEnumerable<AgentState> Agents => agents.Values;

    public IEnumerable<OfferState> Offers => offers.Values;

    public IEnumerable<long> PendingOffers => pending;

    public IEnumerable<QueuePace> Paces => paces.Values;

    /// <summary>What is known of a queue's pace; nothing yet for one without a past.</summary>
    public QueuePace Pace(string queueId) => paces.GetValueOrDefault(queueId) ?? new QueuePace { QueueId = queueId };

    public void Put(QueuePace next)
    {
        paces[next.QueueId] = next;
        Changes.Paces.Add(next.QueueId);
    }

    public SessionState? Session(long id) => sessions.GetValueOrDefault(id);

    public AgentState? Agent(long id) => agents.GetValueOrDefault(id);

    public OfferState? Offer(long id) => offers.GetValueOrDefault(id);

    public long? OpenSession(string visitor, string entry) => open.TryGetValue((visitor, entry), out var id) ? id : null;

    public IReadOnlyCollection<long> AssignedTo(long agentId) => work.AssignedTo(agentId);

    /// <summary>The sessions that an agent advises on.</summary>
    public IReadOnlyCollection<long> ConsultedBy(long agentId) => work.ConsultedBy(agentId);

    public int CapacityOf(long agentId) => Desk.Agent(agentId)?.Capacity ?? 0;

    public QueueLine Line(string queueId)
    {
        if (!lines.TryGetValue(queueId, out var line))
        {
            lines[queueId] = line = new QueueLine();
        }

        return line;
    }

    /// <summary>The place from 1, or null when the session does not wait.</summary>
    public int? Position(long sessionId) =>
        Session(sessionId) is { IsWaiting: true } s ? Line(s.QueueId!).Everybody.Rank(QueueLine.PlaceOf(s)) + 1 : null;

    public void Put(SessionState next)
    {
        var before = Session(next.Id);
        if (before == next)
        {
            return;
        }

        sessions[next.Id] = next;
        Changes.Sessions.Add(next.Id);
        TrackOpen(before, next);
        waiting.Track(before, next);
        work.Track(before, next);
        Wakes.Set(WakeKind.WrapUp, next.Id, next.Assignment?.WrapUpUntil);
        Wakes.Set(WakeKind.FirstReply, next.Id, next.Status == SessionStatus.Active ? next.Assignment?.FirstReplyBy : null);
        Retention.Track(next);
    }

    public void Put(AgentState next)
    {
        var before = Agent(next.Id);
        if (before == next)
        {
            return;
        }

        var capacity = CapacityOf(next.Id);
        agents[next.Id] = next;
        Changes.Agents.Add(next.Id);
        Pools.Move(next, Loads);
        Wakes.Set(WakeKind.Agent, next.Id, Connections.NextWake(next, Desk.Desk.AgentSettings));
        var wasRoutable = before?.IsRoutable(capacity) ?? false;
        if (next.IsRoutable(capacity)
            && (!wasRoutable || next.Used < before!.Used || before.PresenceRevision != next.PresenceRevision))
        {
            Changes.FreeAgents.Add(next.Id);
        }

        if (before is not null && before.IsAttending() && !next.IsAttending())
        {
            SeekForThoseWhoExclude(next.Id);
            Changes.Sticky.UnionWith(Preferred.Of(next.Id).Select(p => p.SessionId));
        }
    }

    public void Put(OfferState next)
    {
        var before = Offer(next.Id);
        offers[next.Id] = next;
        Changes.Offers.Add(next.Id);
        var isPending = next.Status == OfferStatus.Pending;
        var wasPending = before?.Status == OfferStatus.Pending;
        Wakes.Set(WakeKind.Offer, next.Id, isPending ? next.Deadline : null);
        Retention.Track(next);
        if (isPending == wasPending)
        {
            return;
        }

        _ = isPending ? pending.Add(next.Id) : pending.Remove(next.Id);
        if (Agent(next.AgentId) is { } agent)
        {
            var load = new Load(next.Channel, next.QueueId, next.Weight, next.Exclusive);
            work.CountUnits(agent with { PendingOfferId = isPending ? next.Id : null }, load, isPending);
        }
    }

    public void Forget()
    {
        while (Retention.NextDue(Now) is { } due)
        {
            if (due.IsOffer)
            {
                offers.Remove(due.Id);
            }
            else if (Session(due.Id) is { } session && Retention.IsDue(session, Now))
            {
                // One that went on in the meantime, or ended again since, is kept.
                sessions.Remove(due.Id);
            }
        }
    }

    /// <summary>Takes up another desk: pools are built anew, every free agent looks again, who waits is looked at by <see cref="Adoption"/>.</summary>
    public void Adopt(PreparedDesk next)
    {
        var hasOtherTimes = Desk.Desk.AgentSettings != next.Index.Desk.AgentSettings;
        (Desk, Pools) = (next.Index, next.Pools);
        Buckets.Serve(Pools);
        var desk = Desk.Desk;
        // Where nobody attends any more nothing moves by itself.
        Pools.Capacity.Moved.UnionWith(desk.Queues.Select(q => q.Id));
        AddMissingAgents();
        foreach (var agent in agents.Values)
        {
            Pools.Move(agent, Loads);
            if (hasOtherTimes)
            {
                Wakes.Set(WakeKind.Agent, agent.Id, Connections.NextWake(agent, desk.AgentSettings));
            }

            if (agent.IsRoutable(CapacityOf(agent.Id)))
            {
                Changes.FreeAgents.Add(agent.Id);
            }
        }

        Adoption.Begin(desk.Queues.Select(q => Line(q.Id).Everybody));
    }

    /// <summary>Who waits in a queue that has left the desk.</summary>
    public IEnumerable<long> WaitingInRemovedQueues() => lines
        .Where(line => line.Value.Everybody.Count > 0 && Desk.FindQueue(line.Key) is null)
        .SelectMany(line => line.Value.Everybody).Select(place => place.SessionId).Order().ToList();

    public void Remove(AgentState agent)
    {
        agents.Remove(agent.Id);
        Wakes.Set(WakeKind.Agent, agent.Id, null);
        Changes.Agents.Add(agent.Id);
        Changes.FreeAgents.Remove(agent.Id);
    }

    /// <summary>
    /// The counter stands at the highest of those who are here: it only puts them in order, and who was loaded without knowing
    /// of one who left must count on from the same.
    /// </summary>
    public void RecountAssignments() => AssignCounter = agents.Count == 0 ? 0 : agents.Values.Max(a => a.LastAssignedSeq);

    private void AddMissingAgents()
    {
        foreach (var agent in Desk.Desk.Agents.Where(a => !agents.ContainsKey(a.Id)))
        {
            Put(new AgentState { Id = agent.Id });
        }
    }

    private void TrackOpen(SessionState? before, SessionState next)
    {
        var door = (next.VisitorId, next.EntryPoint);
        if (next.IsOpen)
        {
            open[door] = next.Id;
        }
        else if (before is { IsOpen: true } && open.GetValueOrDefault(door) == next.Id)
        {
            open.Remove(door);
        }
    }

    // With one agent fewer, everybody who is left may be excluded: those sessions begin a new round.
    private void SeekForThoseWhoExclude(long agentId)
    {
        if (Pools.ProfileOf(agentId) is not { } profile)
        {
            return;
        }

        foreach (var (bucket, _) in Buckets.ServedBy(profile))
        {
            Changes.Seeking.UnionWith(bucket.Excluding);
        }
    }
}
