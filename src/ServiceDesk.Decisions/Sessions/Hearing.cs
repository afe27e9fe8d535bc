using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>The log's word of a message in a session that waits for one (S3, S16, S17, S20, case 63).</summary>
internal static class Hearing
{
    public const string Visitor = "visitor_wrote";
    private const string Service = "agent_wrote";

    public static Refusal? Apply(Turn turn, MessagePosted e)
    {
        var session = turn.Session(e.SessionId);
        switch (session.Status)
        {
            // No bot answers here: who writes wants a person.
            case SessionStatus.Created when e.By == PostedBy.Visitor:
                Admission.Want(turn, session, Visitor);
                break;
            case SessionStatus.OnHold when e.By == PostedBy.Visitor:
                Holding.Hear(turn, session);
                break;
            case SessionStatus.OnHold when e.By is PostedBy.Agent or PostedBy.Supervisor:
                Holding.Release(turn, session, Service);
                break;
            case SessionStatus.Ended or SessionStatus.Deferred when e is { By: PostedBy.Visitor, AfterEnd: true }:
                Resuming.Hear(turn, session);
                break;
            case SessionStatus.Active when session.AwaitsWord && e.By == PostedBy.Visitor:
                LostAgents.Resolve(turn, session, Visitor);
                break;
        }

        return null;
    }
}
