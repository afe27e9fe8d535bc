using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceDesk.Server.Tests.LinkPreviews;

/// <summary>A web server on loopback that counts who connects, on IPv4 and where there is one on IPv6.</summary>
internal sealed class LoopbackPage : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];
    private int _connections;

    public LoopbackPage()
    {
        var first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        Port = ((IPEndPoint)first.LocalEndpoint).Port;
        _listeners.Add(first);
        try
        {
            var second = new TcpListener(IPAddress.IPv6Loopback, Port);
            second.Start();
            _listeners.Add(second);
        }
        catch (SocketException)
        {
            // A machine without IPv6 cannot be called by it either.
        }

        _listeners.ForEach(l => _ = Accept(l));
    }

    public int Port { get; }

    public int Connections => _connections;

    /// <summary>Heads of the requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The whole answer to a request's head; null never answers.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    public static string Html(string html) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(html)}\r\nConnection: close\r\n\r\n{html}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listeners.ForEach(l => l.Dispose());
        _stop.Dispose();
    }

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var buffer = new byte[8192];
                var read = await stream.ReadAsync(buffer, _stop.Token);
                var head = Encoding.UTF8.GetString(buffer, 0, read);
                Requests.Enqueue(head);
                if (Answer(head) is { } answer)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                    client.Client.Shutdown(SocketShutdown.Send);
                    return;
                }

                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or ObjectDisposedException)
            {
                // The caller has gone, or the test is over.
            }
        }
    }
}
