using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>The real server in a process of its own, with the built web apps, and a browser before it. One per test class.</summary>
public class RunningDesk : IAsyncLifetime
{
    /// <summary>How long a page may take for one step before the test fails, in milliseconds: only a machine that does much else needs it.</summary>
    public const int Patience = 120_000;

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private IPlaywright _playwright = null!;

    public RunningDesk()
        : this(new Dictionary<string, string?>())
    {
    }

    protected RunningDesk(IReadOnlyDictionary<string, string?> settings) => _settings = settings;

    public ServerProcess Server { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var root = Path.Combine(Repository.Root, "src", "ServiceDesk.Server", "wwwroot");
        if (!File.Exists(Path.Combine(root, "w", "v1", "loader.js")))
        {
            throw new InvalidOperationException("The web apps are not built: run npm ci and npm run build in src/web.");
        }

        // Longer than axe looks at a ringing offer, or at what comes between an end and "Done", on a busy machine.
        var settings = new Dictionary<string, string?> { ["Demo:RingSeconds"] = "90", ["Demo:WrapUpSeconds"] = "120" };
        foreach (var (name, value) in _settings)
        {
            settings[name] = value;
        }

        Server = new ServerProcess(new Dictionary<string, string?>(settings) { ["ASPNETCORE_WEBROOT"] = root });
        await Server.Start(CancellationToken.None);
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        Browser = await Launch(_playwright);
    }

    /// <summary>Another browser process beside the first, to be killed by a test.</summary>
    public Task<IBrowser> SecondBrowser() => Chromium.Launch(_playwright);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task<IBrowser> Launch(IPlaywright playwright) => Chromium.Launch(playwright);
}
