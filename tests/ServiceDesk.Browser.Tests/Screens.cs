using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>What is done with every screen that a test passes: a screenshot is kept and axe looks at it.</summary>
internal static class Screens
{
    /// <summary>Where the screenshots of this run go; SCREENSHOTS names another folder.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>Keeps a picture under the name and fails on any axe violation in the page or its frames.</summary>
    public static async Task Pass(IPage page, string name)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
        TestContext.Current.SendDiagnosticMessage("screenshot {0}", Path.Combine(Folder, name + ".png"));
        foreach (var frame in page.Frames)
        {
            if (!frame.IsDetached && frame.Url.StartsWith("http", StringComparison.Ordinal))
            {
                Faults(await Axe(frame)).ShouldBeEmpty($"{name} in {new Uri(frame.Url).AbsolutePath}");
            }
        }
    }

    // Each frame is asked by itself: axe finds no way into a frame of another origin.
    private static async Task<AxeResult> Axe(IFrame frame) =>
        await frame.Locator("html").RunAxe(new AxeRunOptions { Iframes = false });

    private static IReadOnlyList<string> Faults(AxeResult result) =>
        [.. result.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} — {string.Join(" | ", violation.Nodes.Select(node => node.Html))}")];
}
