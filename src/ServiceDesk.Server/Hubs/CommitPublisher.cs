using System.Threading.Channels;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Hubs;

/// <summary>Events of one conversation that were committed together: those in (From, To].</summary>
/// <param name="AmongStaff">Of a staff conversation: visitors are not told.</param>
public sealed record CommittedEvents(long Conv, int Epoch, long From, long To, IReadOnlyList<EventRow> Rows, bool AmongStaff = false)
{
    /// <param name="rows">In their order, at least one.</param>
    internal static CommittedEvents Of(Conversation conversation, IReadOnlyList<EventRow> rows) => new(
        conversation.Id, conversation.Epoch, rows[0].Seq - 1, rows[^1].Seq, rows, conversation.Kind == ConversationKinds.Staff);
}

/// <summary>
/// Tells connected clients what was committed, in the order of the calls to Enqueue. Call it after the commit and before
/// the write gate is left (inside the <c>using</c> of the write): then the order is the commit order. A push is a hint;
/// losing one harms nobody, so a slow or broken connection is never waited for.
/// </summary>
public sealed partial class CommitPublisher(
    GroupedConnections<VisitorHub> visitors,
    GroupedConnections<AgentHub> agents,
    AgentMentions mentions,
    ILogger<CommitPublisher> log) : BackgroundService
{
    private readonly Channel<Func<CancellationToken, Task>> _pushes =
        Channel.CreateUnbounded<Func<CancellationToken, Task>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Pushes the events to everybody who sees the conversation.</summary>
    public void Enqueue(CommittedEvents committed) => Enqueue(stopping => Push(committed, stopping));

    /// <summary>
    /// Runs a push in its turn. It starts when all earlier ones have started; the loop goes on at its first await that
    /// does not complete at once, so state pushes must carry full state and a version.
    /// </summary>
    public void Enqueue(Func<CancellationToken, Task> push) => _pushes.Writer.TryWrite(push);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var push in _pushes.Reader.ReadAllAsync(stoppingToken))
        {
            _ = Observe(push, stoppingToken);
        }
    }

    private async Task Observe(Func<CancellationToken, Task> push, CancellationToken stopping)
    {
        try
        {
            await push(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // One push that fails must not end the pushes of all others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            PushFailed(fault);
        }
    }

    private Task Push(CommittedEvents committed, CancellationToken stopping)
    {
        var staff = View(committed, EventViews.ForStaff);
        if (committed.AmongStaff)
        {
            agents.SendGroup(HubGroups.StaffConversation(committed.Conv), Events(staff));
            return mentions.Push(Named(staff), stopping);
        }

        // Mostly the visitor sees what staff see, and one frame serves both.
        var group = HubGroups.Conversation(committed.Conv);
        var frame = Events(staff);
        agents.SendGroup(group, frame);
        var visitor = View(committed, EventViews.ForVisitor);
        visitors.SendGroup(group, visitor.Events.SequenceEqual(staff.Events) ? frame : Events(visitor));
        return Task.CompletedTask;
    }

    private static Frame Events(EventsPush push) => new(nameof(IConversationClient.Events), [push]);

    private static IEnumerable<long> Named(EventsPush push) =>
        push.Events.SelectMany(e => e.Body.Mentions ?? [], (e, person) => person == e.Sender ? null : Persons.AgentId(person))
            .OfType<long>().Distinct();

    private static EventsPush View(CommittedEvents committed, Func<EventRow, ConversationEvent> view) =>
        new(committed.Conv, committed.Epoch, committed.From, committed.To, [.. committed.Rows.Select(view)], []);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A push after a commit failed; clients catch up by their cursors.")]
    private partial void PushFailed(Exception fault);
}
