using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>What a member of staff may see: supervisors and administrators all, agents their own sessions and those of their queues.</summary>
public sealed class StaffScope(CurrentDesk desk)
{
    /// <summary>The queues whose sessions the caller sees.</summary>
    public IReadOnlyList<string> Queues(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.SeesAll
            ? [.. desk.Value.Queues.Select(q => q.Id)]
            : [.. desk.Value.Agents.Where(a => a.Id == caller.AgentId).SelectMany(a => a.Memberships).Select(m => m.QueueId)];
    }

    /// <summary>Those of the sessions that the caller may see.</summary>
    internal IQueryable<Session> Visible(DeskDb db, StaffCaller caller)
    {
        if (caller.SeesAll)
        {
            return db.Sessions;
        }

        var queues = Queues(caller);
        return db.Sessions.Where(s => s.AgentId == caller.AgentId
            || (s.Queue != null && queues.Contains(s.Queue))
            || db.Assignments.Any(a => a.SessionId == s.Id && a.AgentId == caller.AgentId));
    }
}
