using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
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
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents,
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
        if (committed.AmongStaff)
        {
            var push = View(committed, EventViews.ForStaff);
            return Task.WhenAll(
                agents.Clients.Group(HubGroups.StaffConversation(committed.Conv)).Events(push),
                mentions.Push(Named(push), stopping));
        }

        var group = HubGroups.Conversation(committed.Conv);
        return Task.WhenAll(
            visitors.Clients.Group(group).Events(View(committed, EventViews.ForVisitor)),
            agents.Clients.Group(group).Events(View(committed, EventViews.ForStaff)));
    }

    private static IEnumerable<long> Named(EventsPush push) =>
        push.Events.SelectMany(e => e.Body.Mentions ?? [], (e, person) => person == e.Sender ? null : Persons.AgentId(person))
            .OfType<long>().Distinct();

    private static EventsPush View(CommittedEvents committed, Func<EventRow, ConversationEvent> view) =>
        new(committed.Conv, committed.Epoch, committed.From, committed.To, [.. committed.Rows.Select(view)], []);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A push after a commit failed; clients catch up by their cursors.")]
    private partial void PushFailed(Exception fault);
}
