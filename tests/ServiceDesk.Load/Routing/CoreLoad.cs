using System.Diagnostics;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Load.Routing;

/// <summary>Drives one core as its host does: every event with its instant and number, a tick whenever a deadline is due.</summary>
internal sealed class CoreLoad
{
    // 200 pairs a second, about what 50,000 sessions of four to five minutes come to.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    private readonly Random _random = new(7);
    private readonly RoutingCore _core;
    private DateTimeOffset _now = CoreDesk.Start;
    private long _seq;
    private long _lastId = CoreDesk.Agents * CoreDesk.Capacity;

    public CoreLoad(CoreDesk desk) => _core = RoutingCore.Load(desk.Desk, desk.Busy());

    /// <summary>An end with its match, and the arrival that follows.</summary>
    public Samples Pairs { get; } = new();

    public Samples Ends { get; } = new();

    public Samples Arrivals { get; } = new();

    /// <summary>The opening of the session, the acceptance of the offer and the agent's first word, which a pair needs besides.</summary>
    public Samples Rest { get; } = new();

    /// <summary>Each tick between two pairs.</summary>
    public Samples Ticks { get; } = new();

    /// <summary>The processor time of each pair: what it takes when nothing else runs and no collection stops it.</summary>
    public Samples Processor { get; } = new();

    /// <summary>How many different (queue, requirements) the sessions that wait have.</summary>
    public int Signatures { get; private set; }

    public void Fill(int waiting)
    {
        for (var i = 0; i < waiting; i++)
        {
            Arrive(null, null);
            Advance(null);
        }

        Signatures = _core.Sessions.Where(s => s.IsWaiting)
            .Select(s => (s.QueueId, string.Join(',', s.Requirements.Select(r => r.SkillId)))).Distinct().Count();
    }

    /// <param name="measured">False for the warm-up.</param>
    public void Pair(bool measured)
    {
        var agent = _random.Next(1, CoreDesk.Agents + 1);
        var session = _core.SessionsOf(agent).First().Id;
        var rest = 0L;
        var busy = ThreadClock.Nanoseconds();
        var clock = Stopwatch.GetTimestamp();
        var outcome = _core.Apply(new Ended(session, EndedBy.Agent, agent) { At = _now, Seq = ++_seq });
        var end = Stopwatch.GetTimestamp() - clock;
        busy = ThreadClock.Nanoseconds() - busy;
        var offer = outcome.Effects.OfType<OfferCreated>().FirstOrDefault()
            ?? throw new InvalidOperationException($"Nobody was offered to agent {agent}: {outcome.Refusal}");

        clock = Stopwatch.GetTimestamp();
        _core.Apply(new Accept(offer.OfferId, offer.AgentId) { At = _now, Seq = ++_seq });
        // Without a first word the session would go back to its queue after two minutes.
        _core.Apply(new FirstReply(offer.SessionId, offer.AgentId) { At = _now, Seq = ++_seq });
        rest += Stopwatch.GetTimestamp() - clock;

        var arrival = Arrive(ticks => rest += ticks, ns => busy += ns);
        Advance(measured ? Ticks : null);
        if (measured)
        {
            Ends.Add(end);
            Arrivals.Add(arrival);
            Pairs.Add(end + arrival);
            Rest.Add(rest);
            Processor.AddMs(busy / 1e6);
        }
    }

    /// <summary>The place of a session, or null when it does not wait.</summary>
    public int? Position(long sessionId) => _core.Position(sessionId);

    public List<long> Waiting() => [.. _core.Sessions.Where(s => s.IsWaiting).Select(s => s.Id)];

    /// <summary>The same desk as another version, checked beforehand as the server does: the turns that it takes.</summary>
    public Samples Publish()
    {
        var desk = _core.Desk with { Version = _core.Desk.Version + 1 };
        RoutingCore.Prepare(desk);
        var turns = new Samples();
        RoutingEvent next = new RulesetPublished(desk) { At = _now, Seq = ++_seq };
        do
        {
            var clock = Stopwatch.GetTimestamp();
            var outcome = _core.Apply(next);
            turns.Add(Stopwatch.GetTimestamp() - clock);
            if (outcome.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"Not published: {refusal}");
            }

            next = new Tick { At = _now, Seq = ++_seq };
        }
        while (_core.NextWake <= _now);
        return turns;
    }

    /// <summary>Ticks after a silence of the host, until nothing more is due; what fell due in them is found in their effects.</summary>
    public (Samples Turns, int Steps) Tick(TimeSpan later)
    {
        _now += later;
        var (turns, steps) = (new Samples(), 0);
        do
        {
            var clock = Stopwatch.GetTimestamp();
            var outcome = _core.Apply(new Tick { At = _now, Seq = ++_seq });
            turns.Add(Stopwatch.GetTimestamp() - clock);
            steps += outcome.Effects.OfType<StepAdvanced>().Count();
        }
        while (_core.NextWake <= _now);
        return (turns, steps);
    }

    /// <param name="opened">Gets the ticks that the opening took.</param>
    /// <param name="busy">Gets the processor time that the question for a person took, in nanoseconds.</param>
    /// <returns>The ticks that it took by the clock.</returns>
    private long Arrive(Action<long>? opened, Action<long>? busy)
    {
        var id = ++_lastId;
        var (queue, topic) = (_random.Next(CoreDesk.Queues), _random.Next(CoreDesk.Topics));
        var start = new SessionStarted(id, id, "visitor-" + id, CoreDesk.DoorOf(queue), "https://shop.test/cart/" + id, "en", true) { At = _now, Seq = ++_seq };
        var clock = Stopwatch.GetTimestamp();
        _core.Apply(start);
        opened?.Invoke(Stopwatch.GetTimestamp() - clock);
        var spent = ThreadClock.Nanoseconds();
        clock = Stopwatch.GetTimestamp();
        if (_core.Session(id)!.Status is SessionStatus.Created)
        {
            _core.Apply(new SessionEnqueued(id, EnqueuedBy.Visitor, CoreDesk.TopicOf(topic)) { At = _now, Seq = ++_seq });
        }

        var took = Stopwatch.GetTimestamp() - clock;
        busy?.Invoke(ThreadClock.Nanoseconds() - spent);
        return _core.Session(id)!.IsWaiting ? took : throw new InvalidOperationException($"Session {id} is {_core.Session(id)!.Status} and does not wait");
    }

    // As the host's timer does: what falls due by itself is a turn of its own.
    private void Advance(Samples? ticks)
    {
        var until = _now + Pace;
        while (_core.NextWake is { } due && due <= until)
        {
            _now = due > _now ? due : _now;
            var clock = Stopwatch.GetTimestamp();
            _core.Apply(new Tick { At = _now, Seq = ++_seq });
            ticks?.Add(Stopwatch.GetTimestamp() - clock);
        }

        _now = until;
    }
}
