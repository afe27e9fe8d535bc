using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A desk that is closed for Support.</summary>
public sealed class ClosedDesk() : RunningDesk(new Dictionary<string, string?> { ["Demo:SupportHours"] = "Never" });

public sealed class OutOfHoursTests(ClosedDesk desk) : IClassFixture<ClosedDesk>
{
    [Fact]
    public async Task A_visitor_leaves_a_message_and_an_agent_answers_it_from_the_offline_list()
    {
        var t = Texts.English;
        var visitor = await VisitorPage.Visit(desk, "shop/checkout");
        await visitor.OpenWidget();
        await visitor.WantPerson();
        var email = visitor.Widget.GetByLabel(new Regex("^" + t["widget.message.email"]));
        await visitor.Widget.GetByText(t["note.deferred_closed"]).First.WaitForAsync();
        await Screens.Pass(visitor.Page, "widget-out-of-hours");
        if (!await email.IsVisibleAsync())
        {
            await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.queue.leave"] }).First.ClickAsync();
        }

        await email.FillAsync("visitor@example.com");
        await visitor.Widget.GetByLabel(new Regex("^" + t["widget.message.text"])).Last.FillAsync("My kettle leaks.");
        await Screens.Pass(visitor.Page, "widget-leave-message");
        await visitor.Widget.GetByRole(AriaRole.Button, new() { Name = t["widget.message.send"] }).ClickAsync();
        await visitor.Widget.GetByText(t["widget.message.sent"]).First.WaitForAsync();
        await Screens.Pass(visitor.Page, "widget-message-left");

        var ana = await AgentPage.SignIn(desk, TestDesk.Ana);
        await ana.OpenList("desk.list.offline");
        await ana.Page.GetByText("My kettle leaks.").First.ClickAsync();
        await ana.Page.GetByText("visitor@example.com").First.WaitForAsync();
        await Screens.Pass(ana.Page, "desk-left-message");
        await ana.Page.GetByRole(AriaRole.Textbox, new() { NameRegex = new Regex(t["desk.ticket.answer"]) }).FillAsync("We send you a new one.");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = t["desk.ticket.send"] }).ClickAsync();
        await visitor.Reads("We send you a new one.");
        await Screens.Pass(visitor.Page, "widget-message-answered");
    }
}
