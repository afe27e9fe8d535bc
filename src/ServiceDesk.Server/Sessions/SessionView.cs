using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using DeadlineKind = ServiceDesk.Decisions.Routing.DeadlineKind;

namespace ServiceDesk.Server.Sessions;

/// <summary>What the visitor's view and the desk's rows share: the router's record of a session beside its conversation.</summary>
internal sealed class SessionView(Session row, Conversation conversation, Desk desk)
{
    public SessionState State { get; } = RoutingJson.Read<SessionState>(row.Core);

    /// <summary>To people a session on hold is being served, and one whose time to go on is over is what it was before.</summary>
    public SessionPhase Phase => State.Status switch
    {
        SessionStatus.OnHold => SessionPhase.Active,
        SessionStatus.Archived => State.EndedAt is null ? SessionPhase.Deferred : SessionPhase.Ended,
        var status => Enum.Parse<SessionPhase>(status.ToString()),
    };

    /// <summary>Who serves it or finishes up after it; null when nobody.</summary>
    public long? AgentId => State.Assignment?.AgentId;

    public Queue? Queue => desk.Queues.FirstOrDefault(q => q.Id == State.QueueId);

    public EntryPoint? EntryPoint => desk.EntryPoints.FirstOrDefault(p => p.Key == State.EntryPoint);

    /// <summary>Null while the session is over or another one is open in the conversation.</summary>
    public Conversation? Live => conversation.OpenSession == row.Id ? conversation : null;

    /// <summary>When silence will end the session, once the countdown runs.</summary>
    public DateTimeOffset? ClosesAt => Live is { } live
        && SessionDeadlines.Next(State, ConversationFactsOf.Row(live, State.CreatedAt), desk, DeadlineKind.Silence)
            is { Step: DeadlineStep.Close, DueAt: var closes }
        ? closes
        : null;

    public string? NameOf(long? agentId) => desk.Agents.FirstOrDefault(a => a.Id == agentId)?.Name;
}
