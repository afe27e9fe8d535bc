using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

public sealed class ChromiumTests
{
    [Fact]
    public async Task The_browser_starts_with_partitioned_storage()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.Launch(playwright, "--enable-automation");
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("Browser.getBrowserCommandLine");
        answer!.Value.ToString().ShouldNotContain("ThirdPartyStoragePartitioning");
    }
}
