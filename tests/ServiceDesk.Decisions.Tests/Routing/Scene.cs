using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>A core with a clock of its own. After every event the oracle has its say.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly RoutingOracle oracle;
    private long seq;

    /// <param name="past">What the core remembers already; null for nothing.</param>
    public Scene(Desk desk, RoutingState? past = null)
    {
        Desk = desk;
        Core = past is null ? new RoutingCore(desk) : RoutingCore.Load(desk, past);
        oracle = new RoutingOracle(Core);
        Do(new Tick { At = Now, Seq = 0 });
    }

    public Scene(params Agent[] agents)
        : this(Desks.With(agents))
    {
    }

    public Desk Desk { get; private set; }

    public RoutingCore Core { get; private set; }

    public DateTimeOffset Now { get; private set; } = Start;

    public List<RoutingEvent> Log { get; } = [];

    public List<Outcome> Outcomes { get; } = [];

    public Outcome Do(RoutingEvent e)
    {
        e = e with { At = Now, Seq = ++seq };
        Log.Add(e);
        var alone = e is Tick || Core.NextWake is not { } due || due > Now;
        var outcome = Core.Apply(e);
        Outcomes.Add(outcome);
        oracle.Check(outcome, Core.LastAt, alone);
        return outcome;
    }

    /// <summary>Lets time pass; the core is woken exactly when it asks for it. All effects of that time.</summary>
    public List<RoutingEffect> After(double seconds)
    {
        var until = Now + Span(seconds);
        var effects = new List<RoutingEffect>();
        for (var wakes = 0; Core.NextWake is { } wake && wake <= until; wakes++)
        {
            wakes.ShouldBeLessThan(100_000, "the core keeps asking to be woken");
            Now = wake > Now ? wake : Now;
            effects.AddRange(Do(new Tick { At = Now, Seq = 0 }).Effects);
            Core.NextWake.ShouldNotBe(wake, "a wake that was due must not be asked for again");
        }

        Now = until;
        return effects;
    }

    /// <summary>Time passes and nobody wakes the core.</summary>
    public void Sleep(double seconds) => Now += Span(seconds);

    // 29.9 s and 0.1 s are 30 s.
    private static TimeSpan Span(double seconds) => TimeSpan.FromMicroseconds(Math.Round(seconds * 1_000_000));

    public Outcome Open(
        long id, string door = Desks.Door, string? url = null, string? locale = null, bool connected = true, string? visitor = null,
        LastServed? last = null) =>
        Do(new SessionStarted(id, 1000 + id, visitor ?? "v" + id, door, url ?? "https://shop.example/", locale, connected, LastServed: last)
        {
            At = Now,
            Seq = 0,
        });

    /// <summary>A visitor comes and wants a person.</summary>
    public Outcome Arrive(long id, string door = Desks.Door, string? url = null, string? locale = null, bool connected = true)
    {
        Open(id, door, url, locale, connected);
        return Want(id);
    }

    public Outcome Want(long id, EnqueuedBy by = EnqueuedBy.Visitor, string? hint = null, params IReadOnlyList<long> preferred) =>
        Do(new SessionEnqueued(id, by, null, hint, PreferredAgents: preferred) { At = Now, Seq = 0 });

    /// <summary>A visitor comes again and wants a person.</summary>
    public Outcome Return(long id, long lastAgent, double secondsAgo = 3_600)
    {
        Open(id, last: new LastServed(lastAgent, Now.AddSeconds(-secondsAgo)));
        return Want(id);
    }

    public Outcome Come(long agentId)
    {
        Connect(agentId);
        return Be(agentId, Presence.Online);
    }

    public Outcome Be(long agentId, Presence presence, bool forced = false) =>
        Do(new AgentPresence(agentId, presence, null, forced) { At = Now, Seq = 0 });

    public Outcome Connect(long agentId, bool connected = true) =>
        Do(new AgentConnection(agentId, connected) { At = Now, Seq = 0 });

    public Outcome Drop(long agentId) => Connect(agentId, false);

    /// <summary>The session's live offer is accepted by whoever is rung.</summary>
    public Outcome Take(long sessionId)
    {
        var offer = OfferOf(sessionId);
        return Do(new Accept(offer.Id, offer.AgentId) { At = Now, Seq = 0 });
    }

    /// <summary>A visitor comes; whoever is rung takes it.</summary>
    public long? RungAndTaken(long sessionId)
    {
        Arrive(sessionId);
        var agent = RungFor(sessionId);
        if (agent is not null)
        {
            Take(sessionId);
        }

        return agent;
    }

    public Outcome Refuse(long sessionId)
    {
        var offer = OfferOf(sessionId);
        return Do(new Decline(offer.Id, offer.AgentId) { At = Now, Seq = 0 });
    }

    public Outcome End(long sessionId, EndedBy by, long? actor = null, long? version = null, string? reason = null) =>
        Do(new Ended(sessionId, by, actor, version, reason) { At = Now, Seq = 0 });

    /// <summary>The agent ends it and skips the wrap-up.</summary>
    public Outcome Finish(long sessionId)
    {
        var agent = Session(sessionId).Assignment!.AgentId;
        End(sessionId, EndedBy.Agent, agent);
        return Do(new WrapUpDone(sessionId, agent) { At = Now, Seq = 0 });
    }

    public Outcome ToQueue(long sessionId, long agentId, string queue, bool confirmed = false, long? version = null) =>
        Do(new TransferRequested(sessionId, agentId, queue, null, version, confirmed) { At = Now, Seq = 0 });

    public Outcome ToAgent(long sessionId, long agentId, long target, long? version = null) =>
        Do(new TransferRequested(sessionId, agentId, null, target, version) { At = Now, Seq = 0 });

    public Outcome Claim(long sessionId, long agentId, long? version = null) =>
        Do(new Claim(sessionId, agentId, version) { At = Now, Seq = 0 });

    public Outcome Assign(long sessionId, long agentId, long? version = null) =>
        Do(new Assign(sessionId, 9, agentId, version) { At = Now, Seq = 0 });

    public Outcome TakeOver(long sessionId, long supervisorId, long? version = null) =>
        Do(new TakenOver(sessionId, supervisorId, version) { At = Now, Seq = 0 });

    public Outcome Requeue(long sessionId, string queue, long? version = null, bool confirmed = false) =>
        Do(new RequeueRequested(sessionId, 9, queue, version, confirmed) { At = Now, Seq = 0 });

    public Outcome Consult(long sessionId, long agentId, long target, long? version = null) =>
        Do(new ConsultRequested(sessionId, agentId, target, version) { At = Now, Seq = 0 });

    public Outcome EndConsult(long sessionId, long agentId, bool complete = false, long? version = null) =>
        Do(new ConsultEnded(sessionId, agentId, complete, version) { At = Now, Seq = 0 });

    public Outcome Leave(long sessionId) => Do(new VisitorLeft(sessionId) { At = Now, Seq = 0 });

    public Outcome Back(long sessionId) => Do(new VisitorBack(sessionId) { At = Now, Seq = 0 });

    public Outcome Due(long sessionId, DeadlineKind kind, WaitingOn on, DateTimeOffset since, long lastPublicSeq = 1) =>
        Do(new DeadlineDue(sessionId, kind, new ConversationFacts(on, since, lastPublicSeq)) { At = Now, Seq = 0 });

    public Outcome Publish(Desk desk)
    {
        Desk = desk;
        return Do(new RulesetPublished(desk) { At = Now, Seq = 0 });
    }

    /// <summary>The writer goes and another one begins with what the first had stored.</summary>
    public Outcome Restart()
    {
        Core = RoutingCore.Load(Desk, Core.Export());
        oracle.Follow(Core);
        return Do(new Restarted { At = Now, Seq = 0 });
    }

    public SessionState Session(long id) => Core.Session(id).ShouldNotBeNull();

    public AgentState Agent(long id) => Core.Agent(id).ShouldNotBeNull();

    public OfferState OfferOf(long sessionId) => Core.Offer(Session(sessionId).OfferId.ShouldNotBeNull()).ShouldNotBeNull();

    /// <summary>The agent who is rung for a session, or null.</summary>
    public long? RungFor(long sessionId) => Session(sessionId).OfferId is { } id ? Core.Offer(id)!.AgentId : null;
}

internal static class OutcomeReading
{
    public static T Only<T>(this Outcome outcome)
        where T : RoutingEffect => outcome.Effects.OfType<T>().ShouldHaveSingleItem();

    public static string? Code(this Outcome outcome) => outcome.Refusal?.Code;

    public static IEnumerable<string> Notes(this IEnumerable<RoutingEffect> effects) => effects.OfType<SystemNote>().Select(n => n.Kind);
}
