using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Alerts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Reports;

/// <summary>From the symptom to the history, over the real host.</summary>
public sealed class AlertTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AlertRuleRow Waits => new("waits", AlertKind.LongestWait, null, 60, 30, 20, 10, 2, null, true);

    [Fact]
    public async Task Somebody_waits_too_long_is_told_acknowledged_and_over()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        using var sam = await day.SignedIn(TestDesk.Supervisor);
        var rules = await Change(sam, new AlertRuleSet(0, [Waits]));
        rules.ShouldNotBeNull().Revision.ShouldBe(1);

        var session = (await day.Open()).Session;
        await day.Queue(session, "sales");
        (await Look(day, 61)).ShouldBeEmpty();
        (await Look(day, 80)).ShouldBeEmpty();
        var raised = (await Look(day, 81)).ShouldHaveSingleItem();
        (raised.Symptom, raised.QueueName, raised.Level, raised.Threshold, raised.Value, raised.Now).ShouldBe((AlertKind.LongestWait, "Sales", 2, 60, 81, 81));
        (await Look(day, 100)).ShouldHaveSingleItem().Now.ShouldBe(100);

        var acknowledged = await Acknowledge(sam, raised.AlertId, new AcknowledgeRequest(day.Agent(TestDesk.Lee), KnownDay.Midnight.AddHours(10)));
        (acknowledged.OwnerName, acknowledged.AcknowledgedBy, acknowledged.MutedUntil).ShouldBe(("Lee", "Sam", KnownDay.Midnight.AddHours(10)));

        await day.End(session, EndedBy.Visitor);
        (await Look(day, 110)).ShouldHaveSingleItem();
        (await Look(day, 120)).ShouldBeEmpty();
        var history = (await KnownDay.Get<AlertList>(sam, "/api/alerts")).Alerts.ShouldHaveSingleItem();
        (history.ClearedAt, history.OwnerName).ShouldBe((KnownDay.Midnight.AddHours(9).AddSeconds(120), "Lee"));
        using var again = await sam.PostAsJsonAsync($"/api/alerts/{raised.AlertId}/acknowledge", new AcknowledgeRequest(), WireJson.Options, Cancellation);
        (await KnownDay.Refusal(again)).ShouldBe((409, "conversation_closed"));
        await using var db = day.Host.OpenDb();
        (await db.Audit.CountAsync(a => a.What == "alert.acknowledge" || a.What == "alert.rules", Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task An_open_alert_survives_a_restart_of_the_watch_and_a_removed_rule_lets_it_go()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        using var sam = await day.SignedIn(TestDesk.Supervisor);
        await Change(sam, new AlertRuleSet(0, [Waits]));
        await day.Queue((await day.Open()).Session, "sales");
        await Look(day, 61);
        await Look(day, 81);
        var other = new AlertLoop(
            day.Host.Get<Storage.DeskDbs>(), day.Host.Get<Server.Routing.LiveBoard>(), day.Host.Get<Server.Routing.CurrentDesk>(), day.Host.Get<AlertRuleStore>(),
            day.Host.Get<AlertRows>(), day.Host.Get<AlertBoard>(), new AlertOptions(), day.Clock, day.Host.Get<Microsoft.Extensions.Logging.ILogger<AlertLoop>>());
        await other.Evaluate(Cancellation);
        day.Host.Get<AlertBoard>().Open.ShouldHaveSingleItem();
        await using (var db = day.Host.OpenDb())
        {
            (await db.Alerts.CountAsync(Cancellation)).ShouldBe(1);
        }

        await Change(sam, new AlertRuleSet(1, []));
        await other.Evaluate(Cancellation);
        day.Host.Get<AlertBoard>().Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_rules_change_nothing_and_every_fault_is_named()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        using var sam = await day.SignedIn(TestDesk.Supervisor);
        var usual = await KnownDay.Get<AlertRuleSet>(sam, "/api/alerts/rules");
        usual.Revision.ShouldBe(0);
        usual.Rules.Count.ShouldBeGreaterThan(5);

        using var wrong = await sam.PutAsJsonAsync("/api/alerts/rules", new AlertRuleSet(0, [Waits with { ClearAt = 99, QueueId = "nowhere" }, Waits with { Level = 7 }]), WireJson.Options, Cancellation);
        ((int)wrong.StatusCode).ShouldBe(400);
        var text = await wrong.Content.ReadAsStringAsync(Cancellation);
        foreach (var field in new[] { "rules[waits].id", "rules[waits].queueId", "rules[waits].clearAt", "rules[waits].level" })
        {
            text.ShouldContain(field);
        }

        using var stale = await sam.PutAsJsonAsync("/api/alerts/rules", new AlertRuleSet(5, [Waits]), WireJson.Options, Cancellation);
        (await KnownDay.Refusal(stale)).ShouldBe((409, "version_conflict"));
        (await KnownDay.Get<AlertRuleSet>(sam, "/api/alerts/rules")).Rules.ShouldBe(usual.Rules);
        using var unknown = await sam.PostAsJsonAsync("/api/alerts/4711/acknowledge", new AcknowledgeRequest(), WireJson.Options, Cancellation);
        (await KnownDay.Refusal(unknown)).ShouldBe((404, "not_found"));
    }

    [Fact]
    public async Task X5_whom_everybody_declined_supervisors_find_on_the_board_and_in_the_lists_until_an_agent_has_it()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        await day.Online(TestDesk.Ana);
        var (session, _, visitor) = await day.Open();
        await day.Queue(session, "sales");
        for (var round = 0; round < 3; round++)
        {
            (await Asking(day)).ShouldBeEmpty();
            await day.Decline(session, TestDesk.Ana);
        }

        var asked = (await Asking(day)).ShouldHaveSingleItem();
        (asked.SessionId, asked.QueueName, asked.Alert.Reason).ShouldBe((session, "Sales", SessionAlertReason.AllExcluded));
        asked.VisitorName.ShouldBe("Visitor " + visitor[..4].ToUpperInvariant());
        (await Row(day, session)).Alert.ShouldBe(asked.Alert);
        var alert = (await Look(day, 1)).ShouldHaveSingleItem();
        (alert.RuleId, alert.Symptom, alert.Level, alert.Value).ShouldBe(("supervisor-asked", AlertKind.SupervisorAsked, 2, 1));

        await day.At(121);
        await day.Accept(session, TestDesk.Ana);
        (await Asking(day)).ShouldBeEmpty();
        (await Row(day, session)).Alert.ShouldBeNull();
        (await Look(day, 122)).ShouldBeEmpty();
    }

    [Fact]
    public async Task D4_an_answer_that_an_agent_owes_for_two_minutes_is_told()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        await day.Online(TestDesk.Ana);
        var (session, conversation, visitor) = await day.Open();
        await day.Queue(session, "sales");
        await day.Accept(session, TestDesk.Ana);
        await day.Says(conversation, day.Person(TestDesk.Ana), "Good day");
        await day.Says(conversation, $"visitor:{visitor}", "Where is my order?");
        (await Look(day, 120)).ShouldBeEmpty();
        var alert = (await Look(day, 121)).ShouldHaveSingleItem();
        (alert.Symptom, alert.QueueName, alert.Value).ShouldBe((AlertKind.ReplyDue, "Sales", 121));
        await day.Says(conversation, day.Person(TestDesk.Ana), "On its way");
        await Look(day, 122);
        (await Look(day, 132)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<BoardSession>> Asking(KnownDay day) => (await day.Host.Get<Server.Routing.LiveBoard>().Now(Cancellation)).Board.Asking;

    private static async Task<SessionRow> Row(KnownDay day, long session) =>
        (await day.Host.Get<Server.Agents.SessionRows>().Row(session, null, Cancellation)).ShouldNotBeNull();

    private static async Task<IReadOnlyList<AlertRow>> Look(KnownDay day, int seconds)
    {
        await day.At(seconds);
        await day.Host.Get<AlertLoop>().Evaluate(Cancellation);
        return day.Host.Get<AlertBoard>().Open;
    }

    private static async Task<AlertRuleSet?> Change(HttpClient http, AlertRuleSet rules)
    {
        using var answer = await http.PutAsJsonAsync("/api/alerts/rules", rules, WireJson.Options, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
        return await answer.Content.ReadFromJsonAsync<AlertRuleSet>(WireJson.Options, Cancellation);
    }

    private static async Task<AlertRow> Acknowledge(HttpClient http, long alert, AcknowledgeRequest request)
    {
        using var answer = await http.PostAsJsonAsync($"/api/alerts/{alert}/acknowledge", request, WireJson.Options, Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<AlertRow>(WireJson.Options, Cancellation))!;
    }
}
