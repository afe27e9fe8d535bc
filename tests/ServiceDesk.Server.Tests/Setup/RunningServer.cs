using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>The real server on a free loopback port, with a content root of its own that is removed at the end.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Site = "https://shop.example";
    public const string Channel = "demo-shop";

    private readonly WebApplication _app;
    private readonly bool _ownsRoot;

    public RunningServer()
        : this(NewRoot(), [])
    {
        _ownsRoot = true;
    }

    internal RunningServer(string root, Dictionary<string, string?> settings, TimeProvider? time = null, string environment = "Development")
    {
        Root = root;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = root,
            EnvironmentName = environment,
            ApplicationName = "ServiceDesk.Server",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Demo:Sites"] = Site,
            ["Demo:SupportHours"] = "AllWeek",
            ["Demo:Password"] = environment == "Development" ? Password : null,
            ["Visitors:TokensPerMinute"] = "100000",
            ["Staff:SignInsPerMinute"] = "100000",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        // Never disposed: MassTransit keeps the first host's factory for all hosts of a process.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddServiceDesk(builder.Configuration);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        _app = builder.Build();
        _app.MapServiceDesk();
    }

    public string Root { get; }

    public IServiceProvider Services => _app.Services;

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public string Desk => $"http://localhost:{Port}";

    public string Chat => $"http://127.0.0.1:{Port}";

    public static string NewRoot()
    {
        var root = Directory.CreateTempSubdirectory("servicedesk-test-").FullName;
        Write(root, "wwwroot/w/frame.html", "<!doctype html><title>frame</title>");
        Write(root, "wwwroot/w/v1/loader.js", "/* loader */");
        Write(root, "wwwroot/w/v1/loader.js.br", "brotli");
        Write(root, "wwwroot/w/assets/panel-1a2b3c4d.js", "/* panel */");
        Write(root, "wwwroot/w/locales/en.json", """{"launcher.open":"Open chat","widget.close":"Close chat"}""");
        Write(root, "wwwroot/w/locales/zh-CN.json", """{"launcher.open":"打开聊天"}""");
        Write(root, "wwwroot/desk/index.html", "<!doctype html><title>desk</title>");
        Write(root, "wwwroot/shop/index.html", "<script src=\"%CHAT_ORIGIN%/w/v1/loader.js\" data-channel=\"%CHANNEL%\"></script>");
        return root;
    }

    /// <summary>Comes back when the server is ready: until then no entry point is known.</summary>
    internal async Task Start()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _app.StartAsync(cancellation);
        await Eventually.True(() => Services.GetRequiredService<RoutingDomain>().Ready, cancellation);
    }

    internal Task Stop() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync() => await Start();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownsRoot)
        {
            TestDesk.Delete(Root);
        }
    }

    /// <summary>A client that neither follows redirects nor keeps cookies by itself, unless asked.</summary>
    internal HttpClient Client(bool cookies = false) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = cookies }) { BaseAddress = new Uri(Desk) };

    /// <summary>A client of the desk's own page, signed in.</summary>
    internal async Task<HttpClient> SignedIn(string email)
    {
        var client = Client(cookies: true);
        client.DefaultRequestHeaders.Add("Origin", Desk);
        using var answer = await client.PostAsJsonAsync("/api/staff/sign-in", new SignInRequest(email, Password), WireJson.Options, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{email} was not signed in: {answer.StatusCode}");
        }

        return client;
    }

    private static void Write(string root, string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

/// <summary>Problem details as far as tests read them.</summary>
internal sealed record Problem(string Code, string Detail, int Status, int? RetryAfterMs, IReadOnlyList<FieldFault>? Details)
{
    public static async Task<Problem> Of(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<Problem>(WireJson.Options, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException("The answer holds no problem details.");
}
