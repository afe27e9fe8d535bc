using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;

namespace ServiceDesk.TestKit;

/// <summary>
/// The SignalR JSON protocol over a bare WebSocket: it reads only when told to, and thousands of them cost little. Frames that are
/// sent by the thousand are made by the caller; the few others go through <see cref="Call{T}"/>.
/// </summary>
public sealed class WireClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, End];
    private static readonly byte[] PingFrame = [.. "{\"type\":6}"u8, End];

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _oneSend = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _calls = new();
    private readonly CancellationTokenSource _ending = new();
    private HttpMessageInvoker? _http;
    private Task? _reading;
    private int _lastCall;

    /// <summary>Gets each frame without its end mark, on the thread that read it. Set before <see cref="Read"/>.</summary>
    public Action<ReadOnlyMemory<byte>>? Frame { get; set; }

    /// <summary>True once the server or the network ended the connection.</summary>
    public bool Ended => _reading is { IsCompleted: true };

    /// <param name="staff">Null for visitors.</param>
    /// <param name="receiveBuffer">Bytes that the system keeps for it unread; null leaves it to the system, which keeps megabytes.</param>
    public static async Task<WireClient> Connect(Uri hub, StaffCredentials? staff, CancellationToken cancellation, int? receiveBuffer = null)
    {
        ArgumentNullException.ThrowIfNull(hub);
        var client = new WireClient();
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (staff is not null)
        {
            client._socket.Options.SetRequestHeader("Cookie", staff.Cookies.GetCookieHeader(staff.Desk));
            client._socket.Options.SetRequestHeader("Origin", staff.Origin);
        }

        client._http = Http(receiveBuffer);
        await client._socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, client._http, cancellation);
        await client.Send(Handshake, cancellation);
        return client;
    }

    /// <summary>Begins to read. A client that is never told to reads nothing, and its server must cope.</summary>
    public void Read() => _reading = Task.Run(ReadAll);

    public async Task Send(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        await _oneSend.WaitAsync(cancellation);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        finally
        {
            _oneSend.Release();
        }
    }

    /// <summary>As a stock client does every 15 s; without it the server ends the connection after 30 s.</summary>
    public Task Ping(CancellationToken cancellation) => Send(PingFrame, cancellation);

    /// <summary>Invokes a hub method whose answer is a <see cref="Reply{T}"/>.</summary>
    /// <exception cref="ServiceDeskException">It was refused.</exception>
    public async Task<T> Call<T>(string method, object request, CancellationToken cancellation)
    {
        var reply = await Ask<Reply<T>>(method, request, cancellation);
        return reply.Ok ? reply.Value! : throw new ServiceDeskException(reply.Error!);
    }

    /// <summary>Invokes a hub method and does not care for the answer.</summary>
    public Task Post(string method, object request, CancellationToken cancellation) =>
        Send(Invocation($"post{Interlocked.Increment(ref _lastCall)}", method, request), cancellation);

    /// <summary>Invokes a hub method that answers nothing.</summary>
    public async Task Tell(string method, object request, CancellationToken cancellation)
    {
        using var done = await Completion(method, request, cancellation);
    }

    /// <summary>Invokes a hub method with any answer.</summary>
    public async Task<T> Ask<T>(string method, object request, CancellationToken cancellation)
    {
        using var frame = await Completion(method, request, cancellation);
        return frame.RootElement.GetProperty("result").Deserialize<T>(WireJson.Options)!;
    }

    /// <summary>The number after a mark in a frame, or -1.</summary>
    public static long NumberAfter(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> mark)
    {
        var at = frame.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(frame[(at + mark.Length)..], out long number, out _) ? number : -1;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Abort();
        await (_reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _http?.Dispose();
        _oneSend.Dispose();
        _ending.Dispose();
    }

    private static byte[] Invocation(string id, string method, object request) =>
    [
        .. JsonSerializer.SerializeToUtf8Bytes(new { type = 1, invocationId = id, target = method, arguments = new[] { request } }, WireJson.Options),
        End,
    ];

    private async Task<JsonDocument> Completion(string method, object request, CancellationToken cancellation)
    {
        var id = $"call{Interlocked.Increment(ref _lastCall)}";
        var answer = _calls[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(Invocation(id, method, request), cancellation);
        var frame = JsonDocument.Parse(await answer.Task.WaitAsync(AnswerLimit, cancellation));
        return frame.RootElement.TryGetProperty("error", out var error) ? throw new InvalidOperationException($"{method}: {error}") : frame;
    }

    private static HttpMessageInvoker? Http(int? receiveBuffer) => receiveBuffer is not { } bytes
        ? null
        : new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = bytes };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

    private async Task ReadAll()
    {
        var held = new ArrayBufferWriter<byte>(512);
        try
        {
            while (true)
            {
                // Waits without holding a buffer of its own, so that idle ones are cheap.
                var read = await _socket.ReceiveAsync(held.GetMemory(512), _ending.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                held.Advance(read.Count);
                if (read.EndOfMessage)
                {
                    Take(held.WrittenMemory);
                    held.ResetWrittenCount();
                }
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the connection, by either side.
        }
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        while (message.Span.IndexOf(End) is >= 0 and var end)
        {
            var frame = message[..end];
            message = message[(end + 1)..];
            if (frame.Span.StartsWith("{\"type\":3,\"invocationId\":\"call"u8))
            {
                var text = Encoding.UTF8.GetString(frame.Span);
                if (_calls.TryRemove(text.Split('"')[5], out var answer))
                {
                    answer.TrySetResult(text);
                }
            }
            else
            {
                Frame?.Invoke(frame);
            }
        }
    }
}
