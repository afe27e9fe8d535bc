using System.Net;
using System.Text.Json;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.LinkPreviews;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.WebPush;

/// <summary>
/// Sends to the push services of browsers, encrypted for the one browser (RFC 8291) and signed by this server (RFC 8292). The addresses
/// come from clients: only public ones are called.
/// </summary>
internal sealed partial class WebPushSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly WebPushOptions _options;
    private readonly WebPushKeys _keys;
    private readonly DeskDbs _dbs;
    private readonly ILogger<WebPushSender> _log;

    public WebPushSender(Reach reach, WebPushOptions options, WebPushKeys keys, DeskDbs dbs, ILogger<WebPushSender> log)
    {
        (_options, _keys, _dbs, _log) = (options, keys, dbs, log);
        var limit = TimeSpan.FromSeconds(options.TimeoutSeconds);
        _http = new HttpClient(CheckedHttp.Handler(reach, limit)) { Timeout = limit };
    }

    /// <summary>A push is a hint: one that fails is not sent again. A subscription that has ended is removed.</summary>
    public async Task Send(WebPushSubscriptionRow to, WebPushNews news, CancellationToken cancellation)
    {
        var (key, secret) = _keys.Pair;
        using var signature = new VapidAuthentication(key, secret) { Subject = _options.Contact };
        var client = new PushServiceClient(_http) { AutoRetryAfter = false };
        var browser = new PushSubscription { Endpoint = to.Endpoint };
        browser.SetKey(PushEncryptionKeyName.P256DH, to.P256dh);
        browser.SetKey(PushEncryptionKeyName.Auth, to.Auth);
        var message = new PushMessage(JsonSerializer.Serialize(to.Previews ? news : news with { Text = null }, WireJson.Options))
        {
            // While the browser is not reached, a later one of the same takes the earlier one's place.
            Topic = news.OfferId is { } offer ? $"offer-{offer}" : $"conv-{news.Conv}",
            TimeToLive = _options.KeptSeconds,
            Urgency = PushMessageUrgency.High,
        };
        try
        {
            await client.RequestPushMessageDeliveryAsync(browser, message, signature, cancellation);
        }
        catch (PushServiceClientException refused) when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            await Remove(to, cancellation);
        }
        catch (PushServiceClientException refused)
        {
            Refused(to.Id, (int)refused.StatusCode);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            NotReached(to.Id, fault.GetType().Name);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task Remove(WebPushSubscriptionRow ended, CancellationToken cancellation)
    {
        await using var db = _dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        await db.WebPushSubscriptions.Where(s => s.Id == ended.Id).ExecuteDeleteAsync(cancellation);
        await write.Commit(cancellation);
    }

    // Without the address, which lets whoever has it push.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The push service of subscription {Id} refused a push with {Status}.")]
    private partial void Refused(long id, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The push service of subscription {Id} was not reached: {Fault}.")]
    private partial void NotReached(long id, string fault);
}
