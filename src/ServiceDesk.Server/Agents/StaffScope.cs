using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>
/// What a member of staff may see: administrators all; supervisors all, or the queues to which the desk limits them; agents their
/// own sessions and those of the queues that they serve.
/// </summary>
public sealed class StaffScope(CurrentDesk desk)
{
    /// <summary>True for administrators, and for supervisors whom the desk does not limit.</summary>
    public bool SeesAll(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.IsAdministrator || (caller.IsSupervisor && desk.Value.Supervisors.All(s => s.Id != caller.AgentId));
    }

    /// <summary>The queues whose sessions the caller sees.</summary>
    public IReadOnlyList<string> Queues(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return SeesAll(caller)
            ? [.. desk.Value.Queues.Select(q => q.Id)]
            : [.. Overseen(caller).Union(desk.Value.Agents.Where(a => a.Id == caller.AgentId).SelectMany(a => a.Memberships).Select(m => m.QueueId))];
    }

    /// <summary>The queues that the caller oversees as a supervisor; those that one only serves are not among them.</summary>
    public IReadOnlyList<string> Overseen(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (SeesAll(caller))
        {
            return [.. desk.Value.Queues.Select(q => q.Id)];
        }

        return caller.IsSupervisor ? desk.Value.Supervisors.First(s => s.Id == caller.AgentId).QueueIds : [];
    }

    /// <summary>Whether the caller oversees a queue that the agent serves.</summary>
    public bool OverseesAgent(StaffCaller caller, long agentId)
    {
        if (SeesAll(caller))
        {
            return true;
        }

        var overseen = Overseen(caller);
        return desk.Value.Agents.Any(a => a.Id == agentId && a.Memberships.Any(m => overseen.Contains(m.QueueId)));
    }

    /// <summary>Whether the caller may see the session for its queue or because they serve it; who served it before may see it, too.</summary>
    internal bool SeesByQueue(StaffCaller caller, Session session) =>
        SeesAll(caller) || session.AgentId == caller.AgentId || (session.Queue is { } queue && Queues(caller).Contains(queue));

    /// <summary>Those of the sessions that the caller may see.</summary>
    internal IQueryable<Session> Visible(DeskDb db, StaffCaller caller)
    {
        if (SeesAll(caller))
        {
            return db.Sessions;
        }

        var queues = Queues(caller);
        return db.Sessions.Where(s => s.AgentId == caller.AgentId
            || (s.Queue != null && queues.Contains(s.Queue))
            || db.Assignments.Any(a => a.SessionId == s.Id && a.AgentId == caller.AgentId));
    }

    /// <summary>Those of the sessions that the caller oversees as a supervisor.</summary>
    internal IQueryable<Session> Supervised(DeskDb db, StaffCaller caller)
    {
        if (SeesAll(caller))
        {
            return db.Sessions;
        }

        var queues = Overseen(caller);
        return db.Sessions.Where(s => s.Queue != null && queues.Contains(s.Queue));
    }
}
