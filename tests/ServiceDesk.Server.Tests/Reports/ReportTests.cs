using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Tests.Reports;

/// <summary>A day over the real host, its figures worked out by hand.</summary>
public sealed class ReportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_day_has_the_figures_that_a_person_works_out()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        await Tell(day);
        using var sam = await day.SignedIn(TestDesk.Administrator);

        var queues = await KnownDay.Get<Report>(sam, $"/api/reports/queues?{KnownDay.Day}&by=queue");
        queues.Rows.Select(r => (r.Key, r.Label)).ShouldBe([("sales", "Sales"), ("support", "Support")]);
        var sales = queues.Rows[0];
        Value(sales, "queue.entered").ShouldBe(4);
        Value(sales, "queue.answered").ShouldBe(2);
        Value(sales, "queue.abandoned").ShouldBe(1);
        // None is a number; no data is not.
        Value(sales, "queue.short_abandons").ShouldBe(0);
        Value(sales, "queue.estimate_coverage").ShouldBeNull();
        // Accepted after 10 s and after 50 s (declined at 40).
        Figure(sales, "queue.wait").ShouldSatisfyAllConditions(f => f.Value.ShouldBe(30), f => f.Max.ShouldBe(50), f => f.Count.ShouldBe(2));
        // One of two answered within 30 s, one left: 1 of 3.
        Value(sales, "queue.service_level").ShouldBe(33.333);
        Value(sales, "queue.abandonment").ShouldBe(25);
        Value(sales, "queue.time_to_abandon").ShouldBe(60);
        Value(sales, "queue.offer_decline").ShouldBe(33.333);
        Value(queues.Total, "queue.entered").ShouldBe(5);
        Figure(queues.Total, "queue.wait").Value.ShouldBe((10 + 50 + 20) / 3.0, 0.001);

        var conversations = await KnownDay.Get<Report>(sam, $"/api/reports/conversations?{KnownDay.Day}&by=agent");
        var ana = conversations.Rows.Single(r => r.Label == "Ana");
        // Replies after 15 s and after 70 s from the enqueue; chats of 290 s and 550 s, the first with 30 s of wrap-up.
        Figure(ana, "conversation.first_response").ShouldSatisfyAllConditions(f => f.Value.ShouldBe(42.5), f => f.Ranked.ShouldBeFalse());
        Figure(ana, "conversation.handle_time").Value.ShouldBe((320 + 550) / 2.0);
        Figure(ana, "conversation.wrap_up").Value.ShouldBe(30);
        Value(conversations.Total, "conversation.transfer").ShouldBe(50);
        Value(conversations.Total, "conversation.transfer_queue").ShouldBe(50);
        Value(conversations.Total, "conversation.resolved").ShouldBe(2);
        Value(conversations.Total, "conversation.backlog").ShouldBe(1);

        var agents = await KnownDay.Get<Report>(sam, $"/api/reports/agents?{KnownDay.Day}&by=agent");
        var hers = agents.Rows.Single(r => r.Label == "Ana");
        // From 9:00 to 10:00, of it ten minutes at lunch.
        Value(hers, "agent.staffed").ShouldBe(3600);
        Value(hers, "agent.available").ShouldBe(3000);
        Value(hers, "agent.unavailable").ShouldBe(600);

        var bot = await KnownDay.Get<Report>(sam, $"/api/reports/bot?{KnownDay.Day}&by=bot");
        Value(bot.Total, "bot.hand_over").ShouldBe(80);
        Value(bot.Total, "bot.containment").ShouldBe(20);
        var voice = await KnownDay.Get<Report>(sam, $"/api/reports/satisfaction?{KnownDay.Day}&by=agent");
        Value(voice.Total, "satisfaction.csat").ShouldBe(100);
        Value(voice.Total, "satisfaction.response_rate").ShouldBe(50);
        voice.Rows.Single(r => r.Figures.Any(f => f.Metric == "satisfaction.csat")).Label.ShouldBe("Lee");

        await NumberToSessions(sam);
        await Hours(sam);
        await Csv(day, sam);
        await RecomputedInSmallWindows(day, queues);
    }

    [Fact]
    public async Task Wrong_questions_are_refused_naming_the_field()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        using var sam = await day.SignedIn(TestDesk.Supervisor);
        foreach (var (query, status, code) in new[]
        {
            ("queues?from=2026-11-25T00:00:00Z&to=2026-11-24T00:00:00Z", 400, "invalid"),
            ("queues?from=2020-11-25T00:00:00Z&to=2026-11-24T00:00:00Z", 400, "invalid"),
            ("queues?from=yesterday&to=2026-11-24T00:00:00Z", 400, "invalid"),
            ("queues?to=2026-11-24T00:00:00Z", 400, "invalid"),
            ($"queues?{KnownDay.Day.Replace("zone=UTC", "zone=Atlantis/Nowhere", StringComparison.Ordinal)}", 400, "invalid"),
            ($"queues?{KnownDay.Day}&by=shoe", 400, "invalid"),
            ($"queues?{KnownDay.Day}&by=1", 400, "invalid"),
            ($"queues?{KnownDay.Day}&queue=nowhere", 404, "not_found"),
            ($"sessions?{KnownDay.Day}&metric=queue.shoe", 404, "not_found"),
        })
        {
            using var answer = await sam.GetAsync(new Uri($"/api/reports/{query}", UriKind.Relative), Cancellation);
            (await KnownDay.Refusal(answer)).ShouldBe((status, code), query);
        }
    }

    [Fact]
    public void Texts_of_a_table_are_quoted_and_cannot_become_formulas()
    {
        var csv = new CsvText();
        csv.Text("plain").Text("a,b").Text("say \"hi\"").Text("two\nlines").Text("=1+1").Text("@cmd").Text("-x").Number(-2.5).Number(null).Number(3661).Text(null).End();
        Encoding.UTF8.GetString(csv.ToBytes()).ShouldBe("\uFEFFplain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,'@cmd,'-x,-2.5,,3661,\r\n");
    }

    [Fact]
    public async Task Nobody_waits_for_a_report_that_is_being_worked_out()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        await Tell(day);
        using var sink = new StoppedSink();
        var run = new LedgerRun(day.Host.Get<DeskDbs>(), day.Host.Get<QueueTermsHistory>(), new ReportOptions(), day.Clock);
        var report = Task.Run(() => run.Tell(sink, KnownDay.Midnight, KnownDay.Midnight.AddDays(1), withSessions: true, Cancellation), Cancellation);
        await sink.Reached.Task.WaitAsync(Cancellation);

        // In the middle of it: a session is opened and queued.
        var session = await day.Open();
        await day.Queue(session.Session, "support");
        report.IsCompleted.ShouldBeFalse();
        sink.GoOn();
        await report;
    }

    [Fact]
    public async Task A_supervisor_of_one_queue_gets_its_figures_only()
    {
        var day = new KnownDay();
        await day.InitializeAsync();
        await using var _ = day;
        await Tell(day);
        var desk = day.Host.Get<Server.Routing.CurrentDesk>().Value;
        var limited = desk with { Version = desk.Version + 1, Supervisors = [new(day.Agent(TestDesk.Supervisor), ["support"])] };
        day.Host.Get<Server.Routing.CurrentDesk>().Swap(limited);
        using var sam = await day.SignedIn(TestDesk.Supervisor);
        var report = await KnownDay.Get<Report>(sam, $"/api/reports/queues?{KnownDay.Day}&by=queue");
        report.Rows.ShouldHaveSingleItem().Key.ShouldBe("support");
        Value(report.Total, "queue.entered").ShouldBe(1);
        (await KnownDay.Get<ReportSessions>(sam, $"/api/reports/sessions?{KnownDay.Day}&metric=queue.entered")).Sessions.Count.ShouldBe(1);
        using var foreign = await sam.GetAsync(new Uri($"/api/reports/queues?{KnownDay.Day}&queue=sales", UriKind.Relative), Cancellation);
        (await KnownDay.Refusal(foreign)).ShouldBe((404, "not_found"));
        using var alex = await day.SignedIn(TestDesk.Administrator);
        (await KnownDay.Get<Report>(alex, $"/api/reports/queues?{KnownDay.Day}&by=queue")).Rows.Count.ShouldBe(2);
    }

    /// <summary>Stops at the first contribution until told to go on.</summary>
    private sealed class StoppedSink : Decisions.Metrics.IMeasures, IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GoOn() => _gate.Set();

        public void Take(in Decisions.Metrics.Sample sample) => Stop();

        public void Take(in Decisions.Metrics.LevelSpan span) => Stop();

        public void Take(in Decisions.Metrics.AgentSpan span) => Stop();

        public void Dispose() => _gate.Dispose();

        private void Stop()
        {
            Reached.TrySetResult();
            _gate.Wait(Cancellation);
        }
    }

    // Nine o'clock is second 0: two are served, one of them passed on; one leaves, one stays with the bot, one waits on.
    private static async Task Tell(KnownDay day)
    {
        await day.Online(TestDesk.Ana);
        var first = await day.Open();
        await day.Queue(first.Session, "sales");
        await day.At(10);
        await day.Accept(first.Session, TestDesk.Ana);
        await day.At(15);
        await day.Says(first.Conversation, day.Person(TestDesk.Ana), "Hello");
        var second = await day.Open();
        await day.Queue(second.Session, "sales");
        await day.At(40);
        // She is the only one, so she is asked again at once.
        await day.Decline(second.Session, TestDesk.Ana);
        await day.At(65);
        await day.Accept(second.Session, TestDesk.Ana);
        await day.At(85);
        await day.Says(second.Conversation, day.Person(TestDesk.Ana), "Hello");
        await day.At(100);
        var third = await day.Open();
        await day.Queue(third.Session, "sales");
        await day.At(160);
        await day.End(third.Session, EndedBy.Visitor);
        await day.At(300);
        await day.End(first.Session, EndedBy.Agent, TestDesk.Ana);
        await day.At(330);
        await Rest(day, second);
    }

    private static async Task Rest(KnownDay day, (long Session, long Conversation, string Visitor) second)
    {
        await day.At(400);
        var alone = await day.Open();
        await day.At(420);
        await day.End(alone.Session, EndedBy.Visitor);
        await day.At(610);
        await day.Online(TestDesk.Lee);
        await day.At(615);
        (await day.Submit(new TransferRequested(second.Session, day.Agent(TestDesk.Ana), "support", null, null) { At = default, Seq = 0 })).Error.ShouldBeNull();
        await day.At(635);
        await day.Accept(second.Session, TestDesk.Lee);
        await day.At(640);
        await day.Says(second.Conversation, day.Person(TestDesk.Lee), "Here I am");
        await day.At(700);
        await day.End(second.Session, EndedBy.Agent, TestDesk.Lee);
        await day.Rate(second.Session, second.Visitor, 5);
        await day.At(730);
        await day.Presence(TestDesk.Lee, Presence.Offline);
        await day.At(3000);
        await day.Presence(TestDesk.Ana, Presence.Away, "lunch");
        await day.At(3600);
        await day.Presence(TestDesk.Ana, Presence.Offline);
        await day.At(3650);
        await day.Queue((await day.Open()).Session, "sales");
        await day.At(3700);
    }

    private static ReportFigure Figure(ReportRow row, string metric) => row.Figures.Single(f => f.Metric == metric);

    private static double? Value(ReportRow row, string metric) => row.Figures.SingleOrDefault(f => f.Metric == metric)?.Value;

    private static async Task NumberToSessions(HttpClient sam)
    {
        var behind = await KnownDay.Get<ReportSessions>(sam, $"/api/reports/sessions?{KnownDay.Day}&metric=queue.wait&by=queue&key=sales");
        behind.Sessions.Select(s => s.Value).ShouldBe([50, 10]);
        behind.Sessions.ShouldAllBe(s => s.AgentName == "Ana" && s.Queue == "Sales" && s.ConversationId > 0);
        var met = await KnownDay.Get<ReportSessions>(sam, $"/api/reports/sessions?{KnownDay.Day}&metric=queue.service_level");
        met.Sessions.Sum(s => s.Value).ShouldBe(2);
        met.Sessions.Sum(s => s.Of!.Value).ShouldBe(4);
    }

    private static async Task Hours(HttpClient sam)
    {
        var hours = await KnownDay.Get<Report>(sam, $"/api/reports/queues?{KnownDay.Day}&per=hour");
        hours.Rows.Sum(r => Value(r, "queue.entered") ?? 0).ShouldBe(5);
        hours.Rows[0].Start.ShouldBe(KnownDay.Midnight.AddHours(9));
    }

    private static async Task Csv(KnownDay day, HttpClient sam)
    {
        using var answer = await sam.GetAsync(new Uri($"/api/reports/queues.csv?{KnownDay.Day}&by=queue", UriKind.Relative), Cancellation);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync(Cancellation)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        var columns = lines[0].Split(',');
        lines[1].Split(',')[Array.IndexOf(columns, "queue.wait mean s")].ShouldBe("30");
        lines[1].ShouldStartWith("sales,Sales,2026-11-24T00:00:00+00:00,");
        await using var db = day.Host.OpenDb();
        (await db.Audit.CountAsync(a => a.What == "report.export", Cancellation)).ShouldBe(1);
    }

    // The same ledger walked otherwise, by a reader that keeps little: the same report.
    private static async Task RecomputedInSmallWindows(KnownDay day, Report queues)
    {
        var small = new ReportOptions { WindowEvents = 3, BatchSessions = 1 };
        var run = new LedgerRun(day.Host.Get<DeskDbs>(), day.Host.Get<QueueTermsHistory>(), small, day.Clock);
        var calendar = new Decisions.Metrics.ReportCalendar(queues.From, queues.To, TimeZoneInfo.Utc, Decisions.Metrics.ReportStep.Whole);
        var table = new Decisions.Metrics.FigureTable(new(Decisions.Metrics.MetricTable.Queues, calendar, Decisions.Metrics.ReportGrouping.Queue));
        await run.Tell(table, queues.From, queues.To, withSessions: true, Cancellation);
        table.Read()[^1].Figures.ToDictionary(f => f.Key.Id, f => f.Value.Count)
            .Where(f => f.Value > 0).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key} {f.Value}")
            .ShouldBe(queues.Total.Figures.Where(f => f.Count > 0).OrderBy(f => f.Metric, StringComparer.Ordinal).Select(f => $"{f.Metric} {f.Count.ToString(CultureInfo.InvariantCulture)}"));
    }
}
