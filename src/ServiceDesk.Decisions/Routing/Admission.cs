using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>A person is wanted: which queue, and may the session wait there (S3, S4).</summary>
internal static class Admission
{
    public static Refusal? Apply(Turn turn, SessionEnqueued e)
    {
        var session = turn.Session(e.SessionId);
        if (session.Status == SessionStatus.Ended)
        {
            return Refusals.Closed(session);
        }

        if (session.Status is not (SessionStatus.Created or SessionStatus.Bot))
        {
            return null;
        }

        session = session with { Topic = e.Topic ?? session.Topic, BotResult = e.BotResult ?? session.BotResult };
        Want(turn, session, ReasonOf(e.By), e.QueueHint, e.PreferredAgents);
        return null;
    }

    /// <summary>A session that waits for nobody yet: to the queue that its door names, or to the menu when that does not take it.</summary>
    public static void Want(Turn turn, SessionState session, string reason, string? queueHint = null, IReadOnlyList<long>? preferred = null)
    {
        session = session with { EnqueuedAt = session.EnqueuedAt ?? turn.At };
        if (RoutingPlan.Route(turn.Memory.Desk, session, queueHint) is not { } route)
        {
            Waiting.Defer(turn, session, DeferReasons.QueueRemoved);
            return;
        }

        session = session with
        {
            QueueId = route.Queue.Id, RuleId = route.RuleId, RuleSentence = route.Sentence, Tier = route.Tier, Asked = route.Asked,
        };
        turn.Put(session);
        var why = RouteTracing.Of(turn.Memory, session, route);
        if (Obstacle(turn, session, route) is { } obstacle)
        {
            Waiting.Defer(turn, session, obstacle, why);
            return;
        }

        session = Waiting.Begin(turn, session, route.Queue, route.BoostSeconds);
        turn.Emit(new Enqueued(session.Id, route.Queue.Id, route.RuleId, session.Key!.Value, session.BoostSeconds)
        {
            Reason = reason, Route = why,
        });
        Waiting.Announce(turn, Preferring.Begin(turn, session, preferred), reason);
    }

    /// <summary>Why a queue does not take the session, or null.</summary>
    public static string? Obstacle(Turn turn, SessionState session, Route route)
    {
        var queue = route.Queue;
        if (IsClosed(turn, session, queue) || turn.Memory.Desk.Window(queue.ScheduleId, turn.At).Until < turn.At.AddSeconds(queue.LastIntakeSeconds))
        {
            return DeferReasons.Closed;
        }

        if (queue.WhenNobodyOnline == WhenNobodyOnline.Fallback && IsDeserted(turn.Memory, queue, route))
        {
            return DeferReasons.NobodyOnline;
        }

        var waiting = turn.Memory.Line(queue.Id).Everybody.Count;
        if (route.EntersFullQueue)
        {
            return null;
        }

        var isTooLong = queue.MaxEtaSeconds > 0 && Pacing.Mean(turn.Memory, queue.Id, waiting + 1) > queue.MaxEtaSeconds * 1_000.0;
        return waiting >= MostWaiting(turn.Memory, queue) ? DeferReasons.Full : isTooLong ? DeferReasons.Eta : null;
    }

    /// <summary>Whether the door or the queue is closed.</summary>
    public static bool IsClosed(Turn turn, SessionState session, Queue queue)
    {
        var desk = turn.Memory.Desk;
        var isDoorOpen = desk.Entry(session.EntryPoint) is not { } entry || desk.Window(entry.ScheduleId, turn.At).IsOpen;
        return !isDoorOpen || !desk.Window(queue.ScheduleId, turn.At).IsOpen;
    }

    /// <summary>The next instant at which door and queue are both open; null when none is found within the horizon.</summary>
    public static DateTimeOffset? OpensAt(Turn turn, SessionState session)
    {
        var desk = turn.Memory.Desk;
        if (desk.FindQueue(session.QueueId) is not { } queue)
        {
            return null;
        }

        var door = desk.Entry(session.EntryPoint)?.ScheduleId ?? queue.ScheduleId;
        // Still open though nobody new is taken in: the next opening is the one after this closing.
        var window = desk.Window(queue.ScheduleId, turn.At);
        DateTimeOffset? at = window is { IsOpen: true, Until: { } until } && until < turn.At.AddSeconds(queue.LastIntakeSeconds) ? until : turn.At;
        for (var attempt = 0; attempt < OpeningHours.HorizonDays && at is not null; attempt++)
        {
            at = OpeningHours.NextOpening(desk.Schedule(door), at.Value);
            if (at is null || door == queue.ScheduleId || OpeningHours.IsOpen(desk.Schedule(queue.ScheduleId), at.Value))
            {
                return at;
            }

            at = OpeningHours.NextOpening(desk.Schedule(queue.ScheduleId), at.Value);
        }

        return null;
    }

    public static int MostWaiting(RoutingMemory memory, Queue queue) =>
        Math.Max(queue.MaxLengthAtLeast, queue.MaxLengthFactor * memory.Pools.CapacityOnline(queue.Id));

    private static bool IsDeserted(RoutingMemory memory, Queue queue, Route route) =>
        memory.Pools.Compatible(queue.Id, Requirements.Merge(route.Asked, queue.Requirements)).All(p => p.Attending.Count == 0);

    private static string ReasonOf(EnqueuedBy by) => by switch
    {
        EnqueuedBy.Visitor => "visitor",
        EnqueuedBy.Bot => "bot",
        EnqueuedBy.Rule => "rule",
        _ => "bot_failed",
    };
}
