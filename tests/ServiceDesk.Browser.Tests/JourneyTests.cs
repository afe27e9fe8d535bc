using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>The main job: a visitor is served end to end while a supervisor looks on.</summary>
public sealed class JourneyTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_visitor_is_answered_by_the_bot_then_by_two_agents_and_rates(string look)
    {
        var (texts, colours) = look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);
        var question = look == "light-en" ? "How long does delivery take?" : "配送需要多久？";
        var board = await AgentPage.SignIn(desk, TestDesk.Supervisor, texts, colours, path: "desk/live");
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, texts, colours, screen: $"{look}-desk-sign-in");
        await Screens.Pass(ana.Page, $"{look}-desk-empty");
        var visitor = await VisitorPage.Visit(desk, "shop/", texts, colours);
        await Screens.Pass(visitor.Page, $"{look}-shop-closed-widget");

        await visitor.OpenWidget();
        await Screens.Pass(visitor.Page, $"{look}-widget-greeting");
        await visitor.Say(question);
        await visitor.Widget.GetByText(texts["widget.sources"]).WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-answer");

        await visitor.WantPerson();
        await visitor.Widget.GetByText(texts["widget.queue.hint"]).WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-queue");
        await Assertions.Expect(BoardRow(board, "Sales")).ToContainTextAsync("1");

        await ana.GoOnline();
        await ana.Ringing.WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-offer");
        await ana.Accept();
        await visitor.Reads(texts["note.agent_joined", ("agent", "Ana")]);
        await WhyIsShown(ana);
        await Screens.Pass(ana.Page, $"{look}-desk-why");

        await visitor.Say("First word of the visitor");
        await ana.Reads("First word of the visitor");
        await ana.Composer.PressSequentiallyAsync("Wo");
        await visitor.Widget.GetByText(texts["widget.typing", ("name", "Ana")]).First.WaitForAsync();
        await ana.Say("Word of Ana");
        await visitor.Reads("Word of Ana");
        await visitor.Widget.GetByText(texts["widget.delivery.read"], new() { Exact = true }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Screens.Pass(visitor.Page, $"{look}-widget-chat");
        await Screens.Pass(ana.Page, $"{look}-desk-chat");

        var lee = await AgentPage.SignIn(desk, TestDesk.Lee, texts, colours);
        await lee.GoOnline();
        await TransferTo(ana, "Support", look);
        await lee.Ringing.WaitForAsync();
        await lee.Accept();
        await visitor.Reads(texts["note.agent_joined", ("agent", "Lee")]);
        await lee.Reads("Word of Ana");
        await lee.Say("Word of Lee");
        await visitor.Reads("Word of Lee");
        await Screens.Pass(board.Page, $"{look}-live-board");

        await lee.Page.GetByRole(AriaRole.Button, new() { Name = texts["desk.action.resolve"], Exact = true }).ClickAsync();
        await Rate(visitor, texts, look);
        await lee.Page.GetByText(texts["desk.rated", ("score", "5")]).First.WaitForAsync();
        await Screens.Pass(lee.Page, $"{look}-desk-rated");
        await lee.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(texts["desk.action.done"]) }).First.ClickAsync();
        await Assertions.Expect(board.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("5");
        await Screens.Pass(board.Page, $"{look}-live-board-rated");

        visitor.ConsoleErrors.ShouldBeEmpty();
        ana.ConsoleErrors.ShouldBeEmpty();
        lee.ConsoleErrors.ShouldBeEmpty();
        board.ConsoleErrors.ShouldBeEmpty();
        await Leave(ana, lee, board);
        await visitor.Page.Context.CloseAsync();
    }

    private static async Task Leave(params AgentPage[] staff)
    {
        foreach (var page in staff)
        {
            await page.Page.Context.CloseAsync();
        }
    }

    private static ILocator BoardRow(AgentPage board, string queue) =>
        board.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex(queue) });

    private static async Task WhyIsShown(AgentPage agent)
    {
        await agent.Page.GetByRole(AriaRole.Tab, new() { Name = agent.T["desk.side.why"] }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Region, new() { Name = agent.T["insight/why.agent"] }).GetByRole(AriaRole.Table).WaitForAsync();
    }

    private static async Task TransferTo(AgentPage agent, string queue, string look)
    {
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = agent.T["desk.action.transfer"] }).First.ClickAsync();
        var dialog = agent.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(queue, new() { Exact = true }).First.ClickAsync();
        await Screens.Pass(agent.Page, $"{look}-desk-transfer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = agent.T["desk.transfer.submit"], Exact = true }).ClickAsync();
    }

    private static async Task Rate(VisitorPage visitor, Texts texts, string look)
    {
        await visitor.Widget.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex(texts["widget.survey.score5"]) }).CheckAsync(new() { Force = true });
        await visitor.Widget.GetByRole(AriaRole.Radio, new() { Name = texts["widget.survey.yes"], Exact = true })
            .Or(visitor.Widget.GetByRole(AriaRole.Button, new() { Name = texts["widget.survey.yes"], Exact = true })).First.ClickAsync(new() { Force = true });
        await Screens.Pass(visitor.Page, $"{look}-widget-survey");
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = texts["widget.survey.send"], Exact = true }).First.ClickAsync();
        await visitor.Widget.GetByText(texts["widget.survey.thanks"]).First.WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-ended");
    }
}
