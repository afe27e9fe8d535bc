using System.Net;
using System.Net.Sockets;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>How a host name becomes addresses, and which of them may be called.</summary>
/// <param name="Resolve">All addresses of a host name.</param>
/// <param name="MayCall">Whether an address may be called.</param>
internal sealed record Reach(Func<string, CancellationToken, Task<IPAddress[]>> Resolve, Func<IPAddress, bool> MayCall)
{
    public static Reach PublicInternet { get; } = new(Dns.GetHostAddressesAsync, PublicAddresses.IsPublic);
}

/// <summary>An address that must not be called; nothing was sent to it.</summary>
internal sealed class NotCalledException(string message) : IOException(message);

/// <summary>
/// HTTP that calls only what was checked: the name is resolved here, every address that it has must be allowed, and the connection
/// goes to one of these very addresses, so that a name which changes its mind between check and call gains nothing.
/// </summary>
internal sealed class CheckedHttp(Reach reach, LinkPreviewOptions options) : IDisposable
{
    private const string Agent = "ServiceDesk-LinkPreview/1.0";

    private readonly HttpClient _http = new(Handler(reach, TimeSpan.FromSeconds(options.TimeoutSeconds))) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks for a page; redirects come back as answers.</summary>
    public Task<HttpResponseMessage> Get(Uri url, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.ParseAdd(Agent);
        request.Headers.Accept.ParseAdd("text/html, application/xhtml+xml");
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Connects as this class says; follows no redirect.</summary>
    public static SocketsHttpHandler Handler(Reach reach, TimeSpan connectTimeout) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = connectTimeout,
        MaxResponseHeadersLength = 32,
        // A connection that is kept was checked under another name's answer; each page gets one of its own.
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (context, cancellation) =>
        {
            var addresses = await Addresses(reach, context.DnsEndPoint.Host, cancellation);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private static async Task<IPAddress[]> Addresses(Reach reach, string host, CancellationToken cancellation)
    {
        IPAddress[] addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await reach.Resolve(host, cancellation);
        return addresses.Length > 0 && Array.TrueForAll(addresses, a => reach.MayCall(a))
            ? addresses
            : throw new NotCalledException($"{host} has an address that is not called.");
    }
}
