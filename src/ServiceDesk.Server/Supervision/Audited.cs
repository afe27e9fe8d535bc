using System.Globalization;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>What is audited, in stable words.</summary>
public static class Audited
{
    public const string Monitor = "session.monitor";
    public const string Unmonitor = "session.unmonitor";
    public const string Whisper = "session.whisper";
    public const string Barge = "session.barge";
    public const string Unbarge = "session.unbarge";
    public const string TakeOver = "session.take_over";
    public const string Assign = "session.assign";
    public const string Requeue = "session.requeue";
    public const string Bump = "session.bump";
    public const string End = "session.end";
    public const string Presence = "agent.presence";

    /// <summary>Took back, with a reason, what somebody said.</summary>
    public const string Recall = "message.recall";

    /// <summary>Erased for good, for the reason in the details, what somebody said.</summary>
    public const string Erase = "message.erase";

    /// <summary>Keeps a visitor out, for the reason in the details.</summary>
    public const string Ban = "visitor.ban";

    public const string LiftBan = "visitor.lift_ban";

    public static string Session(long id) => string.Create(CultureInfo.InvariantCulture, $"session:{id}");

    public static string Event(long conversation, long seq) => string.Create(CultureInfo.InvariantCulture, $"event:{conversation}/{seq}");

    internal static AuditRow Row(DateTimeOffset at, string who, string what, string onWhat, string? queue, string? details = null) =>
        new() { At = at, Who = who, What = what, OnWhat = onWhat, Queue = queue, Details = details };

    /// <summary>What a supervisor did by a command of the router; null for what others did and for what happened by itself.</summary>
    /// <param name="queueOf">The queue of a session.</param>
    internal static AuditRow? Of(RoutingEvent e, Func<long, string?> queueOf)
    {
        var deed = e switch
        {
            BargedIn b => (b.SupervisorId, Barge, b.SessionId, null),
            BargedOut b => (b.SupervisorId, Unbarge, b.SessionId, null),
            TakenOver t => (t.SupervisorId, TakeOver, t.SessionId, null),
            Decisions.Routing.Assign a => (a.SupervisorId, Assign, a.SessionId, Persons.Agent(a.AgentId)),
            RequeueRequested r => (r.SupervisorId, Requeue, r.SessionId, Persons.Queue(r.ToQueue)),
            Bumped b => (b.SupervisorId, Bump, b.SessionId, string.Create(CultureInfo.InvariantCulture, $"{b.BoostSeconds} s")),
            Ended { By: EndedBy.Supervisor, ActorId: { } by } ended => (by, End, ended.SessionId, ended.Reason),
            _ => ((long By, string What, long Session, string? Details)?)null,
        };
        if (deed is { } d)
        {
            return Row(e.At, Persons.Agent(d.By), d.What, Session(d.Session), queueOf(d.Session), d.Details);
        }

        return e is AgentPresence { SupervisorId: { } supervisor } chosen
            ? Row(e.At, Persons.Agent(supervisor), Presence, Persons.Agent(chosen.AgentId), null, Said(chosen))
            : null;
    }

    private static string Said(AgentPresence e) => string.Join(
        ", ", new[] { e.Presence.ToString(), e.Forced ? "at once" : null, e.Reason }.OfType<string>());
}
