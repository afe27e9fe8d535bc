using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>A command in the writer's mailbox: an event, or a start whose event needs numbers that only the writer gives.</summary>
/// <param name="ReceivedAt">When it arrived; the order of arrival is the order of events.</param>
internal sealed record PendingCommand(Guid? CommandId, RoutingEvent? Event, NewSession? Start, DateTimeOffset ReceivedAt)
{
    private readonly TaskCompletionSource<CommandResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set for a question: it is asked between two turns, of what is committed, and changes nothing.</summary>
    public Action<RoutingCore>? Look { get; init; }

    public Task<CommandResult> Answered => _answer.Task;

    public void Fail(Exception fault) => _answer.TrySetException(fault);

    public void Answer(CommandResult result) => _answer.TrySetResult(result);
}
