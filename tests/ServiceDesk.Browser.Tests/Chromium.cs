using Microsoft.Playwright;

namespace ServiceDesk.Browser.Tests;

/// <summary>
/// Starts the system's Chromium. Playwright switches third-party storage partitioning off, which denies a cross-site frame
/// all storage; real browsers partition it. So a browser is asked once for the list of features that it is started with, and
/// all are started with that one name left out.
/// </summary>
internal static class Chromium
{
    private const string FeaturesSwitch = "--disable-features=";
    private const string Partitioning = "ThirdPartyStoragePartitioning";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    // Only a start that succeeded is remembered.
    private static readonly SemaphoreSlim Asking = new(1, 1);
    private static string? _disabledFeatures;

    /// <summary>As people run it: a cross-site frame has storage of its own.</summary>
    public static async Task<IBrowser> Launch(IPlaywright playwright, params string[] extra)
    {
        var original = await DisabledFeatures(playwright);
        var kept = original[FeaturesSwitch.Length..].Split(',').Where(feature => feature != Partitioning);
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Executable,
            Args = [.. Arguments, .. extra, FeaturesSwitch + string.Join(',', kept)],
            IgnoreDefaultArgs = [original],
        });
    }

    /// <summary>With Playwright's own switches: a cross-site frame is denied all storage.</summary>
    public static async Task<IBrowser> LaunchWithoutFrameStorage(IPlaywright playwright) =>
        await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = Arguments });

    private static string Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private static async Task<string> DisabledFeatures(IPlaywright playwright)
    {
        await Asking.WaitAsync();
        try
        {
            return _disabledFeatures ??= await AskForDisabledFeatures(playwright);
        }
        finally
        {
            Asking.Release();
        }
    }

    private static async Task<string> AskForDisabledFeatures(IPlaywright playwright)
    {
        // The browser tells its command line only when it knows that it is automated.
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = [.. Arguments, "--enable-automation"] });
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("Browser.getBrowserCommandLine");
        var found = answer!.Value.GetProperty("arguments").EnumerateArray()
            .Select(argument => argument.GetString()!)
            .First(argument => argument.StartsWith(FeaturesSwitch, StringComparison.Ordinal) && argument.Contains(Partitioning, StringComparison.Ordinal));
        return found;
    }
}
