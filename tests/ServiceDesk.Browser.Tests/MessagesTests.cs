using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>What both sides do to messages that are there, and what they see of it.</summary>
public sealed class MessagesTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Messages_are_answered_changed_taken_back_reacted_to_and_pinned(string look)
    {
        var (t, colours) = look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);
        var (ana, visitor) = await Talk(t, colours);
        await visitor.Say("Where is my order 4711?");
        await ana.Reads("Where is my order 4711?");
        await ana.Say("Let me look.");

        // By mouse: an answer to a message, with the way back to it.
        await MenuOf(ana, "Where is my order 4711?");
        await Screens.Pass(ana.Page, $"{look}-desk-message-menu");
        await ana.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = t.Like("message.act_quote") }).ClickAsync();
        await ana.Page.GetByText(t.Like("message.quoting")).WaitForAsync();
        await ana.Say("It left us today.");
        var quote = visitor.Widget.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.quoted") });
        await quote.ClickAsync();
        await Assertions.Expect(In(visitor, "Where is my order 4711?").First).ToBeFocusedAsync();

        // By keyboard: the last own words are edited from an empty composer.
        await ana.Composer.PressAsync("ArrowUp");
        await Assertions.Expect(ana.Composer).ToHaveValueAsync("It left us today.");
        await Screens.Pass(ana.Page, $"{look}-desk-editing");
        await ana.Say("It left us yesterday.");
        await visitor.Reads("It left us yesterday.");
        await visitor.Widget.GetByText(t["message.edited"]).First.WaitForAsync();
        (await In(visitor, "It left us today.").CountAsync()).ShouldBe(0);

        // By a key on the message that has the focus: pinned, in sight of both.
        await ana.Messages.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "It left us yesterday." }).FocusAsync();
        await ana.Page.Keyboard.PressAsync("p");
        await ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = t.Like(t == Texts.English ? "message.pins_one" : "message.pins_other") }).WaitForAsync();
        await visitor.Widget.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.pinned") }).WaitForAsync();

        await React(visitor, t, "It left us yesterday.", look);
        await ana.Messages.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.reactionBy") }).WaitForAsync();

        await visitor.Say("My card number is 1234");
        await ana.Reads("My card number is 1234");
        await In(visitor, "My card number is 1234").First.PressAsync("Enter");
        await visitor.Widget.GetByRole(AriaRole.Menuitem, new() { Name = t["message.act_recall"], Exact = true }).ClickAsync();
        await ana.Reads(t["message.recalled"]);
        await visitor.Reads(t["message.recalled"]);
        (await ana.Page.GetByText("My card number is 1234").CountAsync()).ShouldBe(0);
        await Screens.Pass(visitor.Page, $"{look}-widget-messages");
        await Screens.Pass(ana.Page, $"{look}-desk-messages");

        visitor.ConsoleErrors.ShouldBeEmpty();
        ana.ConsoleErrors.ShouldBeEmpty();
        await End(ana, visitor, t);
    }

    [Fact]
    public async Task A_message_that_ends_its_connection_three_times_fails_and_can_be_copied_or_deleted()
    {
        var t = Texts.English;
        var context = await desk.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = t.Locale });
        var page = await context.NewPageAsync();
        var way = await Sockets.Of(page, "/hubs/visitor");
        var visitor = await VisitorPage.Open(page, desk);
        await visitor.OpenWidget();
        way.ClosesOnSend = true;
        await visitor.Say("Too much for the way");
        await visitor.Widget.GetByText(t["widget.delivery.failed"]).First.WaitForAsync(new() { Timeout = 60_000 });
        way.Sends.ShouldBe(3);
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.copy"], Exact = true }).WaitForAsync();
        await Screens.Pass(visitor.Page, "widget-not-sent");
        way.ClosesOnSend = false;
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.retry"], Exact = true }).First.ClickAsync();
        await visitor.Widget.GetByText(t["widget.delivery.failed"]).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await In(visitor, "Too much for the way").CountAsync()).ShouldBe(1);
        await context.CloseAsync();
    }

    private async Task<(AgentPage Ana, VisitorPage Visitor)> Talk(Texts t, ColorScheme colours)
    {
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, t, colours);
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk, "shop/", t, colours);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        await visitor.Reads(t["note.agent_joined", ("agent", "Ana")]);
        return (ana, visitor);
    }

    private static async Task End(AgentPage ana, VisitorPage visitor, Texts t)
    {
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = t["desk.action.resolve"], Exact = true }).ClickAsync();
        await visitor.Widget.GetByText(t["widget.survey.title"]).First.WaitForAsync(new() { Timeout = 60_000 });
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    /// <summary>The rows of the visitor's log that hold the words.</summary>
    private static ILocator In(VisitorPage visitor, string text) =>
        visitor.Widget.GetByRole(AriaRole.Listitem).Filter(new() { HasText = text });

    private static async Task MenuOf(AgentPage agent, string text)
    {
        var row = agent.Messages.GetByRole(AriaRole.Listitem).Filter(new() { HasText = text }).First;
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = agent.T["message.actions"] }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Menu).WaitForAsync();
    }

    private static async Task React(VisitorPage visitor, Texts t, string text, string look)
    {
        var row = In(visitor, text).First;
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = t["message.actions"] }).ClickAsync();
        var heart = visitor.Widget.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = t["message.emoji_❤️"] });
        await heart.WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-message-menu");
        await heart.ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.reactionBy") }).WaitForAsync();
    }
}
