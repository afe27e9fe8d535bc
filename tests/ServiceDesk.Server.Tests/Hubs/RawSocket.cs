using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>A WebSocket to the visitors' hub that sends whatever it is given.</summary>
internal sealed class RawSocket : IDisposable
{
    /// <summary>Ends each frame of the hub protocol.</summary>
    public const char End = '\u001e';

    private static readonly MessagePackHubProtocol MessagePack = new();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();

    /// <summary>Connected, and nothing said yet.</summary>
    public static async Task<RawSocket> Open(Uri chat, CancellationToken cancellation)
    {
        var raw = new RawSocket();
        await raw._socket.ConnectAsync(new UriBuilder(new Uri(chat, "hubs/visitor")) { Scheme = "ws" }.Uri, cancellation);
        return raw;
    }

    /// <summary>Connected as the visitor, handshake and Hello done.</summary>
    public static async Task<RawSocket> Greeted(Uri chat, VisitorBot visitor, CancellationToken cancellation)
    {
        var raw = await Open(chat, cancellation);
        var token = await visitor.Credentials.Token(renew: false, cancellation);
        await raw.Say("""{"protocol":"json","version":1}""" + End, cancellation);
        await raw.Say($$$"""{"type":1,"invocationId":"hello","target":"Hello","arguments":[{"protocol":"1.0","token":"{{{token}}}","client":{"kind":"raw","version":"1","deviceId":"{{{Guid.NewGuid():N}}}","tabId":"t","locale":"en"}}]}""" + End, cancellation);
        await raw.Hear("\"invocationId\":\"hello\"", cancellation);
        return raw;
    }

    /// <summary>Connected as a member of staff who speaks MessagePack, handshake and Hello done.</summary>
    public static async Task<RawSocket> Packed(StaffCredentials staff, CancellationToken cancellation)
    {
        var raw = await Open(staff, cancellation);
        await raw.Say("""{"protocol":"messagepack","version":1}""" + End, cancellation);
        await raw.Say(Packed("hello", "Hello", new HelloRequest("1.1", new ClientInfo("raw", "1", $"{Guid.NewGuid():N}", "t", "en"))), WebSocketMessageType.Binary, true, cancellation);
        await raw.Hear("ServerTime", cancellation);
        return raw;
    }

    /// <summary>A call as a frame of MessagePack.</summary>
    public static byte[] Packed(string id, string method, object request) =>
        MessagePack.GetMessageBytes(new InvocationMessage(id, method, [request])).ToArray();

    /// <summary>Connected as a member of staff, handshake and Hello done.</summary>
    public static async Task<RawSocket> Greeted(StaffCredentials staff, CancellationToken cancellation)
    {
        var raw = await Open(staff, cancellation);
        await raw.Say("""{"protocol":"json","version":1}""" + End, cancellation);
        await raw.Say($$$"""{"type":1,"invocationId":"hello","target":"Hello","arguments":[{"protocol":"1.0","client":{"kind":"raw","version":"1","deviceId":"{{{Guid.NewGuid():N}}}","tabId":"t","locale":"en"}}]}""" + End, cancellation);
        await raw.Hear("\"invocationId\":\"hello\"", cancellation);
        return raw;
    }

    private static async Task<RawSocket> Open(StaffCredentials staff, CancellationToken cancellation)
    {
        var raw = new RawSocket();
        raw._socket.Options.Cookies = staff.Cookies;
        raw._socket.Options.SetRequestHeader("Origin", staff.Origin);
        await raw._socket.ConnectAsync(new UriBuilder(new Uri(staff.Desk, "hubs/agent")) { Scheme = "ws" }.Uri, cancellation);
        return raw;
    }

    public Task Say(string text, CancellationToken cancellation) => Say(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellation);

    /// <summary>Also what no client would send. A connection that the server has closed meanwhile swallows it.</summary>
    public async Task Say(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool isEnd, CancellationToken cancellation)
    {
        try
        {
            await _socket.SendAsync(bytes, type, isEnd, cancellation);
        }
        catch (WebSocketException)
        {
            // Closed: what is heard next says so.
        }
    }

    /// <summary>Everything up to the words, the end of the connection, or 20 s without either; the second says whether it ended.</summary>
    public async Task<(string Heard, bool Ended)> Hear(string until, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (!text.ToString().Contains(until, StringComparison.Ordinal))
            {
                var part = await _socket.ReceiveAsync(buffer, limit.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return (text.ToString(), true);
                }

                text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (WebSocketException)
        {
            return (text.ToString(), true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It waits, which is its own loss.
        }

        return (text.ToString(), false);
    }

    public void Dispose() => _socket.Dispose();
}
