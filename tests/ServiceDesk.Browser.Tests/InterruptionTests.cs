using System.Diagnostics;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>The agent's browser dies; the server dies. Nobody reloads a page.</summary>
public sealed class InterruptionTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 60_000 };

    [Fact]
    public async Task An_agent_whose_browser_is_killed_is_told_of_and_the_session_comes_first_in_its_queue()
    {
        var t = Texts.English;
        await using var doomed = await desk.SecondBrowser();
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, browser: doomed);
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        await visitor.Reads(t["note.agent_joined", ("agent", "Ana")]);
        var later = await VisitorPage.Visit(desk, "shop/");
        await later.OpenWidget();

        Kill(await ProcessOf(doomed));
        await later.WantPerson();
        await visitor.Widget.GetByText(t["note.agent_lost", ("agent", "Ana")]).First.WaitForAsync(Long);
        await Screens.Pass(visitor.Page, "widget-agent-lost");
        await visitor.Widget.GetByText(t["widget.queue.next"]).First.WaitForAsync(Long);
        await Screens.Pass(visitor.Page, "widget-agent-lost-first-in-queue");

        var lee = await AgentPage.SignIn(desk, TestDesk.Lee);
        await lee.GoOnline();
        await lee.Ringing.WaitForAsync(Long);
        await lee.Accept();
        await visitor.Reads(t["note.agent_joined", ("agent", "Lee")]);
        await lee.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
        await later.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_killed_server_comes_back_and_both_sides_go_on_without_reload()
    {
        var mei = await AgentPage.SignIn(desk, TestDesk.Mei);
        await mei.GoOnline();
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await mei.Ringing.WaitForAsync();
        await mei.Accept();
        await visitor.Say("Before the cut");
        await mei.Reads("Before the cut");
        await mei.Say("Answer before the cut");
        await visitor.Reads("Answer before the cut");

        await desk.Server.Kill9(CancellationToken.None);
        await visitor.Say("Written while the server was gone");
        await mei.Say("Answered while the server was gone");
        await visitor.Widget.GetByText(Texts.English["widget.reconnecting"]).First.WaitForAsync(Long);
        await Screens.Pass(visitor.Page, "widget-reconnecting");
        await Screens.Pass(mei.Page, "desk-reconnecting");
        await desk.Server.Start(CancellationToken.None);

        await mei.Messages.GetByText("Written while the server was gone").First.WaitForAsync(Long);
        await visitor.Widget.GetByText("Answered while the server was gone").First.WaitForAsync(Long);
        var log = visitor.Widget.GetByRole(AriaRole.List, new() { Name = Texts.English["widget.log"] });
        foreach (var text in (string[])["Before the cut", "Answer before the cut", "Written while the server was gone", "Answered while the server was gone"])
        {
            (await log.GetByText(text, new() { Exact = true }).CountAsync()).ShouldBe(1, text);
        }

        // An open session would come first in the queue of the other test, as a lost agent's does.
        await mei.Page.GetByRole(AriaRole.Button, new() { Name = Texts.English["desk.action.resolve"], Exact = true }).ClickAsync();
        await visitor.Widget.GetByText(Texts.English["widget.survey.title"]).First.WaitForAsync(Long);
        await mei.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    private static async Task<int> ProcessOf(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var processes = await session.SendAsync("SystemInfo.getProcessInfo");
        return processes!.Value.GetProperty("processInfo").EnumerateArray()
            .First(process => process.GetProperty("type").GetString() == "browser")
            .GetProperty("id").GetInt32();
    }

    private static void Kill(int process) => Process.GetProcessById(process).Kill(entireProcessTree: true);
}
