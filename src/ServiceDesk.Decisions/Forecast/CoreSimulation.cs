using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Forecast;

/// <summary>
/// The routing core itself under synthetic arrivals, in virtual time (rule F5): one queue that is always open and never full,
/// agents who take every offer at once.
/// </summary>
internal sealed class CoreSimulation
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly ForecastInput input;
    private readonly RoutingCore core;
    private readonly PriorityQueue<(bool GivesUp, long Session), (double At, long Order)> ahead = new();
    private readonly Dictionary<long, Visit> visits = [];
    private readonly SimulationTally tally;
    private long came;
    private long seq;
    private long order;
    private double now;

    /// <param name="warmUp">The first arrivals, who find a queue emptier than it is in the long run, and are not counted.</param>
    public CoreSimulation(ForecastInput input, int warmUp)
    {
        this.input = input;
        tally = new SimulationTally(input, warmUp);
        core = new RoutingCore(SimulatedDesk.Of(input));
        for (var agent = 1; agent <= input.Agents; agent++)
        {
            Apply(new AgentPresence(agent, Presence.Online) { At = Start, Seq = ++seq });
            Apply(new AgentConnection(agent, true) { At = Start, Seq = ++seq });
        }
    }

    /// <summary>One more visitor, after everything that happens before. All times are drawn here, so that two runs can share them.</summary>
    public void Arrive(Chances chances)
    {
        var at = now + Exponential(1 / input.ArrivalRate, chances.Gap);
        Until(at);
        now = at;
        var id = ++came;
        visits[id] = new Visit(at, Exponential(input.HandleSeconds, chances.Handle));
        tally.Arrived(at);
        Apply(new SessionStarted(id, id, FormattableString.Invariant($"v{id}"), SimulatedDesk.Door, null, null, true) { At = Instant(at), Seq = ++seq });
        Apply(new SessionEnqueued(id, EnqueuedBy.Visitor) { At = Instant(at), Seq = ++seq });
        if (core.Session(id)!.IsWaiting)
        {
            Plan(givesUp: true, id, at + Exponential(input.PatienceSeconds, chances.Patience));
        }
    }

    /// <summary>Nobody comes any more; who still waits or is served is played to the end, since it counts too.</summary>
    public SimulationTally Finish()
    {
        tally.Close(now);
        Until(double.MaxValue);
        return tally;
    }

    private void Until(double at)
    {
        while (ahead.TryPeek(out _, out var next) && next.At <= at)
        {
            var (givesUp, id) = ahead.Dequeue();
            now = next.At;
            if (!givesUp)
            {
                tally.Freed(now);
                Apply(new Ended(id, EndedBy.Agent, core.Session(id)!.Assignment!.AgentId) { At = Instant(now), Seq = ++seq });
            }
            else if (core.Session(id) is { IsWaiting: true })
            {
                visits.Remove(id);
                tally.GaveUp(id);
                Apply(new Ended(id, EndedBy.Visitor) { At = Instant(now), Seq = ++seq });
            }
        }
    }

    private void Apply(RoutingEvent e)
    {
        foreach (var effect in core.Apply(e).Effects)
        {
            if (effect is OfferCreated offer)
            {
                Take(offer);
            }
        }
    }

    private void Take(OfferCreated offer)
    {
        visits.Remove(offer.SessionId, out var visit);
        tally.Answered(offer.SessionId, now, now - visit.At);
        Plan(givesUp: false, offer.SessionId, now + visit.Handle);
        Apply(new Accept(offer.OfferId, offer.AgentId) { At = Instant(now), Seq = ++seq });
        // Who says nothing for long loses the session again.
        Apply(new FirstReply(offer.SessionId, offer.AgentId) { At = Instant(now), Seq = ++seq });
    }

    private void Plan(bool givesUp, long session, double at) => ahead.Enqueue((givesUp, session), (at, ++order));

    private static double Exponential(double mean, double chance) => -mean * Math.Log(1 - chance);

    private static DateTimeOffset Instant(double seconds) => Start.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    private readonly record struct Visit(double At, double Handle);
}

/// <summary>Three numbers in (0, 1) that decide about one visitor.</summary>
internal readonly record struct Chances(double Gap, double Handle, double Patience)
{
    public Chances Mirrored => new(1 - Gap, 1 - Handle, 1 - Patience);
}
