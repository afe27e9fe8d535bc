using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Routing;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Insight;

/// <summary>Dry run, hours ahead, forecast and explanations over the real host.</summary>
public sealed class InsightTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Desk Desk => _host.Get<CurrentDesk>().Value;

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start();
        var staff = await StaffCredentials.SignIn(_host.Desk, TestDesk.Supervisor, TestDesk.Password, Cancellation);
        _http = new HttpClient(new HttpClientHandler { CookieContainer = staff.Cookies }) { BaseAddress = _host.Desk };
        _http.DefaultRequestHeaders.Add("Origin", _host.Desk.GetLeftPart(UriPartial.Authority));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_dry_run_names_the_path_of_a_visitor_and_what_a_real_one_meets_is_the_same()
    {
        var answer = await Post<DryRunAnswer>("dry-run", new DryRunRequest(InsightDesk.Both, Desk.EntryPoints[0].Key, Url: "https://shop.test/cart"));
        var path = answer.Published.ShouldNotBeNull();
        path.Faults.ShouldBeEmpty();
        path.Steps.Select(s => s.Kind).Distinct().ShouldBe(["hours", "rule", "queue", "requirements", "admission", "candidates", "fallback"]);
        answer.Differences.ShouldBeEmpty();
        answer.Draft!.Steps.Count.ShouldBe(path.Steps.Count);
        var candidates = path.Steps.Single(s => s.Kind == "candidates");
        (candidates.Outcome, candidates.What.Key).ShouldBe(("waits", FactKeys.WaitNobodyOnline));
        candidates.Agents.ShouldAllBe(a => a.Excluded == "presence");

        await using var agent = await AgentBot.Connect(_host.Desk, TestDesk.Ana, Cancellation);
        await agent.Choose(Presence.Online, Cancellation);
        path = (await Post<DryRunAnswer>("dry-run", new DryRunRequest(InsightDesk.Published, Desk.EntryPoints[0].Key, Url: "https://shop.test/cart"))).Published!;
        candidates = path.Steps.Single(s => s.Kind == "candidates");
        (candidates.Outcome, candidates.What.Args["agent"]).ShouldBe(("rung", "Ana"));

        await using var visitor = await VisitorBot.Connect(_host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var offer = await agent.Ringing(Cancellation);
        offer.Queue.ShouldBe(Desk.Queues.First(q => q.Name == path.Steps.Single(s => s.Kind == "queue").What.Args["queue"]).Id);
    }

    [Fact]
    public async Task A_dry_run_of_what_does_not_exist_says_so_and_a_wrong_request_names_every_field()
    {
        var answer = await Post<DryRunAnswer>("dry-run", new DryRunRequest(InsightDesk.Published, "cellar"));
        answer.Published!.Faults.ShouldBe(["entryPoint cellar: the desk has none of this key"]);
        answer.Published.Steps.ShouldBeEmpty();
        answer.Draft.ShouldBeNull();
        var details = await Refusal("dry-run", new DryRunRequest(
            InsightDesk.Published, "", At: new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero), Topic: new string('x', 101)));
        details.ShouldBe(["entryPoint", "at", "topic"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_happens_at_an_instant_and_every_boundary_of_13_months()
    {
        var schedule = Desk.Schedules[0].Id;
        var at = await Get<HoursAt>($"hours/{schedule}/at?instant=2026-11-24T10:00:00Z");
        (at.Schedule, at.Zone, at.Layer).ShouldBe((schedule, Desk.Schedules[0].Zone, Desk.Schedules[0].AlwaysOpen ? "alwaysOpen" : "weekly"));
        var ahead = await Get<HoursAhead>($"hours/{schedule}?from=2026-11-24T10:00:00Z");
        ahead.Until.ShouldBe(new DateTimeOffset(2027, 12, 24, 10, 0, 0, TimeSpan.Zero));
        at.Next.ShouldBe(ahead.Boundaries.Take(5));
        ahead.Boundaries.ShouldBe(ahead.Boundaries.OrderBy(b => b.At));
        (await Get<HoursAt>($"hours/{schedule}/at?desk=draft&instant=2026-11-24T10:00:00Z")).Open.ShouldBe(at.Open);
        (await Get<HoursAhead>($"hours/{schedule}?desk=published&from=2026-11-24T10:00:00Z")).Boundaries.ShouldBe(ahead.Boundaries);
        foreach (var (one, two) in ahead.Boundaries.Zip(ahead.Boundaries.Skip(1)))
        {
            two.Opens.ShouldBe(!one.Opens);
        }
    }

    [Theory]
    [InlineData("hours/nowhere", HttpStatusCode.NotFound)]
    [InlineData("hours/nowhere/at", HttpStatusCode.NotFound)]
    [InlineData("hours/{s}?months=14", HttpStatusCode.BadRequest)]
    [InlineData("hours/{s}?desk=both", HttpStatusCode.BadRequest)]
    [InlineData("hours/{s}/at?instant=1999-01-01T00:00:00Z", HttpStatusCode.BadRequest)]
    [InlineData("hours/{s}/at?instant=tomorrow", HttpStatusCode.BadRequest)]
    public async Task Hours_that_cannot_be_shown_are_refused(string path, HttpStatusCode status)
    {
        using var answer = await _http.GetAsync(Address(path.Replace("{s}", Desk.Schedules[0].Id, StringComparison.Ordinal)), Cancellation);
        answer.StatusCode.ShouldBe(status);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        problem.GetProperty("code").GetString().ShouldBe(status == HttpStatusCode.NotFound ? ErrorCodes.NotFound : ErrorCodes.Invalid);
    }

    [Fact]
    public async Task A_forecast_agrees_with_its_simulation_and_says_how_many_agents_a_level_takes()
    {
        var answer = await Post<ForecastAnswer>("forecast", new ForecastRequest(150, 120, 240, 5, 1, 30, 0.8));
        (answer.OfferedLoad, answer.Servers, answer.ErlangC).ShouldBe((5, 5, null));
        answer.ErlangA.ServiceLevel.ShouldBe(0.534, 0.001);
        var simulation = answer.Simulation.ShouldNotBeNull();
        simulation.Visitors.ShouldBeGreaterThan(1_000);
        simulation.Figures.ServiceLevel.ShouldBe(answer.ErlangA.ServiceLevel, 3 * simulation.ServiceLevelError);
        var needed = answer.AgentsNeeded.ShouldNotBeNull();
        answer.Staffing.Select(s => s.Agents).ShouldBe(Enumerable.Range(needed - 2, 5));
        answer.Staffing.ShouldAllBe(s => s.Figures.ServiceLevel >= 0.8 == s.Agents >= needed);
        (await Refusal("forecast", new ForecastRequest(0, 120, 240, 0))).ShouldBe(["arrivalsPerHour", "agents"], ignoreOrder: true);
    }

    [Fact]
    public async Task Visitors_learn_why_they_wait_without_a_name_and_staff_learn_it_whole()
    {
        await using var visitor = await VisitorBot.Connect(_host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        var session = (await visitor.WantPerson(Cancellation)).SessionId;
        var hub = await visitor.Hub(Cancellation);
        var wait = (await hub.WhyWaiting(new SessionCommand(Guid.CreateVersion7(), session))).OrThrow();
        wait.ShouldBe(new VisitorWait(VisitorWaitReasons.NobodyThere, 1, null, null));
        var whole = await Get<Explanation>($"sessions/{session}/explain");
        whole.Waiting!.Agents.ShouldNotBeEmpty();
        whole.Steps.ShouldHaveSingleItem().Question.ShouldBe(ExplanationQuestion.Queue);

        await using var agent = await AgentBot.Connect(_host.Desk, TestDesk.Ana, Cancellation);
        await agent.Choose(Presence.Online, Cancellation);
        await agent.Ringing(Cancellation);
        (await hub.WhyWaiting(new SessionCommand(Guid.CreateVersion7(), session))).OrThrow().Reason.ShouldBe(VisitorWaitReasons.Asking);
        await hub.CancelWait(new SessionCommand(Guid.CreateVersion7(), session));
        (await hub.WhyWaiting(new SessionCommand(Guid.CreateVersion7(), session))).OrThrow().ShouldBe(new VisitorWait(null, null, null, null));
    }

    private static Uri Address(string path) => new("/api/insight/" + path, UriKind.Relative);

    private async Task<T> Get<T>(string path) => (await _http.GetFromJsonAsync<T>(Address(path), WireJson.Options, Cancellation))!;

    private async Task<T> Post<T>(string path, object request)
    {
        using var answer = await _http.PostAsync(Address(path), Json(request), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, Cancellation))!;
    }

    private async Task<IReadOnlyList<string>> Refusal(string path, object request)
    {
        using var answer = await _http.PostAsync(Address(path), Json(request), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return [.. problem.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("field").GetString()!)];
    }

    private static JsonContent Json(object request) => JsonContent.Create(request, request.GetType(), options: WireJson.Options);
}
