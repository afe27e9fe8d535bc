using System.Text.RegularExpressions;
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
    public async Task An_agent_answers_changes_pins_reacts_to_and_takes_back_messages(string look)
    {
        var (t, colours) = LookOf(look);
        var (ana, visitor) = await Talk(t, colours);
        await visitor.Say("Where is my order 4711?");
        await ana.Reads("Where is my order 4711?");
        await ana.Say("Let me look.");

        // By mouse: an answer to a message, with the way back to it.
        await MenuOf(ana, "Where is my order 4711?");
        await Screens.Pass(ana.Page, $"{look}-desk-message-menu");
        await ana.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = t.Like("message.act_quote") }).ClickAsync();
        await ana.Page.GetByText(t.Like("message.quoting")).WaitForAsync();
        await Assertions.Expect(ana.Composer).ToBeFocusedAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-quoting");
        await ana.Say("It left us today.");
        await visitor.Widget.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.quoted") }).ClickAsync();
        await Assertions.Expect(In(visitor, "Where is my order 4711?").First).ToBeFocusedAsync();
        await ana.Messages.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.quoted") }).ClickAsync();
        await Assertions.Expect(In(ana, "Where is my order 4711?").First).ToBeFocusedAsync();

        // By keyboard: the last own words are edited from an empty composer; Escape leaves them as they are.
        await ana.Composer.PressAsync("ArrowUp");
        await Assertions.Expect(ana.Composer).ToHaveValueAsync("It left us today.");
        await ana.Composer.PressAsync("Escape");
        await Assertions.Expect(ana.Composer).ToHaveValueAsync("");
        await ana.Composer.PressAsync("ArrowUp");
        await Screens.Pass(ana.Page, $"{look}-desk-editing");
        await ana.Say("It left us yesterday.");
        await visitor.Reads("It left us yesterday.");
        await visitor.Widget.GetByText(t["message.edited"]).First.WaitForAsync();
        await Assertions.Expect(In(visitor, "It left us today.")).ToHaveCountAsync(0);

        // By keys on the message that has the focus: pinned, in sight of both; found again from far below.
        await In(ana, "It left us yesterday.").First.FocusAsync();
        await ana.Page.Keyboard.PressAsync("p");
        var pins = ana.Page.GetByRole(AriaRole.Button, new() { NameRegex = t.Like(t == Texts.English ? "message.pins_one" : "message.pins_other") });
        await pins.WaitForAsync();
        await visitor.Widget.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.pinned") }).WaitForAsync();
        await ana.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(In(ana, "Let me look.").First).ToBeFocusedAsync();
        await pins.ClickAsync();
        await Assertions.Expect(In(ana, "It left us yesterday.").First).ToBeFocusedAsync();

        // A letter that means nothing for this message does nothing to the session either: E would resolve it.
        await In(ana, "Where is my order 4711?").First.FocusAsync();
        await ana.Page.Keyboard.PressAsync("e");
        await ana.Page.Keyboard.PressAsync("Enter");
        await ana.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = t["message.emoji_👍"] }).ClickAsync();
        await visitor.Widget.GetByRole(AriaRole.Button, new() { NameRegex = Reaction(t, "👍") }).WaitForAsync();
        await Assertions.Expect(ana.Composer).ToBeVisibleAsync();

        await ana.Say("Your password is 1234");
        await visitor.Reads("Your password is 1234");
        await In(ana, "Your password is 1234").First.PressAsync("Delete");
        await visitor.Reads(t["message.recalled"]);
        await ana.Reads(t["message.recalled"]);
        await Assertions.Expect(In(visitor, "Your password is 1234")).ToHaveCountAsync(0);
        await Assertions.Expect(In(ana, "Your password is 1234")).ToHaveCountAsync(0);
        await Screens.Pass(visitor.Page, $"{look}-widget-messages");
        await Screens.Pass(ana.Page, $"{look}-desk-messages");
        await End(ana, visitor);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_visitor_answers_changes_reacts_to_and_takes_back_messages(string look)
    {
        var (t, colours) = LookOf(look);
        var (ana, visitor) = await Talk(t, colours);
        await ana.Say("Which order is it?");
        await visitor.Reads("Which order is it?");

        await MenuOf(visitor, t, "Which order is it?");
        await Screens.Pass(visitor.Page, $"{look}-widget-message-menu");
        await Act(visitor, t, "quote");
        await visitor.Widget.GetByText(t.Like("message.quoting")).WaitForAsync();
        await Screens.Pass(visitor.Page, $"{look}-widget-quoting");
        await visitor.Say("Number 4711");
        await ana.Messages.GetByRole(AriaRole.Button, new() { NameRegex = t.Like("message.quoted") }).WaitForAsync();

        // What was begun is kept while older words are edited.
        await Composer(visitor, t).PressAsync("ArrowUp");
        await Assertions.Expect(Composer(visitor, t)).ToHaveValueAsync("Number 4711");
        await Screens.Pass(visitor.Page, $"{look}-widget-editing");
        await visitor.Say("Number 4712");
        await ana.Reads("Number 4712");
        await ana.Messages.GetByText(t["message.edited"]).First.WaitForAsync();
        await Assertions.Expect(In(ana, "Number 4711")).ToHaveCountAsync(0);
        await Composer(visitor, t).FillAsync("Half a thou");
        await MenuOf(visitor, t, "Number 4712");
        await EscapeBeforeTheNextFrame(visitor, t);
        await Assertions.Expect(Composer(visitor, t)).ToHaveValueAsync("Half a thou");

        await MenuOf(visitor, t, "Which order is it?");
        await visitor.Widget.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = t["message.emoji_❤️"] }).ClickAsync();
        var heart = new LocatorGetByRoleOptions { NameRegex = Reaction(t, "❤️") };
        await ana.Messages.GetByRole(AriaRole.Button, heart).WaitForAsync();
        await In(visitor, "Which order is it?").First.GetByRole(AriaRole.Button, heart).ClickAsync();
        await Assertions.Expect(ana.Messages.GetByRole(AriaRole.Button, heart)).ToHaveCountAsync(0);

        // A menu that is left by a click elsewhere is gone.
        await MenuOf(visitor, t, "Which order is it?");
        await Composer(visitor, t).ClickAsync();
        await Assertions.Expect(visitor.Widget.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);

        await visitor.Say("My card number is 1234");
        await ana.Reads("My card number is 1234");
        await In(visitor, "My card number is 1234").First.PressAsync("Enter");
        await Act(visitor, t, "recall");
        await ana.Reads(t["message.recalled"]);
        await visitor.Reads(t["message.recalled"]);
        await Assertions.Expect(In(ana, "My card number is 1234")).ToHaveCountAsync(0);
        await Screens.Pass(visitor.Page, $"{look}-widget-taken-back");
        await End(ana, visitor);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_colleague_who_is_mentioned_in_a_note_finds_it_and_is_told_of_the_next(string look)
    {
        var (t, colours) = LookOf(look);
        var (ana, visitor) = await Talk(t, colours);
        await ana.Page.Keyboard.PressAsync("Escape");
        await ana.Page.Keyboard.PressAsync("Shift+N");
        var note = ana.Page.GetByRole(AriaRole.Textbox, new() { NameRegex = t.Like("desk.composer.noteLabel") });
        await note.PressSequentiallyAsync("Ask @le");
        await ana.Page.GetByRole(AriaRole.Option, new() { Name = "Lee", Exact = true }).WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-mentioning");
        await note.PressAsync("Enter");
        await Assertions.Expect(note).ToHaveValueAsync("Ask @Lee ");
        await note.PressSequentiallyAsync("about refunds");
        await note.PressAsync("Enter");
        await ana.Reads("Ask @Lee about refunds");

        // What came while Lee was away stands above the lists; whoever has looked at it is done with it.
        var lee = await AgentPage.SignIn(desk, TestDesk.Lee, t, colours);
        var mentions = lee.Page.GetByRole(AriaRole.Region, new() { NameRegex = t.Like("desk.mentions") });
        await mentions.GetByText("Ask @Lee about refunds").WaitForAsync();
        await Screens.Pass(lee.Page, $"{look}-desk-mentions");
        await mentions.GetByRole(AriaRole.Button).ClickAsync();
        await lee.Reads(t["desk.mentionsYou"]);
        await Assertions.Expect(mentions).ToHaveCountAsync(0);
        await Screens.Pass(lee.Page, $"{look}-desk-mentioned");

        // With another page before Lee's eyes, the next one is said at once, and leads there.
        await lee.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(lee.Composer).ToHaveCountAsync(0);
        await note.PressSequentiallyAsync("@le");
        await note.PressAsync("Enter");
        await note.PressSequentiallyAsync("and the refunds?");
        await note.PressAsync("Enter");
        await mentions.GetByText("@Lee and the refunds?").WaitForAsync();
        await lee.Page.GetByRole(AriaRole.Button, new() { Name = t["desk.notice.open"], Exact = true }).ClickAsync();
        await lee.Reads("@Lee and the refunds?");
        await Assertions.Expect(mentions).ToHaveCountAsync(0);
        (await visitor.Widget.Locator("body").InnerTextAsync()).ShouldNotContain("refunds");
        lee.ConsoleErrors.ShouldBeEmpty();
        await lee.Page.Context.CloseAsync();
        await End(ana, visitor);
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
        var alarming = await visitor.Widget.GetByText(t["widget.delivery.failed"]).First.EvaluateAsync<string>("one => getComputedStyle(one).color");
        way.ClosesOnSend = false;
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.retry"], Exact = true }).First.ClickAsync();
        await visitor.Widget.GetByText(t["widget.delivery.failed"]).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await In(visitor, "Too much for the way").CountAsync()).ShouldBe(1);
        var colours = await In(visitor, "Too much for the way").EvaluateAsync<string[]>("row => [...row.querySelectorAll('*')].map(one => getComputedStyle(one).color)");
        colours.ShouldNotContain(alarming, "what was sent says so calmly");
        await context.CloseAsync();
    }

    [Theory]
    [InlineData("light-en")]
    public async Task What_a_content_rule_refuses_is_not_sent_and_says_so_and_what_it_masks_is_seen_masked(string look)
    {
        var (t, colours) = LookOf(look);
        var admin = await AgentPage.SignIn(desk, TestDesk.Administrator, t, colours, path: "desk/admin/content-rules");
        await AddRule(admin, $"Insults {look}", "refuse", "blockhead\n笨蛋");
        await AddRule(admin, $"Secrets {look}", "mask", "Project Owl");
        await Screens.Pass(admin.Page, $"{look}-admin-content-rule");
        await admin.Page.Keyboard.PressAsync("Control+s");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = t["admin/nav.publish"], Exact = true }).First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Main).GetByText("blockhead").First.WaitForAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-content-publish");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = t["admin/publish.publish"], Exact = true }).ClickAsync();
        await admin.Page.GetByText(t["admin/versions.current"]).First.WaitForAsync();

        var (ana, visitor) = await Talk(t, colours);
        await visitor.Say("you blockhead");
        await visitor.Widget.GetByText(t.Like("error.blocked_by_policy")).First.WaitForAsync();
        await visitor.Say("When does project owl start?");
        await visitor.Reads("When does ••••••••••• start?");
        await ana.Reads("When does ••••••••••• start?");
        await ana.Say("笨蛋");
        await ana.Page.GetByText(t["desk.notSent_blocked_by_policy"]).WaitForAsync();
        await ana.Page.GetByText("blocked_by_policy: insults-light-en").WaitForAsync();
        await Assertions.Expect(ana.Messages.GetByText("blockhead")).ToHaveCountAsync(0);
        await Screens.Pass(visitor.Page, $"{look}-widget-refused");
        await Screens.Pass(ana.Page, $"{look}-desk-refused");
        admin.ConsoleErrors.ShouldBeEmpty();
        await End(ana, visitor);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task What_an_administrator_erases_is_gone_before_the_eyes_of_both_sides(string look)
    {
        var (t, colours) = LookOf(look);
        var (ana, visitor) = await Talk(t, colours);
        await visitor.Say("My number is 4929-1111");
        await ana.Reads("4929-1111");
        await ana.Say("Thank you.");
        var alex = await AgentPage.SignIn(desk, TestDesk.Administrator, t, colours);
        await alex.OpenList("desk.list.all");
        await alex.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await alex.Reads("4929-1111");

        await MenuOf(alex, "4929-1111");
        await Screens.Pass(alex.Page, $"{look}-desk-erase-menu");
        await alex.Page.GetByRole(AriaRole.Menuitem, new() { Name = t["message.act_erase"] }).ClickAsync();
        var dialog = alex.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(t["desk.recall.reason"]).FillAsync("Request of 30 November");
        await Screens.Pass(alex.Page, $"{look}-desk-erase");
        await alex.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        foreach (var messages in (ILocator[])[alex.Messages, ana.Messages])
        {
            await messages.GetByText(t["message.recalled"]).First.WaitForAsync();
            await Assertions.Expect(messages.GetByText("4929-1111")).ToHaveCountAsync(0);
        }

        await visitor.Reads(t["message.recalled"]);
        await Assertions.Expect(In(visitor, "4929-1111")).ToHaveCountAsync(0);
        await visitor.Page.ReloadAsync();
        await visitor.Reads(t["message.recalled"]);
        await Assertions.Expect(In(visitor, "4929-1111")).ToHaveCountAsync(0);
        await Screens.Pass(alex.Page, $"{look}-desk-erased");
        alex.ConsoleErrors.ShouldBeEmpty();
        await End(ana, visitor);
    }

    private static async Task AddRule(AgentPage admin, string name, string action, string words)
    {
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = admin.T["admin/content.add"], Exact = true }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByLabel(admin.T["admin/add.name"]).FillAsync(name);
        await admin.Page.Keyboard.PressAsync("Enter");
        var field = admin.Page.GetByRole(AriaRole.Textbox, new() { Name = admin.T["admin/label.contentRules.words"], Exact = true });
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.FillAsync(words);
        await admin.Page.GetByLabel(admin.T["admin/label.contentRules.action"], new() { Exact = true }).SelectOptionAsync(action);
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

    internal static (Texts Texts, ColorScheme Colours) LookOf(string look) =>
        look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);

    private static async Task End(AgentPage ana, VisitorPage visitor)
    {
        visitor.ConsoleErrors.ShouldBeEmpty();
        ana.ConsoleErrors.ShouldBeEmpty();
        await ana.Resolve();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    /// <summary>The rows of the visitor's log that hold the words.</summary>
    private static ILocator In(VisitorPage visitor, string text) =>
        visitor.Widget.GetByRole(AriaRole.Listitem).Filter(new() { HasText = text });

    private static ILocator In(AgentPage agent, string text) =>
        agent.Messages.GetByRole(AriaRole.Listitem).Filter(new() { HasText = text });

    private static ILocator Composer(VisitorPage visitor, Texts t) => visitor.Widget.GetByLabel(t["widget.composeLabel"]);

    /// <summary>Matches the name of a reaction's button, whoever set it.</summary>
    private static Regex Reaction(Texts t, string emoji) =>
        new(string.Join(".*", t["message.reactionBy", ("emoji", emoji), ("names", "|")].Split('|').Select(Regex.Escape)));

    private static async Task MenuOf(AgentPage agent, string text)
    {
        var row = In(agent, text).First;
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = agent.T["message.actions"] }).ClickAsync();
        await agent.Page.GetByRole(AriaRole.Menu).WaitForAsync();
    }

    private static async Task MenuOf(VisitorPage visitor, Texts t, string text)
    {
        var row = In(visitor, text).First;
        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = t["message.actions"] }).ClickAsync();
        await visitor.Widget.GetByRole(AriaRole.Menu).WaitForAsync();
    }

    /// <summary>A fast hand: the key comes in the very turn of the click that began the edit.</summary>
    private static async Task EscapeBeforeTheNextFrame(VisitorPage visitor, Texts t) =>
        await visitor.Widget.GetByRole(AriaRole.Menuitem, new() { Name = t["message.act_edit"], Exact = true }).EvaluateAsync(
            """
            (item) => {
              item.click();
              const key = { key: "Escape", bubbles: true, cancelable: true };
              document.querySelector("form textarea").dispatchEvent(new KeyboardEvent("keydown", key));
            }
            """);

    private static Task Act(VisitorPage visitor, Texts t, string action) =>
        visitor.Widget.GetByRole(AriaRole.Menuitem, new() { Name = t[$"message.act_{action}"], Exact = true }).ClickAsync();
}
