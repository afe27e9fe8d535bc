using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>Whom the bot does not understand stays with it: a chat that it hands over would ring in the test after.</summary>
public sealed class PatientBotDesk() : RunningDesk(new Dictionary<string, string?> { ["Bot:MissLimit"] = "10" });

/// <summary>Several tabs of one browser: one holds the connection, all show the same, and any can go on.</summary>
public sealed class TabsTests(PatientBotDesk desk) : IClassFixture<PatientBotDesk>
{
    private static readonly Texts T = Texts.English;

    [Theory]
    [InlineData("the message had arrived and its acknowledgement not")]
    [InlineData("the message had not arrived")]
    public async Task Conformance_20_a_leading_tab_that_dies_in_the_middle_of_a_send_loses_nothing_and_doubles_nothing(string when)
    {
        var context = await NewContext();
        var (first, way) = await OpenTab(context);
        await first.OpenWidget();
        await first.Say("How long does delivery take?");
        await first.Widget.GetByText(T["widget.sources"]).First.WaitForAsync();
        var (second, otherWay) = await OpenTab(context);
        await second.Reads("How long does delivery take?");
        otherWay.Begun.ShouldBe(0, "the second tab uses the first one's connection");

        way.DropsAnswers = when.StartsWith("the message had arrived", StringComparison.Ordinal);
        way.DropsRequests = !way.DropsAnswers;
        var before = way.Sends;
        await first.Say("Written in the tab that dies");
        await Eventually(() => way.Sends > before);
        await second.Reads("Written in the tab that dies");
        await first.Page.CloseAsync();

        await second.Widget.GetByText(T["widget.delivery.sent"]).Or(second.Widget.GetByText(T["widget.delivery.read"])).Last.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Eventually(() => otherWay.Begun == 1);
        var third = await OpenTab(context);
        await third.Tab.Reads("Written in the tab that dies");
        // It may have been read from the unsent ones, which it leaves when another tab has sent it: the log must have it by itself.
        await Once(third.Tab, "Written in the tab that dies");
        await third.Tab.Say("And written in the third");
        await second.Reads("And written in the third");
        (await Times(third.Tab, "Written in the tab that dies")).ShouldBe(1);
        (await Times(second, "Written in the tab that dies")).ShouldBe(1);
        await context.CloseAsync();
    }

    [Fact]
    public async Task What_one_tab_writes_the_other_shows_and_what_was_not_sent_survives_a_reload()
    {
        var context = await NewContext();
        var (first, way) = await OpenTab(context);
        await first.OpenWidget();
        await first.Say("How long does delivery take?");
        await first.Widget.GetByText(T["widget.sources"]).First.WaitForAsync();
        var (second, _) = await OpenTab(context);
        await second.Reads("How long does delivery take?");
        await second.Say("From the second tab");
        await first.Reads("From the second tab");
        await second.Page.CloseAsync();

        way.DropsRequests = true;
        await first.Say("Never left the page");
        await first.Widget.GetByLabel(T["widget.composeLabel"]).FillAsync("A word begun");
        way.DropsRequests = false;
        await first.Page.ReloadAsync();
        await first.Reads("Never left the page");
        await first.Widget.GetByText(T["widget.delivery.read"]).Or(first.Widget.GetByText(T["widget.delivery.sent"])).Last.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        (await Times(first, "Never left the page")).ShouldBe(1);
        (await first.Widget.GetByLabel(T["widget.composeLabel"]).InputValueAsync()).ShouldBe("A word begun");
        first.ConsoleErrors.ShouldBeEmpty();
        await context.CloseAsync();
    }

    [Fact]
    public async Task A_desk_in_two_tabs_rings_once_takes_part_in_both_and_outlives_the_first()
    {
        // Where there is no device for sound a context may never run; what is asked here is who would be heard.
        const string Listen = "window.tones = 0; Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'running' }); const make = AudioContext.prototype.createOscillator; AudioContext.prototype.createOscillator = function () { window.tones++; return make.call(this); };";
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana);
        await ana.Page.Context.AddInitScriptAsync(Listen);
        await ana.Page.ReloadAsync();
        await ana.Page.GetByText(T["desk.link.up"], new() { Exact = true }).WaitForAsync();
        await ana.GoOnline();
        var page = await ana.Page.Context.NewPageAsync();
        var way = await Sockets.Of(page, "/hubs/agent");
        var other = await ana.SecondTab(page, desk);
        way.Begun.ShouldBe(0);
        await page.GetByRole(AriaRole.Tab, new() { NameRegex = T.Like("desk.list.mine") }).First.ClickAsync();

        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await other.Ringing.WaitForAsync();
        await Eventually(async () => await ana.Page.EvaluateAsync<int>("window.tones") > 0);
        (await page.EvaluateAsync<int>("window.tones")).ShouldBe(0, "only the leading tab is heard");
        await other.Accept();
        await ana.Ringing.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await other.Say("From the second tab of the desk");
        await visitor.Reads("From the second tab of the desk");

        await ana.Page.CloseAsync();
        await Eventually(() => way.Begun == 1);
        await visitor.Say("Does anybody read this?");
        await other.Reads("Does anybody read this?");
        await other.Say("The tab that stayed does");
        await visitor.Reads("The tab that stayed does");
        (await Times(visitor, "From the second tab of the desk")).ShouldBe(1);
        await page.GetByRole(AriaRole.Button, new() { Name = T["desk.action.resolve"], Exact = true }).ClickAsync();
        await visitor.Widget.GetByText(T["widget.survey.title"]).First.WaitForAsync(new() { Timeout = 30_000 });
        other.ConsoleErrors.ShouldBeEmpty();
        await page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    private Task<IBrowserContext> NewContext() => desk.Browser.NewContextAsync(new BrowserNewContextOptions
    {
        Locale = T.Locale,
        ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
    });

    private async Task<(VisitorPage Tab, Sockets Way)> OpenTab(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        var way = await Sockets.Of(page, "/hubs/visitor");
        return (await VisitorPage.Open(page, desk), way);
    }

    private static Task<int> Times(VisitorPage visitor, string text) =>
        visitor.Widget.GetByRole(AriaRole.List, new() { Name = T["widget.log"] }).GetByText(text, new() { Exact = true }).CountAsync();

    private static async Task Once(VisitorPage visitor, string text)
    {
        try
        {
            await Eventually(async () => await Times(visitor, text) == 1);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{await Times(visitor, text)} times\n{await visitor.WhatIsThere()}");
        }
    }

    private static Task Eventually(Func<bool> holds) => Eventually(() => Task.FromResult(holds()));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
