using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>One transport after the other, each with a Hello: the loop that never gives up unless the server says so for good.</summary>
internal sealed class KeptConnection<THub>(
    ConnectionOptions options, Action<HubConnection> register, Func<IEnumerable<Cursor>> cursors) : IAsyncDisposable
    where THub : class, IConversationHub
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<HubConnection> _current = New();
    private Task? _keeper;
    private volatile ServiceDeskException? _ended;

    // A WebSocket without negotiation is quickest; where something on the way refuses it, the other ways are asked for.
    private bool _negotiates;

    // Asked for by the server; the instant in milliseconds of the system's clock, long.MaxValue for none.
    private long _reconnectAt = long.MaxValue;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs after each Hello.</summary>
    public required Action<Welcome> Greeted { get; init; }

    /// <summary>Runs once per heartbeat.</summary>
    public required Func<THub, CancellationToken, Task> Beat { get; init; }

    public CancellationToken Ending => _ending.Token;

    public void Start()
    {
        lock (_lock)
        {
            _keeper ??= Task.Run(Keep, CancellationToken.None);
        }
    }

    /// <summary>The server asks for another connection after a while; when this one ends before, the next still comes no sooner.</summary>
    public void Reconnect(TimeSpan after)
    {
        Volatile.Write(ref _reconnectAt, Environment.TickCount64 + (long)after.TotalMilliseconds);
        _asked.TrySetResult();
    }

    /// <summary>The present connection, or the next one.</summary>
    /// <exception cref="ServiceDeskException">The server refused for good.</exception>
    public Task<HubConnection> Current(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _current.Task.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await (_keeper ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task Keep()
    {
        for (var tries = 0; !_ending.IsCancellationRequested; tries++)
        {
            await using var connection = Build();
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            connection.Closed += _ => Task.FromResult(closed.TrySetResult());
            try
            {
                var welcome = await Open(connection);
                tries = 0;
                _current.TrySetResult(connection);
                Greeted(welcome);
                await Live(connection, welcome, closed.Task);
            }
            catch (ServiceDeskException refusal) when (!Faults.IsTransient(refusal.Error))
            {
                Renew();
                _current.TrySetException(refusal);
                return;
            }
            catch (Exception fault) when (Faults.IsLoss(fault) || fault is ServiceDeskException)
            {
                // Tried again after the pause.
            }
#pragma warning disable CA1031 // Whoever waits for the connection gets it; without this they would wait for ever.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Renew();
                _current.TrySetException(fault);
                return;
            }

            Renew();
            await Pause(tries);
        }
    }

    private HubConnection Build()
    {
        var builder = new HubConnectionBuilder().WithUrl(options.Hub, http =>
        {
            http.SkipNegotiation = !_negotiates;
            http.Transports = _negotiates ? HttpTransports.All : HttpTransportType.WebSockets;
            if (options.Staff is { } staff)
            {
                http.Cookies = staff.Cookies;
                http.Headers["Origin"] = staff.Origin;
            }
        });
        if (options.MessagePack)
        {
            builder.AddMessagePackProtocol();
        }
        else
        {
            builder.Services.Configure<Microsoft.AspNetCore.SignalR.JsonHubProtocolOptions>(json => WireJson.Apply(json.PayloadSerializerOptions));
        }

        var connection = builder.Build();
        register(connection);
        connection.On<Control>(nameof(IConversationClient.Control), control => Obey(connection, control));
        return connection;
    }

    private async Task<Welcome> Open(HubConnection connection)
    {
        using var limit = Limit();
        await Start(connection, limit.Token);
        var reply = await Hello(connection, renew: false, limit.Token);
        if (reply.Error?.Code is ErrorCodes.Unauthenticated or ErrorCodes.TokenExpired && options.Visitor is not null)
        {
            reply = await Hello(connection, renew: true, limit.Token);
        }

        return reply.OrThrow();
    }

    private async Task Start(HubConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.StartAsync(cancellation);
        }
        catch
        {
            _negotiates = !_negotiates;
            throw;
        }
    }

    private async Task<Reply<Welcome>> Hello(HubConnection connection, bool renew, CancellationToken cancellation)
    {
        var token = options.Visitor is { } visitor ? await visitor.Token(renew, cancellation) : null;
        return await connection.As<THub>(cancellation).Hello(
            new HelloRequest(ProtocolVersion.Current, options.Client, token, options.Features, [.. cursors().Take(200)], options.PreviewConsent ? true : null));
    }

    // What ends the connection for good must stop the loop; the rest it finds out by itself.
    private void Obey(HubConnection connection, Control control)
    {
        if (control.Kind is ControlKinds.Replaced or ControlKinds.SignedOut or ControlKinds.Banned)
        {
            _ended = new ServiceDeskException(new Error(control.Kind, "The server ended this connection for good."));
        }
        else if (control.Kind == ControlKinds.Reconnect)
        {
            _ = Leave(connection, TimeSpan.FromMilliseconds(control.AfterMs ?? 0));
        }
    }

    private async Task Leave(HubConnection connection, TimeSpan after)
    {
        await Task.Delay(after, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.StopAsync(_ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Live(HubConnection connection, Welcome welcome, Task closed)
    {
        var heartbeat = TimeSpan.FromSeconds(options.HeartbeatSeconds ?? welcome.HeartbeatSec);
        while (true)
        {
            await Task.WhenAny(closed, _asked.Task, Task.Delay(heartbeat, _ending.Token));
            _ending.Token.ThrowIfCancellationRequested();
            if (_asked.Task.IsCompleted)
            {
                await Task.WhenAny(closed, Task.Delay(UntilReconnect(), _ending.Token));
                return;
            }

            if (closed.IsCompleted)
            {
                ThrowIfEnded();
                return;
            }

            using var limit = Limit();
            await Beat(connection.As<THub>(limit.Token), limit.Token);
            if (options.Visitor is { } visitor && visitor.IsRenewalDue)
            {
                (await Hello(connection, renew: true, limit.Token)).OrThrow();
            }
        }
    }

    private void ThrowIfEnded()
    {
        if (_ended is { } ended)
        {
            throw ended;
        }
    }

    private CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        limit.CancelAfter(options.AnswerTimeout);
        return limit;
    }

    // Full jitter: clients that lost their server together do not come back together.
    private async Task Pause(int tries)
    {
        var longest = Math.Min(options.LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(tries, 16)));
#pragma warning disable CA5394 // Spreads reconnects; nothing secret depends on it.
        var pause = TimeSpan.FromSeconds(Random.Shared.NextDouble() * longest);
#pragma warning restore CA5394
        var least = UntilReconnect();
        _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _reconnectAt, long.MaxValue);
        await Task.Delay(pause > least ? pause : least, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan UntilReconnect()
    {
        var at = Volatile.Read(ref _reconnectAt);
        return at == long.MaxValue ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(0, at - Environment.TickCount64));
    }

    private void Renew()
    {
        lock (_lock)
        {
            if (_current.Task.IsCompleted)
            {
                _current = New();
            }
        }
    }

    private static TaskCompletionSource<HubConnection> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
