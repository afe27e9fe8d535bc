using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.TestKit;

/// <summary>The whole server in this process: Kestrel on a free loopback port, SQLite in a folder of its own, the demo desk seeded.</summary>
public sealed class TestHost : IAsyncDisposable
{
    // One for all hosts and never disposed: the jobs' library keeps the one of the last host that started for the whole process.
    private static readonly ILoggerFactory Log = LoggerFactory.Create(logging => logging.AddProvider(new TestLog()));

    private readonly WebApplication _app;
    private readonly bool _keepFolder;

    private TestHost(WebApplication app, string folder, bool keepFolder)
    {
        (_app, Folder, _keepFolder) = (app, folder, keepFolder);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        (Chat, Desk) = TestDesk.Origins(new Uri(address).Port);
    }

    /// <summary>Origin of visitors.</summary>
    public Uri Chat { get; }

    /// <summary>Origin of staff.</summary>
    public Uri Desk { get; }

    /// <summary>Holds the database.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public DeskDb OpenDb() => Get<DeskDbs>().Open();

    /// <param name="settings">On top of <see cref="TestDesk.Settings"/>.</param>
    /// <param name="services">Replaces parts, such as the clock.</param>
    /// <param name="folder">Of an earlier host, to go on with its data; it is kept then.</param>
    public static async Task<TestHost> Start(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, string? folder = null)
    {
        var root = folder ?? TestDesk.NewFolder();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "ServiceDesk.Server",
            ContentRootPath = root,
            EnvironmentName = "Development",
        });
        builder.Configuration.AddInMemoryCollection(TestDesk.Settings).AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddServiceDesk(builder.Configuration);
        builder.Services.AddSingleton(Log);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapServiceDesk();
        await app.StartAsync();
        // Until then no entry point is known.
        await Eventually.True(() => app.Services.GetRequiredService<RoutingDomain>().Ready, CancellationToken.None);
        return new TestHost(app, root, keepFolder: folder is not null);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_keepFolder)
        {
            TestDesk.Delete(Folder);
        }
    }
}
