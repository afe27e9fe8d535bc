using System.Net;
using System.Net.Http.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Search;

/// <summary>Sessions that staff filed under words are found by them.</summary>
public sealed class TagTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_filed_under_words_taken_out_again_and_found_by_them()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var mark = Mark();
        await visitor.Say($"The {mark} kettle leaks", Cancellation);
        var hub = await desk.Ana.Hub(Cancellation);

        (await Tag(hub, row, [$"Refund  {mark}", "vip"])).Tags.ShouldBe([$"Refund {mark}", "vip"]);
        (await Tag(hub, row, [$"REFUND {mark}", "VIP"])).Tags.ShouldBe([$"Refund {mark}", "vip"]);
        (await Tag(hub, row, ["VIP"], ["vip"])).Tags.ShouldBe([$"Refund {mark}", "vip"]);
        (await Tag(hub, row, [], ["Vip", "never there"])).Tags.ShouldBe([$"Refund {mark}"]);

        using var http = await As(TestDesk.Administrator);
        (await Read<SearchPage>(http, $"/api/search?tag=refund {mark}")).Hits.ShouldHaveSingleItem().SessionId.ShouldBe(row.SessionId);
        (await Read<SearchPage>(http, "/api/search?tag=vip")).Hits.ShouldNotContain(h => h.SessionId == row.SessionId);
        while ((await Read<SearchPage>(http, $"/api/search?text={mark}&tag=refund {mark}")).Hits is not [{ Seq: not null }])
        {
            // The index follows.
            await Task.Delay(50, Cancellation);
        }

        (await Read<SearchPage>(http, $"/api/search?text={mark}&tag=other")).Hits.ShouldBeEmpty();
        (await Read<IReadOnlyList<string>>(http, "/api/tags")).ShouldContain($"Refund {mark}");
    }

    [Fact]
    public async Task Colleagues_are_told_and_the_visitor_is_not()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        int views;
        do
        {
            // What the beginning of the chat still has to tell the visitor, gathered for half a second, comes first.
            views = visitor.Inbox.Sessions.Count;
            await Task.Delay(2_000, Cancellation);
        }
        while (visitor.Inbox.Sessions.Count != views);

        await Tag(await desk.Ana.Hub(Cancellation), row, ["rude"]);

        await Eventually.True(() => desk.Sam.Inbox.Sessions.Any(s => s.SessionId == row.SessionId && s.Tags is ["rude"]), Cancellation);
        visitor.Inbox.Sessions.Count.ShouldBe(views);
    }

    [Fact]
    public async Task What_cannot_be_a_tag_and_too_many_are_refused_by_name_and_change_nothing()
    {
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        var hub = await desk.Ana.Hub(Cancellation);
        await Tag(hub, row, [.. Enumerable.Range(0, 15).Select(i => $"tag {i}")]);

        foreach (var bad in (string[][])[[null!], [" "], [new string('x', 41)], ["a\u0007b"], [.. Enumerable.Range(0, 21).Select(i => $"more {i}")], [.. Enumerable.Range(0, 6).Select(i => $"more {i}")]])
        {
            var error = (await hub.Tag(new TagSessionRequest(Guid.CreateVersion7(), row.SessionId, bad, []))).Error!;
            error.Code.ShouldBe(ErrorCodes.Invalid);
            error.Details![0].Field.ShouldStartWith("add");
        }

        (await Tag(hub, row, [])).Tags!.Count.ShouldBe(15);
    }

    private static async Task<SessionRow> Tag(IAgentHub hub, SessionRow row, IReadOnlyList<string> add, IReadOnlyList<string>? remove = null) =>
        (await hub.Tag(new TagSessionRequest(Guid.CreateVersion7(), row.SessionId, add, remove ?? []))).OrThrow();

    private static string Mark() => $"m{Guid.NewGuid():N}"[..12];

    private async Task<HttpClient> As(string email)
    {
        var staff = await StaffCredentials.SignIn(desk.Served.Host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        return new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = desk.Served.Host.Desk };
#pragma warning restore CA2000
    }

    private static async Task<T> Read<T>(HttpClient http, string query)
    {
        using var answer = await http.GetAsync(new Uri(query, UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, Cancellation))!;
    }
}
