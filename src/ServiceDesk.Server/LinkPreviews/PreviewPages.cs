using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>Looks at linked pages, few at a time, and keeps what it saw for a while.</summary>
internal sealed class PreviewPages(CheckedHttp http, LinkPreviewOptions options, TimeProvider time) : IDisposable
{
    private const int LongestUrl = 2_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = options.Kept });
    private readonly SemaphoreSlim _places = new(options.Concurrent);

    /// <summary>The address to look at; null for what is none, or may not be called whatever it resolves to.</summary>
    public Uri? Address(string text) =>
        text.Length <= LongestUrl
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0
        && url.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && options.PortSet.Contains(url.Port)
            ? url
            : null;

    /// <summary>What the page says; without a title when it could not be looked at or says nothing.</summary>
    public async Task<LinkPreview> Look(Uri url, CancellationToken cancellation)
    {
        if (_kept.TryGetValue(url.AbsoluteUri, out LinkPreview? known))
        {
            return known!;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var preview = await Fetch(url, both.Token, cancellation);
        using var entry = _kept.CreateEntry(url.AbsoluteUri);
        (entry.Value, entry.Size) = (preview, 1);
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(options.KeptMinutes);
        return preview;
    }

    public void Dispose()
    {
        _kept.Dispose();
        _places.Dispose();
    }

    private async Task<LinkPreview> Fetch(Uri url, CancellationToken limited, CancellationToken asked)
    {
        var nothing = new LinkPreview(url.AbsoluteUri, null, null, null);
        try
        {
            await _places.WaitAsync(limited);
            try
            {
                return await Follow(url, limited) ?? nothing;
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidOperationException or System.Net.Sockets.SocketException
            || (fault is OperationCanceledException && !asked.IsCancellationRequested))
        {
            return nothing;
        }
    }

    private async Task<LinkPreview?> Follow(Uri url, CancellationToken cancellation)
    {
        for (var hop = 0; hop <= options.Redirects; hop++)
        {
            using var answer = await http.Get(url, cancellation);
            if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location)
            {
                // To another host nobody is led.
                if (Address(new Uri(url, location).AbsoluteUri) is not { } next || next.Host != url.Host)
                {
                    return null;
                }

                url = next;
                continue;
            }

            return answer.IsSuccessStatusCode && IsPage(answer.Content.Headers.ContentType)
                ? PageSummary.Of(url, await Text(answer.Content, cancellation))
                : null;
        }

        return null;
    }

    private static bool IsPage(MediaTypeHeaderValue? type) => type?.MediaType is "text/html" or "application/xhtml+xml";

    private async Task<string> Text(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[options.MaxBytes];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return Encoded(content.Headers.ContentType?.CharSet).GetString(bytes, 0, read);
    }

    private static Encoding Encoded(string? name)
    {
        try
        {
            return name is null ? Encoding.UTF8 : Encoding.GetEncoding(name.Trim('"'));
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }
}
