using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A browser that denies a cross-site frame all storage.</summary>
public sealed class DeskWithoutFrameStorage : RunningDesk
{
    protected override Task<IBrowser> Launch(IPlaywright playwright) => Chromium.LaunchWithoutFrameStorage(playwright);
}

public sealed class StorageDeniedTests(DeskWithoutFrameStorage desk) : IClassFixture<DeskWithoutFrameStorage>
{
    [Fact]
    public async Task The_widget_serves_and_the_next_page_goes_on_where_the_visitor_was()
    {
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.Say("How long does delivery take?");
        await visitor.Widget.GetByText(Texts.English["widget.sources"]).First.WaitForAsync();

        await visitor.Page.ReloadAsync();
        // The panel was open in a running conversation: it opens again by itself.
        await visitor.Reads("How long does delivery take?");
    }
}
