using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace ServiceDesk.Browser.Tests;

/// <summary>What is done with every screen that a test passes: a screenshot is kept and axe looks at it.</summary>
internal static class Screens
{
    /// <summary>Where the screenshots of this run go; SCREENSHOTS names another folder.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    // A colour half way through a fade is no colour that people read, and a skeleton is no page. What repeats for ever is not
    // waited for, nor what still loads after ten seconds.
    private const string AtRest = """
        async () => {
          for (let tries = 0; tries < 200 && document.querySelector('[aria-busy="true"]'); tries++) {
            await new Promise(done => setTimeout(done, 50));
          }
          for (let calm = 0; calm < 3;) {
            const moving = document.getAnimations().filter(a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity
              && a.effect.getComputedTiming().endTime < 3000);
            await Promise.allSettled(moving.map(a => a.finished));
            await new Promise(done => setTimeout(done, 50));
            calm = moving.length === 0 ? calm + 1 : 0;
          }
        }
        """;

    /// <summary>Keeps a picture under the name and fails on any axe violation in the page or its frames.</summary>
    public static async Task Pass(IPage page, string name)
    {
        foreach (var frame in page.Frames)
        {
            await frame.EvaluateAsync(AtRest);
        }

        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
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
