using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>An administrator prepares a change, mends what is wrong with it, publishes it and takes it back.</summary>
public sealed class AdminTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    private static readonly string Calendar = string.Join(
        "\n",
        "BEGIN:VCALENDAR", "VERSION:2.0",
        "BEGIN:VEVENT", "UID:1", $"DTSTART;VALUE=DATE:{DateTime.UtcNow.Year}1225", "RRULE:FREQ=YEARLY;COUNT=2", "SUMMARY:Christmas", "END:VEVENT",
        "END:VCALENDAR");

    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task An_administrator_changes_hours_rules_and_a_ladder_publishes_them_and_rolls_back(string look)
    {
        var admin = await SignIn(look);
        await admin.Page.Keyboard.PressAsync("g");
        await admin.Page.Keyboard.PressAsync("a");
        await Heading(admin, "admin/nav.overview").WaitForAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-overview");

        await ChangeMondays(admin, look);
        await AddRuleByKeyboard(admin, look);
        await AddStep(admin, look);
        await MendFault(admin, look);

        await Link(admin, "admin/nav.publish").First.ClickAsync();
        await Assertions.Expect(Content(admin)).ToContainTextAsync("08:00–12:00");
        await Assertions.Expect(Content(admin)).ToContainTextAsync("Refund");
        await Screens.Pass(admin.Page, $"{look}-admin-publish");
        await admin.Page.GetByLabel(admin.T["admin/publish.note"]).FillAsync("Shorter Mondays");
        await Button(admin, "admin/publish.publish").ClickAsync();

        var published = Row(admin, "Shorter Mondays").First;
        await published.WaitForAsync();
        await Assertions.Expect(published).ToContainTextAsync(admin.T["admin/versions.current"]);
        await Screens.Pass(admin.Page, $"{look}-admin-version");
        await RollBack(admin);
        await Assertions.Expect(Row(admin, admin.T["admin/versions.current"])).ToContainTextAsync(admin.T.Like("admin/versions.rolledBack"));
        admin.ConsoleErrors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_of_the_administration_is_readable_by_everyone_also_where_it_is_narrow(string look)
    {
        var admin = await SignIn(look, "desk/admin");
        await Heading(admin, "admin/nav.overview").WaitForAsync();
        foreach (var page in (string[])["hours", "entry-points", "channels", "routing", "queues", "overflow", "forecast", "agents", "skills", "rules-of-work", "content-rules", "surveys", "publish", "versions", "audit", "bans"])
        {
            await admin.Page.SetViewportSizeAsync(1440, 900);
            await Link(admin, $"admin/nav.{page}").First.ClickAsync();
            await Heading(admin, $"admin/nav.{page}").WaitForAsync();
            await Screens.Pass(admin.Page, $"{look}-admin-{page}");
            await admin.Page.SetViewportSizeAsync(320, 800);
            await Screens.Pass(admin.Page, $"{look}-admin-{page}-narrow");
            (await admin.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320, page);
        }

        admin.ConsoleErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_finds_no_way_into_the_administration()
    {
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, path: "desk/admin/queues");
        await ana.Page.GetByText(ana.T["desk.noPermission"]).WaitForAsync();
        await Assertions.Expect(Link(ana, "desk.nav.admin")).ToHaveCountAsync(0);
        ana.ConsoleErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_emergency_switch_closes_at_once_and_a_calendar_gives_holidays_to_the_draft()
    {
        var admin = await SignIn("light-en", "desk/admin/hours/support");
        await Button(admin, "admin/emergency.close").ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(admin.T["admin/emergency.reason"]).FillAsync("Storm");
        await Screens.Pass(admin.Page, "light-en-admin-emergency");
        await dialog.GetByRole(AriaRole.Button, new() { Name = admin.T["admin/emergency.close"] }).ClickAsync();
        await admin.Page.GetByText(admin.T["admin/emergency.closed", ("reason", "Storm")]).WaitForAsync();
        await Button(admin, "admin/emergency.open").ClickAsync();
        await admin.Page.GetByText(admin.T["admin/emergency.off"]).WaitForAsync();

        await Button(admin, "admin/dates.import").ClickAsync();
        await dialog.GetByLabel(admin.T["admin/import.text"]).FillAsync(Calendar);
        await dialog.GetByRole(AriaRole.Button, new() { Name = admin.T["admin/import.read"], Exact = true }).ClickAsync();
        await dialog.GetByText("Christmas").First.WaitForAsync();
        await Screens.Pass(admin.Page, "light-en-admin-holidays");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = admin.T.Like("admin/import.add_other") }).ClickAsync();
        await Assertions.Expect(Content(admin).GetByRole(AriaRole.List, new() { Name = admin.T["admin/dates.title"] }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Screens.Pass(admin.Page, "light-en-admin-exceptions");
        admin.ConsoleErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_matrix_is_worked_by_keyboard_and_a_removal_is_taken_back()
    {
        var admin = await SignIn("light-en", "desk/admin/skills");
        var skillsView = admin.Page.GetByRole(AriaRole.Navigation, new() { Name = admin.T["admin/agents.views"] })
            .GetByRole(AriaRole.Link, new() { Name = admin.T["admin/agents.view.skills"], Exact = true });
        await Button(admin, "admin/skills.add").First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByLabel(admin.T["admin/add.name"]).FillAsync("French");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Link(admin, "admin/nav.agents").First.ClickAsync();
        await skillsView.ClickAsync();
        await admin.Page.Locator("#agents-matrix").FocusAsync();
        foreach (var key in (string[])["ArrowRight", "Shift+ArrowDown", "4"])
        {
            await admin.Page.Keyboard.PressAsync(key);
        }

        var cells = admin.Page.GetByRole(AriaRole.Gridcell, new() { NameRegex = new Regex("4") });
        await Assertions.Expect(cells).ToHaveCountAsync(2);
        await Screens.Pass(admin.Page, "light-en-admin-matrix-range");
        await Link(admin, "admin/nav.skills").First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = admin.T["admin/remove.removeName", ("name", "French")] }).ClickAsync();
        await Screens.Pass(admin.Page, "light-en-admin-used-by");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = admin.T["admin/remove.remove"], Exact = true }).ClickAsync();
        await admin.Page.GetByText(admin.T["admin/skills.empty"]).WaitForAsync();
        await Button(admin, "admin/undo.undo").ClickAsync();
        await Link(admin, "admin/nav.agents").First.ClickAsync();
        await skillsView.ClickAsync();
        await Assertions.Expect(cells).ToHaveCountAsync(2);
        admin.ConsoleErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrator_whom_a_colleague_overtook_goes_on_without_a_reload_and_undoes_nothing()
    {
        var first = await SignIn("light-en", "desk/admin/queues/support");
        var second = await SignIn("light-en", "desk/admin/queues/support");
        await Change(first, "maxRounds", "7");
        await Button(first, "admin/save.save").ClickAsync();
        await first.Page.GetByText(first.T.Like("admin/save.unpublished_one")).WaitForAsync();
        await second.Page.ReloadAsync();
        await Change(second, "acceptSeconds", "40");
        await Publish(second);
        await Row(second, second.T["admin/versions.current"]).WaitForAsync();

        await Change(first, "excludeSeconds", "50");
        await Publish(first);
        await first.Page.GetByText(first.T.Like("admin/meanwhile.published_stopped")).WaitForAsync();
        await Screens.Pass(first.Page, "light-en-admin-meanwhile");
        await Assertions.Expect(Content(first)).Not.ToContainTextAsync(first.T["admin/label.queues.acceptSeconds"]);
        await Button(first, "admin/publish.publish").ClickAsync();
        await Row(first, first.T["admin/versions.current"]).WaitForAsync();
        await first.Page.GotoAsync(new Uri(desk.Server.Desk, "desk/admin/queues/support").ToString());
        await Assertions.Expect(Field(first, "acceptSeconds")).ToHaveValueAsync(new Regex("^40"));
        await Assertions.Expect(Field(first, "maxRounds")).ToHaveValueAsync("7");
        await Assertions.Expect(Field(first, "excludeSeconds")).ToHaveValueAsync(new Regex("^50"));
    }

    private static ILocator Field(AgentPage admin, string name) =>
        admin.Page.GetByLabel(admin.T[$"admin/label.queues.{name}"], new() { Exact = true }).First;

    private static async Task Change(AgentPage admin, string field, string value)
    {
        await Field(admin, field).FillAsync(value);
        await admin.Page.Keyboard.PressAsync("Tab");
    }

    private static async Task Publish(AgentPage admin)
    {
        await Link(admin, "admin/nav.publish").First.ClickAsync();
        await Heading(admin, "admin/nav.publish").WaitForAsync();
        await Button(admin, "admin/publish.publish").ClickAsync();
    }

    private static async Task ChangeMondays(AgentPage admin, string look)
    {
        await Link(admin, "admin/nav.hours").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^sales") }).ClickAsync();
        var monday = admin.Page.GetByRole(AriaRole.Textbox, new() { Name = admin.T["admin/hours.hoursOf", ("day", admin.T["admin/day.monday"])] });
        await monday.FillAsync("8-12");
        var nine = admin.Page.GetByRole(AriaRole.Gridcell, new() { Name = admin.T["admin/hours.cell_open", ("day", admin.T["admin/day.monday"]), ("time", "11:30")] });
        await nine.FocusAsync();
        await admin.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(monday).ToHaveValueAsync("08:00–12:30");
        await admin.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(monday).ToHaveValueAsync("08:00–12:00");
        await Screens.Pass(admin.Page, $"{look}-admin-hours-edited");
    }

    private static async Task AddRuleByKeyboard(AgentPage admin, string look)
    {
        await Link(admin, "admin/nav.routing").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Demo shop") }).ClickAsync();
        await Button(admin, "admin/routing.add").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        var kind = admin.Page.GetByRole(AriaRole.Combobox, new() { Name = admin.T["admin/condition.kind"] });
        await Assertions.Expect(kind).ToBeFocusedAsync();
        await admin.Page.Keyboard.PressAsync("Tab");
        await admin.Page.Keyboard.TypeAsync("Refund");
        var rules = admin.Page.GetByRole(AriaRole.List, new() { Name = admin.T["admin/routing.rulesOf", ("name", "Demo shop")] }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(rules.Nth(2)).ToContainTextAsync("Refund");
        await rules.Nth(2).GetByRole(AriaRole.Button, new() { NameRegex = admin.T.Like("admin/sort.handle") }).FocusAsync();
        await admin.Page.Keyboard.PressAsync("ArrowUp");
        await admin.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(rules.First).ToContainTextAsync("Refund");
        await Assertions.Expect(rules.First.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-rule");
    }

    private static async Task AddStep(AgentPage admin, string look)
    {
        await Link(admin, "admin/nav.overflow").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Sales") }).ClickAsync();
        await Button(admin, "admin/overflow.add").ClickAsync();
        await admin.Page.GetByLabel(admin.T["admin/label.queues.overflow.action"], new() { Exact = true }).SelectOptionAsync("addQueue");
        await admin.Page.GetByLabel(admin.T["admin/label.queues.overflow.queueId"], new() { Exact = true }).SelectOptionAsync("support");
        await admin.Page.GetByLabel(admin.T["admin/overflow.seconds"], new() { Exact = true }).FillAsync("1:30");
        var step = admin.Page.GetByRole(AriaRole.List, new() { Name = admin.T["admin/overflow.stepsOf", ("name", "Sales")] });
        await Assertions.Expect(step).ToContainTextAsync(admin.T["admin/overflow.do.addQueue", ("queue", "Support")]);
        await Screens.Pass(admin.Page, $"{look}-admin-ladder");
    }

    // A value outside of its range is refused by the server at its field, and the list of faults leads there.
    private static async Task MendFault(AgentPage admin, string look)
    {
        await Link(admin, "admin/nav.queues").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Sales") }).ClickAsync();
        var field = admin.Page.GetByLabel(admin.T["admin/label.queues.acceptSeconds"], new() { Exact = true });
        await field.FillAsync("500");
        await admin.Page.Keyboard.PressAsync("Control+s");
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^1 (fault|个错误)$") }).ClickAsync();
        await Heading(admin, "admin/nav.overview").WaitForAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-faults");
        await Content(admin).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sales") }).ClickAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Screens.Pass(admin.Page, $"{look}-admin-fault-at-field");
        await field.FillAsync("30");
        await Button(admin, "admin/save.save").ClickAsync();
        await Content(admin).GetByText(admin.T.Like("admin/save.unpublished_other")).WaitForAsync();
        await Assertions.Expect(Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("fault|错误") })).ToHaveCountAsync(0);
    }

    private static async Task RollBack(AgentPage admin)
    {
        await admin.Page.GetByRole(AriaRole.List, new() { Name = admin.T["admin/nav.versions"] }).GetByRole(AriaRole.Link).Nth(1).ClickAsync();
        await Button(admin, "admin/versions.rollBack").ClickAsync();
        // The dialog's own title says the same as the row that comes of it: the answer tells whether it was done.
        var answer = await admin.Page.RunAndWaitForResponseAsync(
            () => admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = admin.T["admin/versions.rollBack"] }).ClickAsync(),
            response => response.Url.EndsWith("/roll-back", StringComparison.Ordinal));
        answer.Ok.ShouldBeTrue($"{answer.Status} {await answer.TextAsync()}");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private Task<AgentPage> SignIn(string look, string path = "desk/inbox") => AgentPage.SignIn(
        desk,
        TestDesk.Administrator,
        look == "light-en" ? Texts.English : Texts.Chinese,
        look == "light-en" ? ColorScheme.Light : ColorScheme.Dark,
        path: path);

    private static ILocator Content(AgentPage admin) => admin.Page.GetByRole(AriaRole.Main);

    private static ILocator Heading(AgentPage admin, string key) =>
        admin.Page.GetByRole(AriaRole.Heading, new() { Name = admin.T[key], Level = 1, Exact = true });

    private static ILocator Link(AgentPage admin, string key, params (string Name, string Value)[] places) =>
        admin.Page.GetByRole(AriaRole.Link, new() { Name = admin.T[key, places], Exact = true });

    private static ILocator Button(AgentPage admin, string key) =>
        admin.Page.GetByRole(AriaRole.Button, new() { Name = admin.T[key], Exact = true });

    private static ILocator Row(AgentPage admin, string text) =>
        admin.Page.GetByRole(AriaRole.List, new() { Name = admin.T["admin/nav.versions"] }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = text });
}
