using Microsoft.Playwright;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A desk whose times are short enough to wait for.</summary>
public sealed class HastyDesk() : RunningDesk(new Dictionary<string, string?>
{
    ["Demo:SilenceWarnSeconds"] = "10",
    ["Demo:SilenceCountdownSeconds"] = "13",
    ["Demo:SilenceCloseSeconds"] = "19",
    ["Demo:RingSeconds"] = "6",
});

/// <summary>Visitors who fall silent and agents who do not answer the ring.</summary>
public sealed class SilenceTests(HastyDesk desk) : IClassFixture<HastyDesk>
{
    private static readonly LocatorWaitForOptions Long = new() { Timeout = 40_000 };

    [Fact]
    public async Task A_silent_visitor_is_asked_then_counted_down_then_closed_and_a_word_cancels_it()
    {
        var t = Texts.English;
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana);
        await ana.GoOnline();
        var silent = await Served(ana, "Word to the silent one");
        var present = await Served(ana, "Word to the present one");

        await present.Widget.GetByText(t["note.silence_warning"]).First.WaitForAsync(Long);
        await present.Say("I am here");
        await silent.Widget.GetByText(t["note.silence_countdown"]).First.WaitForAsync(Long);
        await silent.Widget.GetByText(t.Like("widget.silence.closes")).First.WaitForAsync(Long);
        await Screens.Pass(silent.Page, "widget-silence-countdown");
        await silent.Widget.GetByText(t["note.ended_silence"]).First.WaitForAsync(Long);
        await Screens.Pass(silent.Page, "widget-silence-closed");

        (await present.Widget.GetByText(t["note.silence_countdown"]).CountAsync()).ShouldBe(0);
        (await present.Widget.GetByText(t["note.ended_silence"]).CountAsync()).ShouldBe(0);
        await ana.Page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_agent_who_does_not_take_a_ringing_session_passes_it_to_the_next()
    {
        var ana = await AgentPage.SignIn(desk, TestDesk.Mei);
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        var lee = await AgentPage.SignIn(desk, TestDesk.Lee);
        await lee.GoOnline();
        await lee.Ringing.WaitForAsync(Long);
        await lee.Accept();
        await Screens.Pass(ana.Page, "desk-offer-went-on");
        await visitor.Reads(Texts.English["note.agent_joined", ("agent", "Lee")]);
        await ana.Page.Context.CloseAsync();
        await lee.Page.Context.CloseAsync();
    }

    private async Task<VisitorPage> Served(AgentPage agent, string word)
    {
        var visitor = await VisitorPage.Visit(desk);
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await agent.Ringing.First.WaitForAsync();
        await agent.Accept();
        await visitor.Reads(Texts.English["note.agent_joined", ("agent", "Ana")]);
        await agent.Say(word);
        await visitor.Reads(word);
        return visitor;
    }
}
