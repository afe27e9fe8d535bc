using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>What staff do among themselves beside a chat, and what a supervisor does to it. The visitor sees what is meant for visitors only.</summary>
public sealed class SupervisionTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private const string Secret = "Refund limit is fifty";

    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_supervisor_reads_along_whispers_joins_and_takes_over(string look)
    {
        var (texts, colours) = LookOf(look);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, texts, colours);
        await ana.GoOnline();
        var visitor = await Served(ana, texts, colours, "Ana", "Word of Ana");

        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.Keyboard.PressAsync("Shift+N");
        await Write(ana, "desk.composer.noteLabel", Secret);
        await ana.Reads(Secret);
        await Screens.Pass(ana.Page, $"{look}-desk-note");

        var sam = await AgentPage.SignIn(desk, TestDesk.Supervisor, texts, colours);
        await Open(sam);
        await sam.Reads(Secret);
        await Supervise(sam, "desk.supervise.monitor");
        await sam.Page.GetByText(texts["desk.mode.monitors"]).WaitForAsync();
        await Write(sam, "desk.composer.whisperLabel", "Offer a voucher");
        await sam.Reads("Offer a voucher");
        await ana.Reads("Offer a voucher");
        await Screens.Pass(sam.Page, $"{look}-desk-monitor");

        await Supervise(sam, "desk.supervise.barge");
        await Screens.Pass(sam.Page, $"{look}-desk-barge-asks");
        await Confirm(sam, "desk.confirm.bargeDo");
        await visitor.Reads(texts["note.agent_joined", ("agent", "Sam")]);
        await sam.Say("Word of Sam");
        await visitor.Reads("Word of Sam");
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.Keyboard.PressAsync("Shift+N");
        await ana.Say("Ana is still here");
        await visitor.Reads("Ana is still here");
        await Screens.Pass(ana.Page, $"{look}-desk-joined");

        await Supervise(sam, "desk.supervise.takeOver");
        await Confirm(sam, "desk.confirm.takeOverDo");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = texts["desk.action.resolve"], Exact = true }).WaitForAsync();
        await sam.Say("Sam goes on");
        await visitor.Reads("Sam goes on");
        await Assertions.Expect(ana.Composer).ToHaveCountAsync(0);

        var seen = await visitor.Widget.Locator("body").InnerTextAsync();
        seen.ShouldNotContain(Secret);
        seen.ShouldNotContain("voucher");
        ana.ConsoleErrors.ShouldBeEmpty();
        sam.ConsoleErrors.ShouldBeEmpty();
        visitor.ConsoleErrors.ShouldBeEmpty();
        await Resolve(sam);
        await Close(ana.Page, sam.Page, visitor.Page);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task An_agent_parks_a_chat_asks_a_colleague_and_hands_it_over(string look)
    {
        var (texts, colours) = LookOf(look);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, texts, colours);
        await ana.GoOnline();
        var visitor = await Served(ana, texts, colours, "Ana", "Word of Ana");

        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.Keyboard.PressAsync("h");
        await ana.Page.GetByText(texts["desk.mode.held"]).WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-held");
        await visitor.Say("Are you there?");
        await Assertions.Expect(ana.Page.GetByText(texts["desk.mode.held"])).ToHaveCountAsync(0);

        var lee = await AgentPage.SignIn(desk, TestDesk.Lee, texts, colours);
        await lee.GoOnline();
        await ana.Page.Keyboard.PressAsync("Shift+T");
        var dialog = ana.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Lee", new() { Exact = true }).First.ClickAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-consult");
        await dialog.GetByRole(AriaRole.Button, new() { Name = texts["desk.consult.submit"], Exact = true }).ClickAsync();
        await lee.Ringing.WaitForAsync();
        await lee.Ringing.First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(texts["desk.action.accept"]) }).ClickAsync();
        await lee.Page.GetByText(texts["desk.mode.advises", ("name", "Ana")]).WaitForAsync();
        await Write(lee, "desk.composer.noteLabel", Secret);
        await ana.Reads(Secret);
        await Screens.Pass(lee.Page, $"{look}-desk-advises");
        await Screens.Pass(ana.Page, $"{look}-desk-advised");

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = texts["desk.consult.complete", ("name", "Lee")] }).ClickAsync();
        await lee.Composer.WaitForAsync();
        await lee.Say("Word of Lee");
        await visitor.Reads("Word of Lee");
        (await visitor.Widget.Locator("body").InnerTextAsync()).ShouldNotContain(Secret);
        ana.ConsoleErrors.ShouldBeEmpty();
        lee.ConsoleErrors.ShouldBeEmpty();
        await Resolve(lee);
        await Close(ana.Page, lee.Page, visitor.Page);
    }

    [Theory]
    [InlineData("dark-zh")]
    public async Task Who_is_banned_reads_so_stays_out_over_a_reload_and_comes_back_when_it_is_lifted(string look)
    {
        var (texts, colours) = LookOf(look);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, texts, colours);
        await ana.GoOnline();
        var visitor = await Served(ana, texts, colours, "Ana", "Word of Ana");
        var alex = await AgentPage.SignIn(desk, TestDesk.Administrator, texts, colours);
        await Open(alex);
        await alex.Reads("Word of Ana");

        await Supervise(alex, "desk.supervise.ban");
        var dialog = alex.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Insults");
        await Screens.Pass(alex.Page, $"{look}-desk-ban");
        await alex.Page.Keyboard.PressAsync("Enter");
        await visitor.Widget.GetByText(texts["widget.blocked_banned"]).WaitForAsync();
        await Assertions.Expect(visitor.Widget.GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        await Screens.Pass(visitor.Page, $"{look}-widget-banned");
        await Assertions.Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = texts["desk.action.resolve"], Exact = true })).ToHaveCountAsync(0);

        await visitor.Page.ReloadAsync();
        await visitor.Widget.GetByText(texts["widget.blocked_banned"]).WaitForAsync();
        await alex.Page.GotoAsync(new Uri(desk.Server.Desk, "desk/admin/bans").ToString());
        await alex.Page.GetByText("Insults").WaitForAsync();
        await Screens.Pass(alex.Page, $"{look}-admin-bans");
        await alex.Page.GetByRole(AriaRole.Button, new() { NameRegex = texts.Like("admin/bans.liftNamed") }).ClickAsync();
        await Confirm(alex, "admin/bans.lift");
        await alex.Page.GetByText(texts["admin/bans.empty"]).WaitForAsync();

        await visitor.Page.ReloadAsync();
        await visitor.Reads("Word of Ana");
        // A refused request for a token is what the browser itself writes down.
        visitor.ConsoleErrors.ShouldAllBe(error => error.Contains("403"));
        ana.ConsoleErrors.ShouldBeEmpty();
        alex.ConsoleErrors.ShouldBeEmpty();
        await Close(ana.Page, alex.Page, visitor.Page);
    }

    private static (Texts Texts, ColorScheme Colours) LookOf(string look) =>
        look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);

    private async Task<VisitorPage> Served(AgentPage agent, Texts texts, ColorScheme colours, string name, string word)
    {
        var visitor = await VisitorPage.Visit(desk, "shop/", texts, colours);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await agent.Ringing.First.WaitForAsync();
        await agent.Accept();
        await visitor.Reads(texts["note.agent_joined", ("agent", name)]);
        await agent.Say(word);
        await visitor.Reads(word);
        return visitor;
    }

    private static async Task Write(AgentPage agent, string label, string text)
    {
        var field = agent.Page.GetByRole(AriaRole.Textbox, new() { NameRegex = agent.T.Like(label) });
        await field.FillAsync(text);
        await field.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("");
    }

    // The newest session stands first in the list of all.
    private static async Task Open(AgentPage agent)
    {
        await agent.OpenList("desk.list.all");
        await agent.Page.GetByRole(AriaRole.Option).First.ClickAsync();
    }

    private static async Task Supervise(AgentPage agent, string item)
    {
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = agent.T["desk.supervise"], Exact = true }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Menuitem, new() { Name = agent.T[item], Exact = true }).ClickAsync();
    }

    private static Task Confirm(AgentPage agent, string button) =>
        agent.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = agent.T[button], Exact = true }).ClickAsync();

    // Resolving may be undone for a while: a page that is closed before has not resolved, and the chat would ring in the next test.
    private static async Task Resolve(AgentPage agent)
    {
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = agent.T["desk.action.resolve"], Exact = true }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(agent.T["desk.action.done"]) }).First.WaitForAsync();
    }

    private static async Task Close(params IPage[] pages)
    {
        foreach (var page in pages)
        {
            await page.Context.CloseAsync();
        }
    }
}
