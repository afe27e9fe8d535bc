using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>What the widget costs a page on which nobody opens it.</summary>
public sealed class ClosedStateTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private const string Vitals = """
        () => new Promise(done => {
          let shift = 0, longest = 0;
          new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
          new PerformanceObserver(l => { for (const e of l.getEntries()) longest = Math.max(longest, e.duration); }).observe({ type: 'longtask', buffered: true });
          setTimeout(() => done([shift, longest]), 500);
        })
        """;

    [Fact]
    public async Task A_closed_widget_makes_two_requests_no_socket_no_cookie_no_frame_and_moves_nothing()
    {
        var context = await desk.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var requests = new List<string>();
        var sockets = 0;
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(desk.Server.Chat.ToString(), StringComparison.Ordinal))
            {
                requests.Add(request.Url);
            }
        };
        page.WebSocket += (_, _) => sockets++;

        await page.GotoAsync(new Uri(desk.Server.Desk, "shop/").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = Texts.English["launcher.open"] }).WaitForAsync();
        var vitals = await page.EvaluateAsync<double[]>(Vitals);

        requests.Count.ShouldBeLessThanOrEqualTo(2, string.Join(' ', requests));
        sockets.ShouldBe(0);
        page.Frames.Count.ShouldBe(1);
        (await context.CookiesAsync()).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length")).ShouldBe(0);
        vitals[0].ShouldBe(0);
        Console.WriteLine($"timed: longest task while the launcher came, {vitals[1]:0} ms");
    }

    [Fact]
    public async Task A_closed_panel_opens_again_as_it_was()
    {
        var visitor = await VisitorPage.Visit(desk);
        var cold = await Timed(visitor.OpenWidget);
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = Texts.English["widget.close"] }).ClickAsync();
        var warm = await Timed(async () =>
        {
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = Texts.English["launcher.open"] }).ClickAsync();
            await visitor.Widget.GetByLabel(Texts.English["widget.composeLabel"]).WaitForAsync();
        });
        Console.WriteLine($"timed: click to the greeting, cold, {cold} ms; click to the panel, warm, {warm} ms");
    }

    private static async Task<long> Timed(Func<Task> work)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        await work();
        return since.ElapsedMilliseconds;
    }
}
