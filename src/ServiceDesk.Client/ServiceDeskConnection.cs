using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>
/// A connection that keeps itself: it connects again after every loss, says Hello, catches up each followed conversation by its
/// cursor, and sends again what has no answer, under the same id.
/// </summary>
/// <typeparam name="THub"><c>IVisitorHub</c> or <c>IAgentHub</c>.</typeparam>
/// <typeparam name="TClient"><c>IVisitorClient</c> or <c>IAgentClient</c>.</typeparam>
public sealed class ServiceDeskConnection<THub, TClient> : IAsyncDisposable
    where THub : class, IConversationHub
    where TClient : class, IConversationClient
{
    // A frame over the server's limit closes the connection without an answer.
    private const int ClosedByThisSend = 3;

    private readonly KeptConnection<THub> _kept;
    private readonly FollowedConversations<THub> _followed;
    private readonly ConcurrentDictionary<long, SemaphoreSlim> _oneSend = new();
    private readonly Task _views;
    private int _connects;

    /// <param name="handler">Gets every callback of the hub as it comes, pushes of events included: repeated, out of order or with gaps.</param>
    /// <param name="arrived">Gets each event of the followed conversations once and in order of seq.</param>
    public ServiceDeskConnection(ConnectionOptions options, TClient handler, Action<long, ConversationEvent>? arrived = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        _kept = new KeptConnection<THub>(options, connection => Register(connection, handler), () => _followed!.Cursors)
        {
            Greeted = welcome =>
            {
                Welcome = welcome;
                _connects++;
                _followed!.Meet(welcome);
                if (welcome.MoreHeads == true)
                {
                    _followed.MeetAll();
                }
            },
            Beat = (hub, _) => Compare(hub),
        };
        _followed = new FollowedConversations<THub>(options, Hub, arrived, _kept.Ending);
        _views = Task.Run(_followed.Run);
    }

    /// <summary>What the last Hello answered; null before the first.</summary>
    public Welcome? Welcome { get; private set; }

    /// <summary>How often Hello succeeded.</summary>
    public int Connects => _connects;

    /// <summary>Connects and stays connected until disposed. Completes after the first Hello.</summary>
    /// <exception cref="ServiceDeskException">The server refused in a way that trying again does not change.</exception>
    public Task Start(CancellationToken cancellation)
    {
        _kept.Start();
        return _kept.Current(cancellation);
    }

    /// <summary>
    /// The hub over the present connection, waiting for one if need be. A call that the connection's loss interrupts throws;
    /// its outcome is unknown.
    /// </summary>
    public async Task<THub> Hub(CancellationToken cancellation) => (await _kept.Current(cancellation)).As<THub>(cancellation);

    /// <summary>The view of a conversation, followed and filled from now on. Conversations that Hello tells are followed by themselves.</summary>
    public ConversationView Follow(long conversation) => _followed.Follow(conversation);

    /// <summary>
    /// Posts a text and answers after the server's commit, however often the connection is lost meanwhile. Messages to one
    /// conversation go one after the other.
    /// </summary>
    /// <exception cref="ServiceDeskException">The server refused for good.</exception>
    public Task<Ack> Send(long conversation, string text, CancellationToken cancellation) =>
        Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text }), cancellation);

    /// <inheritdoc cref="Send(long, string, CancellationToken)"/>
    public Task<Ack> Send(SendRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return InTurn(request.Conv, hub => hub.Send(request), cancellation);
    }

    private async Task<T> InTurn<T>(long conversation, Func<THub, Task<Reply<T>>> send, CancellationToken cancellation)
    {
        var one = _oneSend.GetOrAdd(conversation, _ => new SemaphoreSlim(1, 1));
        await one.WaitAsync(cancellation);
        try
        {
            return await Persist(send, cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Posts several events of one conversation, in order, all or none, and answers after the commit; at most 50. Repeated like a single
    /// one when the outcome is unknown.
    /// </summary>
    /// <exception cref="ServiceDeskException">The server refused for good; none is stored.</exception>
    public async Task<IReadOnlyList<Ack>> SendMany(IReadOnlyList<SendRequest> events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);
        return (await InTurn(events[0].Conv, hub => hub.SendMany(new SendManyRequest(events)), cancellation)).Events;
    }

    /// <summary>Compares all followed conversations with the server now, as each heartbeat does.</summary>
    public async Task Heartbeat(CancellationToken cancellation) => await Compare(await Hub(cancellation));

    /// <summary>Gives up the present transport, as a network would; the next one comes by itself.</summary>
    public async Task Drop(CancellationToken cancellation) => await (await _kept.Current(cancellation)).StopAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _kept.DisposeAsync();
        await _views.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var one in _oneSend.Values)
        {
            one.Dispose();
        }
    }

    private void Register(HubConnection connection, TClient handler)
    {
        connection.On(handler);
        connection.On<EventsPush>(nameof(IConversationClient.Events), _followed.Take);
        connection.On<HeadsPush>(nameof(IConversationClient.Heads), told => Meet(told.Heads));
        connection.On<Control>(nameof(IConversationClient.Control), Obey);
    }

    private async Task<T> Persist<T>(Func<THub, Task<Reply<T>>> send, CancellationToken cancellation)
    {
        for (var closed = 0; closed < ClosedByThisSend;)
        {
            Reply<T> reply;
            try
            {
                reply = await send(await Hub(cancellation));
            }
            catch (Exception fault) when (Faults.IsLoss(fault) && !cancellation.IsCancellationRequested && !_kept.Ending.IsCancellationRequested)
            {
                // The outcome is unknown: the same id asks again.
                closed += fault is HubException ? 1 : 0;
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
                continue;
            }

            if (reply.Ok)
            {
                return reply.Value!;
            }

            if (!Faults.IsTransient(reply.Error!))
            {
                throw new ServiceDeskException(reply.Error!);
            }

            await Task.Delay(Faults.Pause(reply.Error!), cancellation);
        }

        throw new ServiceDeskException(new Error(ErrorCodes.TooLarge, "The server closed the connection each time this was sent."));
    }

    private async Task Compare(THub hub)
    {
        foreach (var watched in _followed.Ids.Chunk(20))
        {
            Meet((await hub.Ping(new PingRequest(watched))).OrThrow().Heads);
        }
    }

    private void Meet(IReadOnlyList<Head> heads)
    {
        foreach (var head in heads)
        {
            _followed.Meet(head);
        }
    }

    private void Obey(Control control)
    {
        if (control.Kind == ControlKinds.Reconnect)
        {
            _kept.Reconnect(TimeSpan.FromMilliseconds(control.AfterMs ?? 0));
        }
    }
}
