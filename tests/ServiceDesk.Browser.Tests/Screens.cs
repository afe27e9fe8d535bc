using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace ServiceDesk.Browser.Tests;

/// <summary>What is done with every screen that a test passes: a screenshot is kept and axe looks at it.</summary>
internal static class Screens
{
    /// <summary>Where the screenshots of this run go; SCREENSHOTS names another folder.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A colour half way through a fade is no colour that people read, and a skeleton is no page. What repeats for ever is not
    // waited for (the ring of an offer starts anew each second), nor what still loads after ten seconds.
    private const string AtRest = """
        async () => {
          for (let tries = 0; tries < 200 && document.querySelector('[aria-busy="true"]'); tries++) {
            await new Promise(done => setTimeout(done, 50));
          }
          for (let calm = 0; calm < 3;) {
            const moving = document.getAnimations().filter(a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity
              && a.effect.getComputedTiming().endTime < 3000 && a.transitionProperty !== 'stroke-dashoffset');
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
                (await Faults(frame)).ShouldBeEmpty($"{name} in {new Uri(frame.Url).AbsolutePath}");
            }
        }
    }

    /// <summary>What axe finds in one frame, one text per rule that is broken; empty when nothing is.</summary>
    /// <remarks>
    /// Each frame is asked by itself, since axe finds no way into a frame of another origin, and in itself: axe's package for
    /// Playwright opens two pages for each look, which takes seconds where a look takes tenths.
    /// </remarks>
    public static async Task<IReadOnlyList<string>> Faults(IFrame frame)
    {
        if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await frame.EvaluateAsync(Axe);
        }

        return await frame.EvaluateAsync<string[]>("""
            async () => {
              const result = await axe.run({ iframes: false, resultTypes: ['violations'] });
              return result.violations.map(v => `${v.id}: ${v.help} — ${v.nodes.map(node => node.html).join(' | ')}`);
            }
            """);
    }
}
