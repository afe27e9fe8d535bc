using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Attachments;
using ServiceDesk.Server.Tests.WebPush;
using ServiceDesk.TestKit;
using Xunit;

using SaveDraftRequest = ServiceDesk.Server.Admin.SaveDraftRequest;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>A host with its pages in place, and for each route of the table a request to try.</summary>
public partial class RouteDesk : IAsyncLifetime
{
    internal const long AnAlert = 1;
    private const string Negotiation = "/negotiate";

    private static readonly string[] Pages = ["desk/index.html", "shop/index.html", "w/frame.html"];

    private static readonly Dictionary<string, string?> Settings = new()
    {
        // The alert that is acknowledged must not be over meanwhile.
        ["Alerts:EvaluateSeconds"] = "300",
        ["RateLimits:Upload:Burst"] = "1000",
        ["Attachments:UnsentLimit"] = "1000",
        ["Insight:SimulatedVisitors"] = "200",
        ["Insight:WarmUpVisitors"] = "0",
    };

    private readonly string _folder = TestDesk.NewFolder();
    private long _account;
    private VisitorBot _visitor = null!;
    private RouteFiles _files = null!;
    private long _session;

    public TestHost Host { get; private set; } = null!;

    /// <summary>Whose things are tried.</summary>
    internal VisitorBot Visitor => _visitor;

    internal RouteFiles Files => _files;

    /// <summary>Access and resume token of the visitor whose things are tried.</summary>
    internal async Task<(string Access, string Resume)> VisitorTokens(CancellationToken cancellation) =>
        (await _visitor.Credentials.Token(renew: false, cancellation), _visitor.Credentials.ResumeToken!);

