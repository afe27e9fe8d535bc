using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>Where the focus is, where what is typed goes and how it looks while an administrator edits the draft.</summary>
public sealed class AdminEditingTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    public static TheoryData<string> Looks { get; } = ["light-en", "dark-zh"];

    // Inputs of one row whose tops differ.
    private const string UnevenRows = """
        () => [...document.querySelectorAll('main section')].flatMap(section => {
          const tops = [...section.querySelectorAll('[data-path] > * > .mantine-Input-wrapper')].map(one => Math.round(one.getBoundingClientRect().top));
          return tops.filter((top, at) => at > 0 && top !== tops[at - 1] && Math.abs(top - tops[at - 1]) < 40);
        })
        """;

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_new_queue_is_saved_is_told_its_faults_at_their_fields_and_is_removed_again(string look)
    {
        var admin = await SignIn(look, "desk/admin/queues");
        await Button(admin, "admin/queues.add").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByLabel(admin.T["admin/add.name"]).FillAsync("中文");
        await admin.Page.GetByText(admin.T["admin/add.idNeeded"]).WaitForAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-add-id");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByLabel(admin.T["admin/add.id"]).FillAsync("zh");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Content(admin).GetByLabel(admin.T["admin/label.queues.name"], new() { Exact = true })).ToBeFocusedAsync();
        await Content(admin).GetByLabel(admin.T["admin/label.queues.acceptSeconds"], new() { Exact = true }).FillAsync("9999");
        for (var ways = 2; ways > 0; ways--)
        {
            var waysOut = Content(admin).GetByRole(AriaRole.List, new() { Name = admin.T["admin/fallback.title"] }).GetByRole(AriaRole.Listitem);
            await Assertions.Expect(waysOut).ToHaveCountAsync(ways);
            await waysOut.First.GetByRole(AriaRole.Button, new() { NameRegex = admin.T.Like("admin/remove.removeName") }).ClickAsync();
            await Assertions.Expect(admin.Page.Locator("body:focus")).ToHaveCountAsync(0);
        }

        await Assertions.Expect(Content(admin).GetByLabel(admin.T["admin/fallback.add"], new() { Exact = true })).ToBeFocusedAsync();
        await admin.Page.Keyboard.PressAsync("Control+s");
        await Content(admin).GetByText(admin.T["admin/fault.noWayOut"]).First.WaitForAsync();
        (await admin.Page.EvaluateAsync<int[]>(UnevenRows)).ShouldBeEmpty();
        await Assertions.Expect(Link(admin, "desk.nav.admin")).ToBeInViewportAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-new-queue");

        await admin.Page.GotoAsync(new Uri(desk.Server.Desk, "desk/admin").ToString());
        await Content(admin).GetByText("9999").Or(Content(admin).GetByText(admin.T.Like("admin/fault.entered"))).First.WaitForAsync();
        await Screens.Pass(admin.Page, $"{look}-admin-new-queue-faults");
        await Content(admin).GetByRole(AriaRole.Button, new() { NameRegex = new Regex(Regex.Escape(admin.T["admin/label.queues.acceptSeconds"])) }).ClickAsync();
        await Assertions.Expect(Content(admin).GetByLabel(admin.T["admin/label.queues.acceptSeconds"], new() { Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(Content(admin).GetByLabel(admin.T["admin/label.queues.acceptSeconds"], new() { Exact = true })).ToBeInViewportAsync();

        await Link(admin, "admin/nav.overflow").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^中文") }).ClickAsync();
        await Button(admin, "admin/overflow.add").ClickAsync();
        await Content(admin).GetByLabel(admin.T["admin/label.queues.overflow.action"], new() { Exact = true }).SelectOptionAsync("relaxSkill");
        await Screens.Pass(admin.Page, $"{look}-admin-new-queue-ladder");
        await Button(admin, "admin/remove.remove").ClickAsync();
        await Assertions.Expect(Button(admin, "admin/overflow.add")).ToBeFocusedAsync();

        await Link(admin, "admin/nav.queues").First.ClickAsync();
        await Content(admin).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^中文") }).ClickAsync();
        await Content(admin).GetByRole(AriaRole.Button, new() { Name = admin.T["admin/remove.removeName", ("name", "中文")] }).ClickAsync();
        await Assertions.Expect(Content(admin).GetByRole(AriaRole.List, new() { Name = admin.T["admin/nav.queues"] }).Locator("a:focus")).ToHaveCountAsync(1);
        await admin.Page.Keyboard.PressAsync("Control+s");
        await Content(admin).GetByText(admin.T.Like("admin/save.equal")).WaitForAsync();
        admin.ConsoleErrors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_number_typed_beside_the_matrix_stays_with_its_cell_when_another_is_pressed_and_is_saved_at_once(string look)
    {
        var admin = await SignIn(look, "desk/admin/agents");
        var grid = admin.Page.GetByRole(AriaRole.Grid);
        var rows = grid.GetByRole(AriaRole.Row);
        var field = admin.Page.GetByRole(AriaRole.Group, new() { Name = admin.T["admin/matrix.chosen"] }).GetByRole(AriaRole.Textbox).First;
        await rows.Nth(1).GetByRole(AriaRole.Gridcell).First.ClickAsync();
        await field.FillAsync("7");
        await rows.Nth(2).GetByRole(AriaRole.Gridcell).First.ClickAsync();
        await Assertions.Expect(rows.Nth(1).GetByRole(AriaRole.Gridcell).First).ToHaveTextAsync("7");
        await Assertions.Expect(rows.Nth(2).GetByRole(AriaRole.Gridcell).First).Not.ToHaveTextAsync("7");
        await field.FillAsync("9");
        await admin.Page.Keyboard.PressAsync("Control+s");
        await Content(admin).GetByText(admin.T.Like("admin/save.unpublished_other")).WaitForAsync();
        await Assertions.Expect(rows.Nth(2).GetByRole(AriaRole.Gridcell).First).ToHaveTextAsync("9");
        (await grid.GetByRole(AriaRole.Columnheader).EvaluateAllAsync<string[]>("all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)")).ShouldBeEmpty();
        await Screens.Pass(admin.Page, $"{look}-admin-matrix-typed");
        await admin.Page.GotoAsync(new Uri(desk.Server.Desk, "desk/admin/publish").ToString());
        await Button(admin, "admin/publish.discard").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = admin.T["admin/publish.discard"], Exact = true }).ClickAsync();
        await Content(admin).GetByText(admin.T.Like("admin/save.equal")).WaitForAsync();
        admin.ConsoleErrors.ShouldBeEmpty();
    }

    private Task<AgentPage> SignIn(string look, string path) => AgentPage.SignIn(
        desk,
        TestDesk.Administrator,
        look == "light-en" ? Texts.English : Texts.Chinese,
        look == "light-en" ? ColorScheme.Light : ColorScheme.Dark,
        path: path);

    private static ILocator Content(AgentPage admin) => admin.Page.GetByRole(AriaRole.Main);

    private static ILocator Link(AgentPage admin, string key) =>
        admin.Page.GetByRole(AriaRole.Link, new() { Name = admin.T[key], Exact = true });

    private static ILocator Button(AgentPage admin, string key) =>
        admin.Page.GetByRole(AriaRole.Button, new() { Name = admin.T[key], Exact = true });
}
