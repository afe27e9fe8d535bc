using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>What was said is found again, and what is said often is kept to be said again.</summary>
public sealed class FindingTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    [Theory]
    [MemberData(nameof(MessagesTests.Looks), MemberType = typeof(MessagesTests))]
    public async Task An_agent_keeps_a_reply_says_it_finds_it_and_opens_the_chat_at_it(string look)
    {
        var (t, colours) = MessagesTests.LookOf(look);
        var word = look.Replace("-", "", StringComparison.Ordinal);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, t, colours, path: "desk/replies");
        // As one has to write them.
        await ana.Page.GetByText("{{visitor.name}}").WaitForAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = t["replies/add"], Exact = true }).ClickAsync();
        await ana.Page.GetByLabel(t["replies/shortcut"]).FillAsync(word);
        await ana.Page.GetByRole(AriaRole.Textbox, new() { Name = t["replies/words"], Exact = true }).FillAsync($"{{{{agent.name}}}} 已查 {word}");
        await Screens.Pass(ana.Page, $"{look}-desk-reply-form");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = t["replies/save"], Exact = true }).ClickAsync();
        await ana.Page.GetByText($"/{word}", new() { Exact = true }).WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-replies");

        await ana.Page.GotoAsync(new Uri(desk.Server.Desk, "desk/inbox").ToString());
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk, "shop/", t, colours);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        await ana.Composer.PressSequentiallyAsync($"/{word}");
        await ana.Page.GetByRole(AriaRole.Listbox, new() { Name = t["desk.replies"], Exact = true }).GetByRole(AriaRole.Option).First.WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-reply-picker");
        await ana.Composer.PressAsync("Enter");
        await Assertions.Expect(ana.Composer).ToHaveValueAsync($"Ana 已查 {word}");
        await ana.Composer.PressAsync("Enter");
        await visitor.Reads($"Ana 已查 {word}");

        await ana.Page.GetByRole(AriaRole.Link, new() { Name = t["desk.nav.search"], Exact = true }).ClickAsync();
        var words = ana.Page.GetByRole(AriaRole.Searchbox, new() { Name = t["search/text"], Exact = true });
        await Screens.Pass(ana.Page, $"{look}-desk-search");
        // One Chinese character is enough.
        await words.FillAsync("查");
        var hit = ana.Page.GetByRole(AriaRole.Region, new() { Name = t["search/results"], Exact = true }).GetByRole(AriaRole.Button).Filter(new() { HasText = word });
        await Found(words, hit);
        await Screens.Pass(ana.Page, $"{look}-desk-search-found");
        await hit.First.ClickAsync();
        await ana.Reads($"Ana 已查 {word}");
        await ana.Resolve();
        ana.ConsoleErrors.ShouldBeEmpty();
        visitor.ConsoleErrors.ShouldBeEmpty();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task Below_a_full_page_of_hits_older_ones_can_be_pressed()
    {
        var t = Texts.English;
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, t);
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        for (var i = 1; i <= 21; i++)
        {
            await ana.Composer.FillAsync($"kettledrum {i}");
            await ana.Composer.PressAsync("Enter");
        }

        await visitor.Reads("kettledrum 21");
        await ana.Resolve();
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = t["desk.nav.search"], Exact = true }).ClickAsync();
        var words = ana.Page.GetByRole(AriaRole.Searchbox, new() { Name = t["search/text"], Exact = true });
        await words.FillAsync("kettledrum");
        var older = ana.Page.GetByRole(AriaRole.Button, new() { Name = t["search/more"], Exact = true });
        await Found(words, older);
        (await older.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(24);
        await older.ClickAsync();
        await ana.Page.GetByText(t["search/found_other", ("count", "21")]).WaitForAsync();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    // The index follows what is said a moment later.
    private static async Task Found(ILocator words, ILocator hit)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await words.PressAsync("Enter");
            await Task.Delay(500, TestContext.Current.CancellationToken);
            if (await hit.CountAsync() > 0)
            {
                return;
            }
        }

        throw new TimeoutException("The search did not find what was said half a minute before.");
    }
}
