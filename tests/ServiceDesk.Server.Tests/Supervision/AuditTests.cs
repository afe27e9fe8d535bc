using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

public sealed class AuditTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deeds_are_read_newest_first_page_by_page_and_by_whom_and_what()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        (await desk.Monitor.Monitor(new SessionCommand(Guid.CreateVersion7(), row.SessionId))).OrThrow();
        (await desk.Monitor.Whisper(new WhisperRequest(Guid.CreateVersion7(), row.SessionId, "Slowly"))).OrThrow();
        var beside = (await desk.Monitor.Barge(SupervisedDesk.Command(row))).OrThrow();
        (await desk.Monitor.Unbarge(SupervisedDesk.Command(beside))).OrThrow();

        using var http = await As(TestDesk.Supervisor);
        var on = $"/api/audit?on=session:{row.SessionId}";
        var all = await Read(http, on);
        all.Entries.Select(e => (e.What, e.WhoName, e.Queue)).ShouldBe(
        [
            ("session.unbarge", "Sam", "sales"), ("session.barge", "Sam", "sales"),
            ("session.whisper", "Sam", "sales"), ("session.monitor", "Sam", "sales"),
        ]);
        all.More.ShouldBeFalse();

        var first = await Read(http, on + "&limit=3");
        (first.Entries.Count, first.More).ShouldBe((3, true));
        var rest = await Read(http, $"{on}&limit=3&before={first.Entries[^1].Id}");
        rest.Entries.ShouldBe([all.Entries[3]]);
        rest.More.ShouldBeFalse();

        (await Read(http, on + "&what=session.barge")).Entries.ShouldBe([all.Entries[1]]);
        (await Read(http, on + "&what=session.")).Entries.Count.ShouldBe(4);
        (await Read(http, on + "&what=session")).Entries.ShouldBeEmpty();
        (await Read(http, on + "&who=agent:987654")).Entries.ShouldBeEmpty();
        (await Read(http, on + "&to=2020-01-01T00:00:00Z")).Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_that_makes_no_sense_is_refused_with_every_fault()
    {
        using var http = await As(TestDesk.Administrator);
        using var answer = await http.GetAsync(
            new Uri("/api/audit?limit=201&before=0&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        problem.GetProperty("code").GetString().ShouldBe(ErrorCodes.Invalid);
        problem.GetProperty("details").EnumerateArray().Select(d => d.GetProperty("field").GetString()).Order().ShouldBe(["before", "limit", "to"]);
    }

    [Fact]
    public async Task A_supervisor_sees_what_was_done_in_the_own_queues_and_an_administrator_everything()
    {
        var at = new DateTimeOffset(2020, 5, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var db = desk.Served.Host.OpenDb())
        {
            db.Audit.AddRange(
                new() { At = at, Who = "agent:900", What = "session.end", OnWhat = "session:900001", Queue = "sales" },
                new() { At = at, Who = "agent:900", What = "session.end", OnWhat = "session:900002", Queue = "support" },
                new() { At = at, Who = "agent:900", What = AuditTrail.Publish, OnWhat = "version 2" },
                new() { At = at, Who = "agent:900", What = "agent.presence", OnWhat = desk.Ana.Person },
                new() { At = at, Who = desk.Sam.Person, What = "report.export", OnWhat = "queues" });
            await db.SaveChangesAsync(Cancellation);
        }

        const string then = "/api/audit?from=2020-05-01T00:00:00Z&to=2020-05-02T00:00:00Z";
        await desk.Publish(d => d with { Supervisors = [new(desk.Sam.Credentials.User.Id, ["support"])] }, Cancellation);
        using var sam = await As(TestDesk.Supervisor);
        using var alex = await As(TestDesk.Administrator);
        (await Read(sam, then)).Entries.Select(e => e.OnWhat).ShouldBe(["queues", desk.Ana.Person, "session:900002"]);
        (await Read(alex, then)).Entries.Count.ShouldBe(5);
        (await Read(alex, then)).Entries[^1].WhoName.ShouldBeNull();
        await desk.Publish(d => d with { Supervisors = [] }, Cancellation);
        (await Read(sam, then)).Entries.Select(e => e.OnWhat).ShouldBe(["queues", desk.Ana.Person, "session:900002", "session:900001"]);
    }

    private async Task<HttpClient> As(string email)
    {
        var staff = await StaffCredentials.SignIn(desk.Served.Host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        return new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = desk.Served.Host.Desk };
#pragma warning restore CA2000
    }

    private static async Task<AuditPage> Read(HttpClient http, string query) =>
        (await http.GetFromJsonAsync<AuditPage>(new Uri(query, UriKind.Relative), WireJson.Options, Cancellation))!;
}
