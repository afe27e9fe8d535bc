using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>A tus client that a test drives step by step.</summary>
internal sealed class Uploader : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _path;

    private Uploader(HttpClient http, string path) => (_http, _path) = (http, path);

    public static async Task<Uploader> Of(VisitorBot visitor, Uri chat)
    {
        var http = new HttpClient { BaseAddress = chat };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, CancellationToken.None));
        return new Uploader(http, "/api/visitor/uploads");
    }

    public static Uploader Of(StaffCredentials staff)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = staff.Cookies }) { BaseAddress = staff.Desk };
        http.DefaultRequestHeaders.Add("Origin", staff.Origin);
        return new Uploader(http, "/api/uploads");
    }

    public static string Metadata(long conv, string name, string type) =>
        $"conv {Base64(conv.ToString(CultureInfo.InvariantCulture))},filename {Base64(name)},filetype {Base64(type)}";

    public Task<HttpResponseMessage> Create(long conv, string name, string type, long size, byte[]? first = null) => Send(
        HttpMethod.Post,
        _path,
        first,
        ("Upload-Length", size.ToString(CultureInfo.InvariantCulture)),
        ("Upload-Metadata", Metadata(conv, name, type)));

    /// <summary>Creates an upload that must be taken.</summary>
    public async Task<UploadTicket> Begin(long conv, string name, string type, long size)
    {
        using var answer = await Create(conv, name, type, size);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<UploadTicket>(WireJson.Options))!;
    }

    public Task<HttpResponseMessage> Patch(string url, long offset, byte[] bytes, params (string, string)[] headers) =>
        Send(HttpMethod.Patch, url, bytes, [("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    public async Task<long> Offset(string url)
    {
        using var answer = await Send(HttpMethod.Head, url, null);
        answer.EnsureSuccessStatusCode();
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    public async Task<UploadProgress> Progress(string url)
    {
        using var answer = await _http.GetAsync(new Uri(url, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<UploadProgress>(WireJson.Options))!;
    }

    /// <summary>Uploads a whole file and tells what became of it.</summary>
    public async Task<UploadProgress> Upload(long conv, string name, string type, byte[] bytes)
    {
        var ticket = await Begin(conv, name, type, bytes.Length);
        using var answer = await Patch(ticket.Url, 0, bytes);
        return await Progress(ticket.Url);
    }

    /// <summary>Any request; a body is sent as a piece.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string url, byte[]? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request);
    }

    /// <summary>Sends bytes and cuts the connection when they <paramref name="arrived"/>, although more were announced.</summary>
    public async Task BreakOff(string url, long offset, byte[] bytes, long announced, Func<Task> arrived)
    {
        using var cut = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Patch, url) { Content = new Stalling(bytes, announced, arrived, cut) };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        try
        {
            using var answer = await _http.SendAsync(request, cut.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException)
        {
            // As it should be.
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class Stalling : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly long _announced;
        private readonly Func<Task> _arrived;
        private readonly CancellationTokenSource _cut;

        public Stalling(byte[] bytes, long announced, Func<Task> arrived, CancellationTokenSource cut)
        {
            (_bytes, _announced, _arrived, _cut) = (bytes, announced, arrived, cut);
            Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(_bytes);
            await stream.FlushAsync();
            await _arrived();
            await _cut.CancelAsync();
            await Task.Delay(Timeout.Infinite, _cut.Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _announced;
            return true;
        }
    }
}
