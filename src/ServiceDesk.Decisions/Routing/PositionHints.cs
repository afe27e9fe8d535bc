using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// What visitors are told about their place (rules P1–P3): it never grows while they wait; the first twenty hear of a
/// change at once, but at most every 3 s each, the others every 15 s.
/// </summary>
internal static class PositionHints
{
    private const int Front = 20;
    private static readonly TimeSpan FrontEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RegularEvery = TimeSpan.FromSeconds(15);

    public static bool IsShown(SessionState session) => session is { IsWaiting: true, VisitorConnected: true };

    /// <summary>
    /// The next look at a session wherever it stands. It is counted from the start of the stay, so that a look that finds
    /// nothing changes no state.
    /// </summary>
    public static DateTimeOffset NextRegular(SessionState session, DateTimeOffset now)
    {
        var since = session.QueuedAt!.Value;
        var passed = Math.Max(0, (now - since).Ticks / RegularEvery.Ticks);
        return since + ((passed + 1) * RegularEvery);
    }

    /// <summary>After an event: newcomers, and the front of every line that changed.</summary>
    public static void Update(Turn turn)
    {
        var memory = turn.Memory;
        foreach (var id in memory.Changes.Sessions.ToList())
        {
            if (memory.Session(id) is { ShownPosition: null } session && IsShown(session))
            {
                Show(turn, session, memory.Position(id)!.Value);
            }
        }

        foreach (var (session, position) in memory.Changes.Lines.SelectMany(queue => MovedUp(memory, queue)).ToList())
        {
            ShowOrHoldBack(turn, session, position, turn.At);
        }
    }

    /// <summary>After loading: a hint that was held back is not stored, so it is held back anew.</summary>
    public static void RestoreFront(RoutingMemory memory, string queueId)
    {
        foreach (var (session, _) in MovedUp(memory, queueId))
        {
            HoldBack(memory, session);
        }
    }

    /// <summary>A look at one session fell due.</summary>
    /// <param name="due">A held-back hint comes between the regular looks, and only for the front.</param>
    public static void Wake(Turn turn, SessionState session, DateTimeOffset due)
    {
        var next = NextRegular(session, turn.At);
        // Of the looks that nobody woke the core for the last one counts, at its place among what fell due: those that find nothing
        // are in no ledger, so which of them came must not make a difference to a replay.
        if (next - RegularEvery > due)
        {
            turn.Memory.Wakes.Set(WakeKind.Position, session.Id, next - RegularEvery);
            return;
        }

        turn.Memory.Wakes.Set(WakeKind.Position, session.Id, next);
        var position = turn.Memory.Position(session.Id)!.Value;
        var isRegular = (due - session.QueuedAt!.Value).Ticks % RegularEvery.Ticks == 0;
        if ((isRegular || position <= Front) && IsNews(turn.Memory, session, position))
        {
            // Judged by when it was due, too: one that came too early to show anything holds the hint back all the same.
            ShowOrHoldBack(turn, session, position, due);
        }
    }

    private static IEnumerable<(SessionState Session, int Position)> MovedUp(RoutingMemory memory, string queueId)
    {
        var position = 0;
        foreach (var place in memory.Line(queueId).Everybody.Take(Front))
        {
            position++;
            var session = memory.Session(place.SessionId)!;
            if (IsShown(session) && IsNews(memory, session, position))
            {
                yield return (session, position);
            }
        }
    }

    // Null while nothing is known; never more than was shown.
    private static EtaRange? Eta(RoutingMemory memory, SessionState session, int position) =>
        memory.Pace(session.QueueId!).MsPerPlace is { } pace ? EtaRange.Of(pace, position).Within(session.ShownEta) : null;

    private static WaitEstimate Estimated(Turn turn, SessionState session, int position)
    {
        var pace = turn.Memory.Pace(session.QueueId!).MsPerPlace!.Value;
        return new WaitEstimate(turn.At, (int)(EtaRange.Mean(pace, position) / 1_000), (int)(EtaRange.P90(pace, position) / 1_000));
    }

    private static bool IsNews(RoutingMemory memory, SessionState session, int position) =>
        session.ShownPosition is { } shown && (position < shown || (Eta(memory, session, position) is { } eta && eta != session.ShownEta));

    private static void ShowOrHoldBack(Turn turn, SessionState session, int position, DateTimeOffset at)
    {
        if (session.ShownAt is null || session.ShownAt + FrontEvery <= at)
        {
            Show(turn, session, position);
        }
        else
        {
            HoldBack(turn.Memory, session);
        }
    }

    private static void HoldBack(RoutingMemory memory, SessionState session)
    {
        var allowed = session.ShownAt + FrontEvery;
        if (memory.Wakes.Due(WakeKind.Position, session.Id) is not { } due || allowed < due)
        {
            memory.Wakes.Set(WakeKind.Position, session.Id, allowed);
        }
    }

    private static void Show(Turn turn, SessionState session, int position)
    {
        var shown = Math.Min(position, session.ShownPosition ?? position);
        var eta = Eta(turn.Memory, session, position);
        turn.Put(session with
        {
            ShownPosition = shown,
            ShownAt = turn.At,
            ShownEta = eta ?? session.ShownEta,
            Estimate = session.Estimate ?? (eta is null ? null : Estimated(turn, session, position)),
        });
        turn.Emit(new PositionHint(session.Id, shown) { Eta = eta ?? session.ShownEta, Reason = session.ShownPosition is null ? "queued" : "moved" });
    }
}
