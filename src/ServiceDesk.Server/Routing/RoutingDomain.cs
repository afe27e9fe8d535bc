using System.Threading.Channels;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>
/// The way to the single writer of sessions, agents and offers (<see cref="RoutingLoop"/>), who applies events in order and
/// commits them, with everything that follows from them, in one fenced transaction. Nothing is visible before that commit.
/// </summary>
public sealed class RoutingDomain(IOptions<RoutingOptions> options, TimeProvider time)
{
    private readonly Channel<PendingCommand> _mailbox = Channel.CreateBounded<PendingCommand>(
        new BoundedChannelOptions(options.Value.MailboxCapacity) { SingleReader = true });

    private volatile bool _ready;

    /// <summary>True once the state is loaded and commands are answered.</summary>
    public bool Ready => _ready;

    /// <summary>
    /// Raised when who is connected to this node must be told again: this process has become the writer, or a published desk
    /// may name other agents. Handlers must not block.
    /// </summary>
    public event Action? PresenceWanted;

    /// <summary>Commands that wait for the writer.</summary>
    public int Depth => _mailbox.Reader.Count;

    internal ChannelReader<PendingCommand> Mailbox => _mailbox.Reader;

    /// <summary>Applies an event. <see cref="RoutingEvent.At"/> and <see cref="RoutingEvent.Seq"/> are stamped here; give any value.</summary>
    /// <param name="commandId">Repeating it has no further effect and gives the stored answer; null for what needs no answer twice.</param>
    /// <param name="cancellation">Ends the wait for the answer; the command may still take effect.</param>
    public Task<CommandResult> Submit(Guid? commandId, RoutingEvent e, CancellationToken cancellation) =>
        Send(new PendingCommand(commandId, e, null, time.Now()), cancellation);

    /// <summary>Opens a session, creating the visitor's conversation on first use; answers the open one when there is one.</summary>
    public Task<CommandResult> Start(Guid commandId, NewSession session, CancellationToken cancellation) =>
        Send(new PendingCommand(commandId, null, session, time.Now()), cancellation);

    /// <summary>Asks the writer about what is committed; the question must be short and change nothing.</summary>
    /// <returns>The answer, or why there is none.</returns>
    public async Task<Reply<T>> Ask<T>(Func<RoutingCore, T> question, CancellationToken cancellation)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(question);
        T answer = default!;
        var result = await Send(new PendingCommand(null, null, null, time.Now()) { Look = core => answer = question(core) }, cancellation);
        return result.Error is { } error ? error : answer;
    }

    internal void Open()
    {
        _ready = true;
        AskPresence();
    }

    internal void AskPresence() => PresenceWanted?.Invoke();

    /// <summary>Takes no further command; those that wait are answered with unavailable.</summary>
    internal void Close()
    {
        _ready = false;
        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out var command))
        {
            command.Answer(CommandResult.Unavailable);
        }
    }

    private async Task<CommandResult> Send(PendingCommand command, CancellationToken cancellation)
    {
        if (!_mailbox.Writer.TryWrite(command))
        {
            if (_mailbox.Reader.Completion.IsCompleted)
            {
                return CommandResult.Unavailable;
            }

            // What carries an id is repeated by its sender; what carries none (a connection that dropped) must not be lost.
            if (command.CommandId is not null)
            {
                return CommandResult.Overloaded;
            }

            await _mailbox.Writer.WriteAsync(command, cancellation);
        }

        return await command.Answered.WaitAsync(cancellation);
    }
}
