using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// The single writer of sessions, agents and offers: applies events in order and commits them, with everything that
/// follows from them, in one fenced transaction. Nothing is visible before that commit.
/// </summary>
public sealed class RoutingDomain
{
    /// <summary>True once the state is loaded and commands are answered.</summary>
    public bool Ready => throw new NotImplementedException();

    /// <summary>Applies an event. <see cref="RoutingEvent.At"/> and <see cref="RoutingEvent.Seq"/> are stamped here; give any value.</summary>
    /// <param name="commandId">Repeating it has no further effect and gives the stored answer; null for what needs no answer twice.</param>
    public Task<CommandResult> Submit(Guid? commandId, RoutingEvent e, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Opens a session, creating the visitor's conversation on first use; answers the open one when there is one.</summary>
    public Task<CommandResult> Start(Guid commandId, NewSession session, CancellationToken cancellation) => throw new NotImplementedException();
}
