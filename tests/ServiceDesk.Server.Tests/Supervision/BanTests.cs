using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

/// <summary>Whom a supervisor keeps out, and how they come back.</summary>
public sealed class BanTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_banned_is_cut_and_refused_at_every_door_and_the_chat_is_over()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        await using var other = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var token = await visitor.Credentials.Token(renew: false, Cancellation);

        var ban = await Banned(new BanRequest(row.SessionId, " Insults ", DateTimeOffset.UtcNow.AddDays(7)));

        (ban.SessionId, ban.Queue, ban.Reason, ban.By).ShouldBe((row.SessionId, "sales", "Insults", "Sam"));
        visitor.Person.ShouldBe($"visitor:{ban.VisitorId}");
        // The kept connection ended for good: it says so, and does not come back.
        await Eventually.True(() => !desk.Served.Host.Get<PersonConnections>().IsConnected(visitor.Person), Cancellation);
        await Eventually.True(() => visitor.Hub(Cancellation).IsFaulted, Cancellation);
        (await Code(visitor.Hub(Cancellation))).ShouldBe(ErrorCodes.Banned);
        (await Code(VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, visitor.Credentials.ResumeToken))).ShouldBe(ErrorCodes.Banned);
        await HelloIsRefused(token);
        foreach (var read in new[] { $"/api/visitor/transcript?session={row.SessionId}", $"/api/visitor/conversations/{row.ConversationId}/events/pages/1" })
        {
            using var http = new HttpClient { BaseAddress = desk.Served.Host.Chat };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.GetAsync(new Uri(read, UriKind.Relative), Cancellation);
            (answer.StatusCode, (await Problem(answer)).Code).ShouldBe((HttpStatusCode.Forbidden, ErrorCodes.Banned), read);
        }

        await using var db = desk.Served.Host.OpenDb();
        db.Sessions.Single(s => s.Id == row.SessionId).Open.ShouldBeFalse();
        var audit = (await desk.Audit(visitor.Person, Cancellation)).Single();
        (audit.What, audit.Who, audit.Queue).ShouldBe(("visitor.ban", desk.Sam.Person, "sales"));
        audit.Details.ShouldNotBeNull().ShouldEndWith(": Insults");
        // Nobody else is kept out.
        (await other.Open(Cancellation)).SessionId.ShouldNotBe(row.SessionId);
    }

    [Fact]
    public async Task A_lifted_ban_lets_the_same_visitor_in_at_once_with_what_was_said()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        await visitor.Say("Before", Cancellation);
        var ban = await Banned(new BanRequest(row.SessionId, "Spam"));
        ban.Until.ShouldBeNull();
        (await List()).Bans.ShouldContain(ban);

        (await Lift(ban.Id, TestDesk.Supervisor)).ShouldBe(HttpStatusCode.NoContent);

        await using var again = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        again.Person.ShouldBe(visitor.Person);
        (await again.Open(Cancellation)).ConversationId.ShouldBe(row.ConversationId);
        await Eventually.True(() => again.Seen.Any(e => e.Body?.Text == "Before"), Cancellation);
        (await Lift(ban.Id, TestDesk.Supervisor)).ShouldBe(HttpStatusCode.NotFound);
        (await List()).Bans.ShouldNotContain(b => b.Id == ban.Id);
        (await desk.Audit(visitor.Person, Cancellation)).Select(a => a.What).ShouldBe(["visitor.ban", "visitor.lift_ban"]);
    }

    [Fact]
    public async Task A_ban_ends_by_itself_and_a_further_one_sets_other_terms()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var first = await Banned(new BanRequest(row.SessionId, "Spam"));
        var second = await Banned(new BanRequest(row.SessionId, "Much spam", DateTimeOffset.UtcNow.AddDays(1)));
        (await List(first.VisitorId)).Bans.ShouldBe([second]);
        (await Code(VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, visitor.Credentials.ResumeToken))).ShouldBe(ErrorCodes.Banned);

        await using (var db = desk.Served.Host.OpenDb())
        {
            await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
            var over = DateTimeOffset.UtcNow.AddSeconds(-1);
            await db.Bans.Where(b => b.Id == second.Id).ExecuteUpdateAsync(b => b.SetProperty(row => row.Until, over), Cancellation);
            await write.Commit(Cancellation);
        }

        (await List(first.VisitorId)).Bans.ShouldBeEmpty();
        (await Lift(second.Id, TestDesk.Administrator)).ShouldBe(HttpStatusCode.NotFound);
        await using var again = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, visitor.Credentials.ResumeToken);
        again.Person.ShouldBe(visitor.Person);
    }

    [Fact]
    public async Task Who_is_banned_between_the_check_of_the_token_and_the_greeting_is_not_let_in()
    {
        var connections = desk.Served.Host.Get<PersonConnections>();
        var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var (person, id, token, session) = (visitor.Person, visitor.Credentials.VisitorId!, visitor.Credentials.ResumeToken, await visitor.Open(Cancellation));
        await visitor.DisposeAsync();
        await Eventually.True(() => !connections.IsConnected(person), Cancellation);
        var bans = 0;
        connections.PresenceChanged += BanInThatInstant;
        try
        {
            (await Code(VisitorBot.Connect(desk.Served.Host.Chat, Cancellation, token))).ShouldBe(ErrorCodes.Banned);
        }
        finally
        {
            connections.PresenceChanged -= BanInThatInstant;
        }

        bans.ShouldBe(1, "else nothing is shown by this test");
        await Eventually.True(() => !connections.IsConnected(person), Cancellation);

        void BanInThatInstant(string who, bool connected)
        {
            if (who == person && connected)
            {
                bans++;
                Task.Run(() => Store(id, session.SessionId), Cancellation).GetAwaiter().GetResult();
            }
        }
    }

    [Fact]
    public async Task A_supervisor_bans_and_lifts_in_the_own_queues_only()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        await desk.Publish(d => d with { Supervisors = [new(desk.Sam.Credentials.User.Id, ["support"])] }, Cancellation);
        try
        {
            (await Refused(new BanRequest(row.SessionId, "Spam"))).ShouldBe((HttpStatusCode.NotFound, ErrorCodes.NotFound));
            var ban = await Banned(new BanRequest(row.SessionId, "Spam"), TestDesk.Administrator);
            (await List()).Bans.ShouldNotContain(b => b.Id == ban.Id);
            (await Lift(ban.Id, TestDesk.Supervisor)).ShouldBe(HttpStatusCode.NotFound);
            (await List(email: TestDesk.Administrator)).Bans.ShouldContain(ban);
            (await Lift(ban.Id, TestDesk.Administrator)).ShouldBe(HttpStatusCode.NoContent);
        }
        finally
        {
            await desk.Publish(d => d with { Supervisors = [] }, Cancellation);
        }
    }

    [Fact]
    public async Task Bans_are_read_page_by_page()
    {
        List<Ban> given = [];
        for (var n = 0; n < 3; n++)
        {
            await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
            given.Insert(0, await Banned(new BanRequest((await visitor.Open(Cancellation)).SessionId, $"Spam {n}")));
        }

        using var http = await As(TestDesk.Supervisor);
        var first = await http.GetFromJsonAsync<BanPage>("/api/bans?limit=2", WireJson.Options, Cancellation);
        first!.Bans.ShouldBe(given[..2]);
        first.More.ShouldBeTrue();
        var rest = await http.GetFromJsonAsync<BanPage>($"/api/bans?limit=1&before={given[1].Id}", WireJson.Options, Cancellation);
        rest!.Bans.ShouldBe([given[2]]);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_the_field()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        (await Fields(new BanRequest(row.SessionId, "Spam", DateTimeOffset.UtcNow.AddSeconds(-1)))).ShouldBe(["until"]);
        (await Fields(new BanRequest(0, ""))).ShouldBe(["reason", "sessionId"]);
        (await Fields(new BanRequest(row.SessionId, new string('x', 201)))).ShouldBe(["reason"]);
        (await Refused(new BanRequest(987_654_321, "Spam"))).ShouldBe((HttpStatusCode.NotFound, ErrorCodes.NotFound));
        // Refused, it did nothing.
        (await List(visitor.Credentials.VisitorId)).Bans.ShouldBeEmpty();
        (await visitor.Say("Still here", Cancellation)).Seq.ShouldBeGreaterThan(0);
    }

    // The row alone, as a ban leaves it that has closed the connections it found.
    private async Task Store(string visitor, long session)
    {
        await using var db = desk.Served.Host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        db.Bans.Add(new BanRow { VisitorId = visitor, SessionId = session, Reason = "Spam", By = desk.Sam.Credentials.User.Id, At = DateTimeOffset.UtcNow });
        await db.SaveChangesAsync(Cancellation);
        await write.Commit(Cancellation);
    }

    private async Task HelloIsRefused(string token)
    {
        await using var wire = await WireClient.Connect(new Uri(desk.Served.Host.Chat, "hubs/visitor"), staff: null, Cancellation);
        wire.Read();
        var hello = new HelloRequest(ProtocolVersion.Current, new ClientInfo("test", "1", "device", "tab", "en"), token);
        (await Code(wire.Call<Welcome>("Hello", hello, Cancellation))).ShouldBe(ErrorCodes.Banned);
    }

    private static async Task<string> Code<T>(Task<T> call) => (await Should.ThrowAsync<ServiceDeskException>(call)).Error.Code;

    private async Task<Ban> Banned(BanRequest request, string email = TestDesk.Supervisor)
    {
        using var http = await As(email);
        using var answer = await http.PostAsJsonAsync("/api/bans", request, WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<Ban>(WireJson.Options, Cancellation))!;
    }

    private async Task<(HttpStatusCode Status, string Code)> Refused(BanRequest request)
    {
        using var http = await As(TestDesk.Supervisor);
        using var answer = await http.PostAsJsonAsync("/api/bans", request, WireJson.Options, Cancellation);
        return (answer.StatusCode, (await Problem(answer)).Code);
    }

    private async Task<IEnumerable<string>> Fields(BanRequest request)
    {
        using var http = await As(TestDesk.Supervisor);
        using var answer = await http.PostAsJsonAsync("/api/bans", request, WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await Problem(answer)).Fields;
    }

    private async Task<HttpStatusCode> Lift(long id, string email)
    {
        using var http = await As(email);
        using var answer = await http.DeleteAsync(new Uri($"/api/bans/{id}", UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private async Task<BanPage> List(string? visitor = null, string email = TestDesk.Supervisor)
    {
        using var http = await As(email);
        return (await http.GetFromJsonAsync<BanPage>("/api/bans?limit=200" + (visitor is null ? "" : $"&visitor={visitor}"), WireJson.Options, Cancellation))!;
    }

    private static async Task<(string Code, IReadOnlyList<string> Fields)> Problem(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return (
            problem.GetProperty("code").GetString()!,
            problem.TryGetProperty("details", out var faults) && faults.ValueKind == JsonValueKind.Array
                ? [.. faults.EnumerateArray().Select(f => f.GetProperty("field").GetString()!).Order()]
                : []);
    }

    private async Task<HttpClient> As(string email)
    {
        var staff = await StaffCredentials.SignIn(desk.Served.Host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = desk.Served.Host.Desk };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.Add("Origin", staff.Origin);
        return http;
    }
}
