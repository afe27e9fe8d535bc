using Microsoft.Playwright;
using Xunit;

namespace ServiceDesk.Browser.Tests;

public sealed class LateFrameTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    // The loader takes a frame that is silent for 5 s for forbidden; over a slow network it is only late.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task A_panel_whose_frame_comes_late_becomes_a_link_meanwhile_and_is_shown_after_all()
    {
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.Say("How long does delivery take?");
        await visitor.Widget.GetByText(Texts.English["widget.sources"]).First.WaitForAsync();

        await visitor.Page.RouteAsync("**/w/frame*", async route =>
        {
            await Task.Delay(Late, TestContext.Current.CancellationToken);
            await route.ContinueAsync();
        });
        await visitor.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = Texts.English["launcher.window"] }).WaitForAsync();
        await visitor.Reads("How long does delivery take?");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = Texts.English["launcher.close"] }).WaitForAsync();
    }
}
