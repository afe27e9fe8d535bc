using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// The routing domain's state machine: an event with its instant goes in, effects come out. It reads no clock, database,
/// network or source of chance, so the same events give the same effects, byte for byte. Not thread-safe: one writer.
/// </summary>
public sealed class RoutingCore
{
    /// <summary>Rule T4: so many sessions are changed by deadlines in one event; what else is due waits for the next one.</summary>
    private const int Slice = 1_000;

    private readonly RoutingMemory memory;

    /// <exception cref="ArgumentException">The desk has faults; the message lists them all.</exception>
    public RoutingCore(Desk desk)
        : this(desk, new RoutingState())
    {
    }

    private RoutingCore(Desk desk, RoutingState state)
    {
        var faults = DeskChecks.Faults(desk);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", faults), nameof(desk));
        }

        memory = new RoutingMemory(PreparedDesk.Take(desk), state);
        foreach (var queue in desk.Queues)
        {
            PositionHints.RestoreFront(memory, queue.Id);
        }
    }

    /// <summary>The configuration in force.</summary>
    public Desk Desk => memory.Desk.Desk;

    /// <summary>The time of the last event; the next one is not earlier, whatever its clock says.</summary>
    public DateTimeOffset LastAt => memory.Now;

    /// <summary>
    /// When the core next wants a <see cref="Tick"/>, or null while nothing is under way. Not later than <see cref="LastAt"/> when
    /// more was due than one event takes (rules T4, T5): the host applies the next tick at once.
    /// </summary>
    public DateTimeOffset? NextWake => memory.Adoption.IsUnderWay ? memory.Now : memory.Wakes.First?.Due;

    public IEnumerable<SessionState> Sessions => memory.Sessions;

    public IEnumerable<AgentState> Agents => memory.Agents;

    /// <summary>The live offers.</summary>
    public IEnumerable<OfferState> PendingOffers => memory.PendingOffers.Select(id => memory.Offer(id)!);

    /// <summary>Goes on from an earlier <see cref="Export"/>, or from the rows that a host kept of it. Apply <see cref="Restarted"/> next.</summary>
    /// <exception cref="ArgumentException">The desk has faults; the message lists them all.</exception>
    public static RoutingCore Load(Desk desk, RoutingState state) => new(desk, state);

    /// <summary>
    /// Works out what a publication needs of its desk alone, so that the next <see cref="RulesetPublished"/> with the same instance
    /// finds it done. Call it outside the writer; without it the event takes longer and does the same.
    /// </summary>
    public static void Prepare(Desk desk)
    {
        _ = DeskChecks.Faults(desk);
        PreparedDesk.Prepare(desk);
    }

    /// <summary>All that is remembered, each list by id.</summary>
    public RoutingState Export() => new()
    {
        LastAt = memory.Now,
        LastSeq = memory.LastSeq,
        LastOfferId = memory.LastOfferId,
        AssignCounter = memory.AssignCounter,
        Sessions = [.. memory.Sessions.OrderBy(s => s.Id)],
        Agents = [.. memory.Agents.OrderBy(a => a.Id)],
        Offers = [.. memory.Offers.OrderBy(o => o.Id)],
        Paces = [.. memory.Paces.OrderBy(p => p.QueueId, StringComparer.Ordinal)],
    };

    public Outcome Apply(RoutingEvent e)
    {
        var at = e.At.ToUniversalTime();
        memory.Now = at > memory.Now ? at : memory.Now;
        memory.LastSeq = Math.Max(memory.LastSeq, e.Seq);
        memory.Changes.Clear();
        memory.Forget();
        var turn = new Turn(memory);
        if (e is Restarted)
        {
            // Before any deadline runs: those that passed while no writer ran have another meaning.
            Restarting.Apply(turn);
        }
        else if (e is Tick)
        {
            Adoption.Go(turn);
        }

        RunDue(turn);
        var refusal = Dispatch(turn, e);
        // What the event itself left overdue, for example a wait that was used up in earlier stays.
        RunDue(turn);
        Barging.Settle(turn);
        Pacing.Reckon(turn);
        PositionHints.Update(turn);
        return turn.ToOutcome(refusal);
    }

    public SessionState? Session(long id) => memory.Session(id);

    public AgentState? Agent(long id) => memory.Agent(id);

    /// <summary>How fast a queue's line moves, as far as that is known.</summary>
    public QueuePace Pace(string queueId) => memory.Pace(queueId);

    public OfferState? Offer(long id) => memory.Offer(id);

    /// <summary>The session's place in its queue, from 1; null when it does not wait. May be later than the one shown.</summary>
    public int? Position(long sessionId) => memory.Position(sessionId);

    /// <summary>The sessions that wait in a queue, the next one first.</summary>
    public IEnumerable<SessionState> Waiting(string queueId) =>
        memory.Line(queueId).Everybody.Select(place => memory.Session(place.SessionId)!);

    /// <summary>The sessions that take capacity of an agent, wrap-ups included, by id.</summary>
    public IEnumerable<SessionState> SessionsOf(long agentId) =>
        memory.AssignedTo(agentId).Select(id => memory.Session(id)!);

    /// <summary>
    /// Sessions whose agent's first word is due by an instant, each with <see cref="SessionAssignment.FirstReplyBy"/>: a host that
    /// knows of a word that the core has not heard of yet says so before that.
    /// </summary>
    public IEnumerable<SessionState> OwingFirstReply(DateTimeOffset by) =>
        memory.Wakes.DueBy(by).Where(wake => wake.Kind == WakeKind.FirstReply).Select(wake => memory.Session(wake.Id)!);

    /// <summary>Why a session still waits, as things stand after the last event; null when it does not wait.</summary>
    public WaitingNow? WhyWaiting(long sessionId) =>
        memory.Session(sessionId) is { IsWaiting: true } session ? WaitingPicture.Of(memory, session) : null;

    /// <summary>Who attends, what they have in hand, and how many wait.</summary>
    public PresentState Present() => PresentState.Of(memory);

    internal RoutingMemory Memory => memory;

    private void RunDue(Turn turn)
    {
        do
        {
            while (memory.Wakes.First is { } wake && wake.Due <= memory.Now && IsWithinSlice)
            {
                memory.Wakes.Set(wake.Kind, wake.Id, null);
                Run(turn, wake);
            }

            memory.Changes.Stepped = false;
            Pacing.Reckon(turn);
            Overflow.Review(turn);
            Preferring.Review(turn);
            // Only now: nobody is rung for a session whose wait is over at this very instant.
            Matching.Run(turn);
        }
        while (memory.Changes.Stepped || (memory.Wakes.First?.Due <= memory.Now && IsWithinSlice));
    }

    // Counted by what changed, not by wakes: one that changes nothing is in no ledger and must not move a replay's slices.
    private bool IsWithinSlice => memory.Changes.Sessions.Count < Slice;

    private void Run(Turn turn, Wake wake)
    {
        switch (wake.Kind)
        {
            case WakeKind.Offer:
                Offering.TimeOut(turn, memory.Offer(wake.Id)!);
                break;
            case WakeKind.WrapUp:
                Assignments.Close(turn, turn.Session(wake.Id), Assignments.WrapUpReason);
                break;
            case WakeKind.Agent:
                Connections.Wake(turn, turn.Agent(wake.Id));
                break;
            case WakeKind.FirstReply:
                FirstReplies.TimeOut(turn, turn.Session(wake.Id));
                break;
            case WakeKind.Waiting:
                WaitDeadlines.Wake(turn, turn.Session(wake.Id), wake.Due);
                break;
            default:
                PositionHints.Wake(turn, turn.Session(wake.Id), wake.Due);
                break;
        }
    }

    private static Refusal? Dispatch(Turn turn, RoutingEvent e) => e switch
    {
        SessionStarted started => Starting.Apply(turn, started),
        SessionEnqueued wanted => About(turn, wanted.SessionId) ?? Admission.Apply(turn, wanted),
        BotEnded ended => About(turn, ended.SessionId) ?? Ending.Apply(turn, ended),
        WaitCancelled cancelled => About(turn, cancelled.SessionId) ?? Routing.Waiting.Apply(turn, cancelled),
        FallbackChosen chosen => About(turn, chosen.SessionId, chosen.Stored) ?? Fallbacks.Apply(turn, chosen),
        VisitorLeft left => About(turn, left.SessionId) ?? Visitors.Apply(turn, left),
        VisitorBack back => About(turn, back.SessionId) ?? Visitors.Apply(turn, back),
        Accept accept => Offering.Apply(turn, accept),
        Decline decline => Offering.Apply(turn, decline),
        TransferRequested transfer => About(turn, transfer.SessionId) ?? Transfers.Apply(turn, transfer),
        Bumped bumped => About(turn, bumped.SessionId) ?? Boosting.Apply(turn, bumped),
        BargedIn barged => About(turn, barged.SessionId) ?? Barging.Apply(turn, barged),
        BargedOut barged => About(turn, barged.SessionId) ?? Barging.Apply(turn, barged),
        Ended ended => About(turn, ended.SessionId) ?? Ending.Apply(turn, ended),
        WrapUpDone done => About(turn, done.SessionId) ?? Assignments.Apply(turn, done),
        AgentPresence presence => PresenceRules.Apply(turn, presence),
        AgentConnection connection => Connections.Apply(turn, connection),
        Claim claim => About(turn, claim.SessionId) ?? Claiming.Apply(turn, claim),
        Assign assign => About(turn, assign.SessionId) ?? Supervising.Apply(turn, assign),
        TakenOver taken => About(turn, taken.SessionId) ?? Supervising.Apply(turn, taken),
        RequeueRequested requeue => About(turn, requeue.SessionId) ?? Supervising.Apply(turn, requeue),
        ConsultRequested consult => About(turn, consult.SessionId) ?? Consulting.Apply(turn, consult),
        ConsultEnded consult => About(turn, consult.SessionId) ?? Consulting.Apply(turn, consult),
        FirstReply reply => About(turn, reply.SessionId) ?? FirstReplies.Apply(turn, reply),
        AgentTyped typed => About(turn, typed.SessionId) ?? FirstReplies.Apply(turn, typed),
        MessagePosted posted => About(turn, posted.SessionId, posted.Stored) ?? Hearing.Apply(turn, posted),
        Held held => About(turn, held.SessionId) ?? Holding.Apply(turn, held),
        Unheld unheld => About(turn, unheld.SessionId) ?? Holding.Apply(turn, unheld),
        TicketOpened opened => About(turn, opened.SessionId, opened.Stored) ?? Resuming.Apply(turn, opened),
        DeadlineDue due => About(turn, due.SessionId, due.Stored) ?? SlowDeadlines.Apply(turn, due),
        RulesetPublished published => Publishing.Apply(turn, published),
        Restarted or Tick => null,
        _ => Refusals.Disabled(e.GetType().Name),
    };

    /// <param name="stored">What the host kept of a session that the core has forgotten; only one that is over is believed.</param>
    private static Refusal? About(Turn turn, long sessionId, SessionState? stored = null)
    {
        if (turn.Memory.Session(sessionId) is null)
        {
            if (stored is not { IsOpen: false, Assignment: null } || stored.Id != sessionId)
            {
                return Refusals.NotFound("session", sessionId);
            }

            turn.Recall(stored);
        }

        turn.SessionId = sessionId;
        return null;
    }
}
