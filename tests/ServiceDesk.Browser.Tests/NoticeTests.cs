using System.Diagnostics;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>An agent who looks elsewhere is told by the system's own notifications.</summary>
public sealed class NoticeTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    // A page without a window is always in view: what it says of itself is changed.
    private const string LookElsewhere =
        """
        away => {
          Object.defineProperty(document, "visibilityState", { configurable: true, get: () => away ? "hidden" : "visible" });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """;

    private const string Shown =
        """
        async () => {
          const worker = await navigator.serviceWorker.getRegistration("/desk/");
          return (await worker?.getNotifications() ?? []).map((n) => [n.title, n.body, ...n.actions.map((a) => a.title)].join(" | ")).join("\n");
        }
        """;

    [Theory]
    [MemberData(nameof(MessagesTests.Looks), MemberType = typeof(MessagesTests))]
    public async Task A_chat_that_rings_and_a_word_in_it_are_told_while_the_agent_looks_elsewhere_and_taken_back_after(string look)
    {
        var (t, colours) = MessagesTests.LookOf(look);
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana, t, colours);
        await ana.Page.Context.GrantPermissionsAsync(["notifications"]);
        await ana.GoOnline();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = t["desk.user.menu", ("name", "Ana")], Exact = true }).ClickAsync();
        await ana.Page.GetByRole(AriaRole.Menu).GetByText(t["desk.notices.previews"]).WaitForAsync();
        await Screens.Pass(ana.Page, $"{look}-desk-user-menu");
        await ana.Page.Keyboard.PressAsync("Escape");

        await ana.Page.EvaluateAsync(LookElsewhere, true);
        var visitor = await VisitorPage.Visit(desk, "shop/", t, colours);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        (await Told(ana)).ShouldEndWith($" | {t["desk.action.accept"]} | {t["desk.action.decline"]}");
        await ana.Accept();
        await Nothing(ana);

        await visitor.Say("Are you there?");
        (await Told(ana)).ShouldEndWith(" | Are you there?");
        await ana.Page.EvaluateAsync(LookElsewhere, false);
        await Nothing(ana);
        await visitor.Say("Hello?");
        await ana.Reads("Hello?");
        (await ana.Page.EvaluateAsync<string>(Shown)).ShouldBeEmpty("who looks at the desk is told by nothing else");

        await ana.Resolve();
        ana.ConsoleErrors.ShouldBeEmpty();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    private static Task<string> Told(AgentPage agent) => Until(agent, shown => shown.Length > 0);

    private static Task<string> Nothing(AgentPage agent) => Until(agent, shown => shown.Length == 0);

    private static async Task<string> Until(AgentPage agent, Predicate<string> holds)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var shown = await agent.Page.EvaluateAsync<string>(Shown);
            if (holds(shown) || since.ElapsedMilliseconds > RunningDesk.Patience)
            {
                holds(shown).ShouldBeTrue(shown);
                return shown;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