    /// <summary>Called with each request that is ready, before it is sent.</summary>
    internal Func<HttpRequestMessage, Task> Sending { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with the text of each answer.</summary>
    internal Action<string> Answered { get; set; } = _ => { };

    public virtual async ValueTask InitializeAsync()
    {
        foreach (var page in Pages.Select(page => Path.Combine(_folder, "wwwroot", page)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(page)!);
            await File.WriteAllTextAsync(page, "<html><head><title>Page</title></head></html>");
        }

        Host = await TestHost.Start(Configured(Settings), Replace, _folder);
        await using var scope = Host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        await using (var db = Host.OpenDb())
        {
            db.Alerts.Add(new RaisedAlert { Id = AnAlert, RuleId = "agents-lost", Symptom = nameof(AlertKind.AgentsLost), Level = 1, RaisedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        await Outsider.Publish(Host, (await accounts.FindByEmailAsync(TestDesk.Mei))!.Id);
        _visitor = await VisitorBot.Connect(Host.Chat, CancellationToken.None);
        await _visitor.Open(CancellationToken.None);
        _session = (await _visitor.WantPerson(CancellationToken.None)).SessionId;
        _files = await RouteFiles.Make(Host, _visitor);
        await Matrix.MakeAccountWithoutRole(Host);
        _account = await StaffAccounts.Create(accounts, "Nia", "nia@demo.test", TestDesk.Password, StaffRoles.Agent);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await _visitor.DisposeAsync();
        await Host.DisposeAsync();
        TestDesk.Delete(_folder);
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the host's settings.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Configured(IReadOnlyDictionary<string, string?> settings) => settings;

    /// <summary>Replaces parts of the host.</summary>
    protected virtual void Replace(IServiceCollection services)
    {
    }

    /// <summary>Sends the route's request as the caller, over a connection of its own.</summary>
    /// <returns><see cref="Matrix.Allowed"/>, or the code of the refusal.</returns>
    public async Task<string> Try(string route, Caller caller, CancellationToken cancellation) =>
        await Try(route, await Identity(caller, cancellation), null, cancellation);

    /// <summary>The same by an account that has no role.</summary>
    public async Task<string> TryWithoutRole(string route, CancellationToken cancellation) =>
        await Try(route, Cookie(await Matrix.SignInWithoutRole(Host.Desk, cancellation)), null, cancellation);

    /// <summary>The same with another id in the address.</summary>
    public async Task<string> TryId(string route, Caller caller, string id, CancellationToken cancellation) =>
        await Try(route, await Identity(caller, cancellation), id, cancellation);

    private async Task<string> Try(string route, Dictionary<string, string> headers, string? id, CancellationToken cancellation)
    {
        var (method, path) = route.Split(' ') is [var m, var p] ? (m, p) : throw new ArgumentException(route, nameof(route));
        var staff = path.StartsWith(CreateUpload.StaffPath, StringComparison.Ordinal);
        if (staff || path.StartsWith(CreateUpload.VisitorPath, StringComparison.Ordinal))
        {
            AsUpload(headers);
            path = id is not null ? path : path.Replace("{token}", await _files.Token(staff, cancellation), StringComparison.Ordinal);
        }

        path = id is not null ? path : path.Replace("{grant}", _files.Grant, StringComparison.Ordinal);
        var here = path.StartsWith("/w/", StringComparison.Ordinal)
            || path.StartsWith("/api/visitor", StringComparison.Ordinal)
            || path.StartsWith("/hubs/visitor", StringComparison.Ordinal) ? Host.Chat : Host.Desk;
        headers["Origin"] = here.GetLeftPart(UriPartial.Authority);
        var address = new Uri(here, Address(id is null ? path : Placeholder().Replace(path, id)));
        if (!path.StartsWith("/hubs/", StringComparison.Ordinal))
        {
            return await Send(method == "ANY" ? HttpMethod.Get : new HttpMethod(method), address, await Body(route, cancellation), headers, cancellation);
        }

        return path.EndsWith(Negotiation, StringComparison.Ordinal)
            ? await Send(HttpMethod.Post, address, null, headers, cancellation)
            : await Upgrade(address, headers, cancellation);
    }

    // A new one each time: one that was changed or removed is not there to be tried again.
    private long SharedReply()
    {
        using var db = Host.OpenDb();
        var row = new SavedReplyRow { Shortcut = $"reply-{Guid.NewGuid():N}", Text = "Hello", Revision = 1 };
        db.SavedReplies.Add(row);
        db.SaveChanges();
        return row.Id;
    }

    /// <summary>A new one each time, of somebody whom nothing else is tried with.</summary>
    protected long BanInForce()
    {
        using var db = Host.OpenDb();
        var row = new BanRow { VisitorId = Guid.NewGuid().ToString("N"), Reason = "Spam", By = _account, At = DateTimeOffset.UnixEpoch };
        db.Bans.Add(row);
        db.SaveChanges();
        return row.Id;
    }

    // Somebody whom nothing else is tried with.
    private async Task<BanRequest> Newcomer(CancellationToken cancellation)
    {
        await using var visitor = await VisitorBot.Connect(Host.Chat, cancellation);
        return new((await visitor.Open(cancellation)).SessionId, "Spam");
    }

    private void AsUpload(Dictionary<string, string> headers)
    {
        headers["Tus-Resumable"] = "1.0.0";
        headers["Upload-Offset"] = "0";
        headers["Upload-Length"] = "10";
        headers["Upload-Metadata"] = Uploader.Metadata(_visitor.Session!.ConversationId, "a.txt", "text/plain");
    }

    private int RuleRevision()
    {
        using var db = Host.OpenDb();
        return db.AlertRules.Select(r => r.Revision).FirstOrDefault();
    }

    private string Address(string path) => path
        .Replace("{schedule}", "sales", StringComparison.Ordinal)
        .Replace("{version:int}", "2", StringComparison.Ordinal)
        .Replace("{conversation:long}", $"{_visitor.Session!.ConversationId}", StringComparison.Ordinal)
        .Replace("{page:long}", "1", StringComparison.Ordinal)
        .Replace("alerts/{id:long}", $"alerts/{AnAlert}", StringComparison.Ordinal)
        .Replace("bans/{id:long}", path.Contains("bans/{", StringComparison.Ordinal) ? $"bans/{BanInForce()}" : "", StringComparison.Ordinal)
        .Replace("sessions/{id:long}", $"sessions/{_session}", StringComparison.Ordinal)
        .Replace("saved-replies/{id:long}", path.Contains("saved-replies/{", StringComparison.Ordinal) ? $"saved-replies/{SharedReply()}" : "", StringComparison.Ordinal)
        .Replace("{schedule}", Host.Get<CurrentDesk>().Value.Schedules[0].Id, StringComparison.Ordinal)
        .Replace("{id:long}", $"{_account}", StringComparison.Ordinal)
        .Replace("{**path:nonfile}", "any/where", StringComparison.Ordinal)
        .Replace("{**path}", "", StringComparison.Ordinal)
        .Replace("{documentName}", "v1", StringComparison.Ordinal)
        .Replace("{documentName?}", "", StringComparison.Ordinal)
        + path switch
        {
            "/w/frame" or "/api/visitor/config" => "?c=" + TestDesk.EntryPoint,
            _ when path.StartsWith("/api/reports/sessions", StringComparison.Ordinal) => "?metric=queue.wait&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
            _ when path.StartsWith("/api/reports/", StringComparison.Ordinal) => "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z",
            "/api/admin/desk/diff" => "?from=1&to=draft",
            "/api/visitor/transcript" => $"?session={_session}",
            "/api/link-preview" => "?url=http://shop.test/",
            _ when path.EndsWith(Negotiation, StringComparison.Ordinal) => "?negotiateVersion=1",
            _ => "",
        };

    private async Task<object?> Body(string route, CancellationToken cancellation) => route switch
    {
        "POST /api/staff/sign-in" => new SignInRequest(TestDesk.Ana, TestDesk.Password),
        "POST /api/visitor/token" => new VisitorTokenRequest(TestDesk.EntryPoint),
        "POST /api/admin/desk/publish" => new PublishRequest(Guid.CreateVersion7(), await Draft(cancellation)),
        "POST /api/admin/desk/versions/{version:int}/roll-back" => new RollBackRequest(Guid.CreateVersion7()),
        "PUT /api/admin/desk/draft" => new SaveDraftRequest(await Draft(cancellation), Host.Get<CurrentDesk>().Value),
        "POST /api/admin/desk/import" => new ImportDeskRequest(await Draft(cancellation), new DeskFile(1, Host.Get<CurrentDesk>().Value)),
        "POST /api/admin/desk/holidays" => new HolidayRequest("BEGIN:VCALENDAR\nEND:VCALENDAR", "UTC", 2026),
        "POST /api/admin/schedules/{schedule}/emergency" => new EmergencyRequest(Guid.CreateVersion7(), false),
        "DELETE /api/admin/desk/draft" => new DiscardDraftRequest(await Draft(cancellation)),
        "PUT /api/alerts/rules" => new AlertRuleSet(RuleRevision(), [new AlertRuleRow("agents-lost", AlertKind.AgentsLost, null, 0, 0, 60, 60, 1, null, true)]),
        "POST /api/alerts/{id:long}/acknowledge" => new AcknowledgeRequest(),
        "POST /api/insight/dry-run" => new DryRunRequest(InsightDesk.Both, Host.Get<CurrentDesk>().Value.EntryPoints[0].Key),
        "POST /api/saved-replies" => new NewSavedReply(true, null, $"reply-{Guid.NewGuid():N}", "Hello"),
        "PUT /api/saved-replies/{id:long}" => new ChangeSavedReply(1, null, $"reply-{Guid.NewGuid():N}", "Hello"),
        "POST /api/visitor/transcript/mail" => new MailTranscriptRequest(Guid.CreateVersion7(), _session, "a@mail.test"),
        "PUT /api/staff/web-push" => Subscription(),
        "DELETE /api/staff/web-push" => new WebPushEnd("https://push.example/a"),
        "POST /api/conversations/{conversation:long}/erasures" => await Spoken(cancellation),
        "POST /api/bans" => await Newcomer(cancellation),
        "POST /api/insight/forecast" => new ForecastRequest(60, 300, 120, 6),
        _ => null,
    };

    // Said anew each time, so that nothing else that is tried misses it.
    private async Task<EraseRequest> Spoken(CancellationToken cancellation) => new([(await _visitor.Say("Erase this", cancellation)).Seq], "Asked for");

    private static WebPushSubscription Subscription()
    {
        using var browser = new Browser();
        return new WebPushSubscription("https://push.example/a", browser.P256dh, browser.Auth);
    }

    // Saved anew each time, so that there is one to publish.
    private async Task<long> Draft(CancellationToken cancellation)
    {
        var drafts = Host.Get<DeskDrafts>();
        var caller = new StaffCaller(_account, "Nia", [StaffRoles.Administrator]);
        var before = await drafts.Read(cancellation);
        var (saved, _) = await drafts.Save(caller, before.Revision, before.Desk, Host.Get<CurrentDesk>().Value.Version, AuditTrail.SaveDraft, cancellation);
        return saved!.Revision;
    }

    // Signed in anew each time: signing out ends what came before.
    private async Task<Dictionary<string, string>> Identity(Caller caller, CancellationToken cancellation)
    {
        if (Matrix.Account(caller) is { } email)
        {
            return Cookie((await StaffCredentials.SignIn(Host.Desk, email, TestDesk.Password, cancellation)).Cookies);
        }

        if (caller == Caller.None)
        {
            return [];
        }

        if (caller == Caller.Visitor)
        {
            return new() { ["Authorization"] = "Bearer " + await _visitor.Credentials.Token(renew: false, cancellation) };
        }

        using var http = new HttpClient { BaseAddress = Host.Chat };
        using var visitor = new VisitorCredentials(http, TestDesk.EntryPoint);
        return new() { ["Authorization"] = "Bearer " + await visitor.Token(renew: false, cancellation) };
    }

    private Dictionary<string, string> Cookie(CookieContainer cookies) => new() { ["Cookie"] = cookies.GetCookieHeader(Host.Desk) };

    [GeneratedRegex(@"\{\w+(?::\w+)?\}")]
    private static partial Regex Placeholder();

    private async Task<string> Send(
        HttpMethod method, Uri address, object? body, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(method, address);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        if (method == HttpMethod.Patch)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentType = new("application/offset+octet-stream");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        await Sending(request);
        using var answer = await http.SendAsync(request, cancellation);
        Answered(await answer.Content.ReadAsStringAsync(cancellation));
        if (answer.StatusCode < HttpStatusCode.BadRequest)
        {
            return Matrix.Allowed;
        }

        if (method == HttpMethod.Head)
        {
            // Such an answer has no body to read the code from.
            return answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => ErrorCodes.Unauthenticated,
                HttpStatusCode.Forbidden => ErrorCodes.Forbidden,
                HttpStatusCode.NotFound => ErrorCodes.NotFound,
                HttpStatusCode.BadRequest => ErrorCodes.Invalid,
                var other => other.ToString(),
            };
        }

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return problem.GetProperty("code").GetString()!;
    }

    private static async Task<string> Upgrade(Uri address, Dictionary<string, string> headers, CancellationToken cancellation)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, cancellation);
            return Matrix.Allowed;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode switch
            {
                HttpStatusCode.Unauthorized => ErrorCodes.Unauthenticated,
                HttpStatusCode.Forbidden => ErrorCodes.Forbidden,
                var other => other.ToString(),
            };
        }
    }
}
