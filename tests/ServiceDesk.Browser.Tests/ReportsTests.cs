using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A supervisor is alarmed, asks the reports, and comes from a number to its conversation.</summary>
public sealed class ReportsTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task From_an_alert_on_the_board_to_a_number_and_the_conversation_behind_it(string look)
    {
        var (texts, colours) = look == "light-en" ? (Texts.English, ColorScheme.Light) : (Texts.Chinese, ColorScheme.Dark);
        var words = Words(texts.Locale);
        await Rules(desk.Server.Desk, look);
        await using var ana = await AgentBot.Connect(desk.Server.Desk, TestDesk.Ana, Cancellation);
        await using var served = await VisitorBot.Connect(desk.Server.Chat, Cancellation);
        await ana.Choose(Presence.Online, Cancellation);
        var session = await served.Open(Cancellation);
        await served.WantPerson(Cancellation);
        var row = await ana.Accept(await ana.Ringing(Cancellation, session.SessionId), Cancellation);
        await ana.Say(row.ConversationId, "Hello from Ana", Cancellation);
        await ana.Choose(Presence.Busy, Cancellation);
        await using var waiting = await VisitorBot.Connect(desk.Server.Chat, Cancellation);
        await waiting.Open(Cancellation);
        await waiting.WantPerson(Cancellation);

        var sam = await AgentPage.SignIn(desk, TestDesk.Supervisor, texts, colours, path: "desk/live");
        await Alarmed(sam, look);
        await Filtered(sam);
        await Asked(sam, words, look);
        await Known(sam, words, look);
        await RulesPage(sam, words, look);
        await (await waiting.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), waiting.Session!.SessionId));
        // The browser reports the refused rules, which the test asked for.
        sam.ConsoleErrors.Where(error => !error.Contains("/api/alerts/rules", StringComparison.Ordinal)).ShouldBeEmpty();
        await sam.Page.Context.CloseAsync();
    }

    private static async Task Alarmed(AgentPage sam, string look)
    {
        var alerts = sam.Page.GetByRole(AriaRole.Region, new() { Name = sam.T["desk.alerts.title", ("count", "1")] });
        await alerts.WaitForAsync();
        await Assertions.Expect(alerts).ToContainTextAsync("Sales");
        await Screens.Pass(sam.Page, $"{look}-live-alert");
        await alerts.GetByRole(AriaRole.Button, new() { NameRegex = sam.T.Like("desk.alerts.acknowledgeNamed") }).First.ClickAsync();
        await Assertions.Expect(alerts).ToContainTextAsync(sam.T["desk.alerts.ownedBy", ("name", "Sam")]);
    }

    private static async Task Filtered(AgentPage sam)
    {
        var queues = sam.Page.GetByRole(AriaRole.Region, new() { Name = sam.T["desk.live.queues"], Exact = true });
        await Assertions.Expect(queues.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "1", Exact = true }).First.ClickAsync();
        await Assertions.Expect(queues.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = sam.T["desk.live.showAll"] }).ClickAsync();
        await Assertions.Expect(queues.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(2);
    }

    private static async Task Asked(AgentPage sam, Dictionary<string, string> words, string look)
    {
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = sam.T["desk.nav.reports"] }).ClickAsync();
        var grid = sam.Page.GetByRole(AriaRole.Grid);
        await grid.GetByRole(AriaRole.Rowheader, new() { Name = "Sales" }).WaitForAsync();
        await Screens.Pass(sam.Page, $"{look}-reports-queues");
        await sam.Page.GetByLabel(words["per.label"], new() { Exact = true }).SelectOptionAsync("hour");
        await sam.Page.GetByRole(AriaRole.Img).First.WaitForAsync();
        await Screens.Pass(sam.Page, $"{look}-reports-hours");
        await sam.Page.GetByLabel(words["per.label"], new() { Exact = true }).SelectOptionAsync("whole");
        await sam.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + Regex.Escape(words["columns"])) }).ClickAsync();
        await Screens.Pass(sam.Page, $"{look}-reports-columns");
        var columns = sam.Page.GetByRole(AriaRole.Dialog);
        await columns.GetByRole(AriaRole.Checkbox).First.FocusAsync();
        await sam.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(columns).ToHaveCountAsync(0);
    }

    // By the keyboard: into the grid, along the row, and what is behind the figure.
    private static async Task Known(AgentPage sam, Dictionary<string, string> words, string look)
    {
        var grid = sam.Page.GetByRole(AriaRole.Grid);
        await grid.GetByRole(AriaRole.Rowheader, new() { Name = "Sales" }).WaitForAsync();
        await grid.GetByRole(AriaRole.Columnheader).First.GetByRole(AriaRole.Button).FocusAsync();
        await sam.Page.Keyboard.PressAsync("ArrowDown");
        for (var i = 0; i < 4; i++)
        {
            await sam.Page.Keyboard.PressAsync("ArrowRight");
        }

        await sam.Page.Keyboard.PressAsync("Enter");
        var dialog = sam.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync(words["about.queue.wait"]);
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(words["sessions.openNamed"].Replace("{{name}}", ".*", StringComparison.Ordinal)) }).First.WaitForAsync();
        await Screens.Pass(sam.Page, $"{look}-reports-figure");
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(words["sessions.openNamed"].Replace("{{name}}", ".*", StringComparison.Ordinal)) }).First.ClickAsync();
        await sam.Page.GetByText("Hello from Ana").First.WaitForAsync();
    }

    private static async Task RulesPage(AgentPage sam, Dictionary<string, string> words, string look)
    {
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = sam.T["desk.nav.reports"] }).ClickAsync();
        foreach (var page in (string[])["table.conversations", "table.agents", "table.bot", "table.satisfaction", "nav.alerts", "nav.definitions", "nav.rules"])
        {
            await sam.Page.GetByRole(AriaRole.Link, new() { Name = words[page], Exact = true }).ClickAsync();
            await sam.Page.GetByRole(AriaRole.Heading, new() { Name = words[page], Exact = true, Level = 1 }).WaitForAsync();
            await sam.Page.GetByRole(AriaRole.Grid).Or(sam.Page.GetByRole(AriaRole.Table)).Or(sam.Page.GetByText("queue.wait,")).First.WaitForAsync();
            await Screens.Pass(sam.Page, $"{look}-reports-{page}");
        }

        var limit = sam.Page.GetByLabel(Rule(words, "rules.threshold", look), new() { Exact = true });
        var save = sam.Page.GetByRole(AriaRole.Button, new() { Name = words["rules.save"], Exact = true });
        await limit.FillAsync("-1");
        await save.ClickAsync();
        await sam.Page.GetByText(words["rules.faults"]).WaitForAsync();
        await Screens.Pass(sam.Page, $"{look}-reports-rule-faults");
        await limit.FillAsync("5");
        await save.ClickAsync();
        await sam.Page.GetByText(words["rules.saved"]).WaitForAsync();
    }

    private static string Rule(Dictionary<string, string> words, string field, string look) =>
        words["rules.of"].Replace("{{field}}", words[field], StringComparison.Ordinal).Replace("{{id}}", $"waits-{look}", StringComparison.Ordinal);

    // One rule that the test can wait for; each look has its own, so that none finds the other's acknowledged alert.
    private static async Task Rules(Uri origin, string look)
    {
        var staff = await StaffCredentials.SignIn(origin, TestDesk.Supervisor, TestDesk.Password, Cancellation);
        using var handler = new SocketsHttpHandler { CookieContainer = staff.Cookies };
        using var http = new HttpClient(handler) { BaseAddress = origin };
        http.DefaultRequestHeaders.Add("Origin", origin.GetLeftPart(UriPartial.Authority));
        var known = await http.GetFromJsonAsync<AlertRuleSet>("/api/alerts/rules", WireJson.Options, Cancellation);
        var rule = new AlertRuleRow($"waits-{look}", AlertKind.LongestWait, "sales", 0, 0, 0, 0, 2, null, true);
        using var answer = await http.PutAsJsonAsync("/api/alerts/rules", new AlertRuleSet(known!.Revision, [rule]), WireJson.Options, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static Dictionary<string, string> Words(string locale) => JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(Repository.Root, "src", "web", "desk", "locales", "reports", $"{locale}.json")))!;
}
