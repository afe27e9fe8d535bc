using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Search;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Search;

public sealed class SearchTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("退", "我要 ", "退", "货，订单号 ")]
    [InlineData("退货", "我要 ", "退货", "，订单号 ")]
    [InlineData("AB-4711", "，订单号 ", "AB-4711", " refunded")]
    [InlineData("refunds", " ", "refunded", " today")]
    public async Task A_message_is_found_by_word_by_phrase_and_by_one_character_and_shows_where(string text, string before, string hit, string after)
    {
        var mark = Mark();
        await using var visitor = await Visitor();
        await visitor.Say($"{mark} 我要 退货，订单号 AB-4711 refunded today", Cancellation);

        var found = await Found($"/api/search?text={mark} {text}");
        var said = found.Single();
        (said.SessionId, said.ConversationId, said.Sender).ShouldBe((visitor.Session!.SessionId, visitor.Session.ConversationId, visitor.Person));
        var pieces = said.Snippet.ToList();
        var at = pieces.FindLastIndex(p => p.Hit);
        pieces[at].Text.ShouldBe(hit);
        pieces[at - 1].Text.ShouldEndWith(before);
        string.Concat(pieces.Skip(at + 1).Select(p => p.Text)).ShouldStartWith(after);
    }

    [Fact]
    public async Task Hits_come_newest_first_page_by_page_each_once()
    {
        var mark = Mark();
        await using var visitor = await Visitor();
        for (var i = 0; i < 7; i++)
        {
            await visitor.Say($"{mark} number{i}", Cancellation);
        }

        await Found($"/api/search?text={mark} number6");
        using var http = await As(TestDesk.Administrator);
        var (seen, before) = (new List<long?>(), "");
        for (var page = 0; page < 3; page++)
        {
            var answer = await Read(http, $"/api/search?text={mark}&limit=3{before}");
            seen.AddRange(answer.Hits.Select(h => h.Seq));
            (answer.Hits.Count, answer.Next is null).ShouldBe(page < 2 ? (3, false) : (1, true));
            before = $"&before={answer.Next}";
        }

        seen.ShouldBe(seen.OrderDescending());
        seen.Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task Agents_find_what_their_lists_show_supervisors_their_queues_administrators_everything()
    {
        var mark = Mark();
        await using var visitor = await desk.Served.Visitor(Cancellation);
        await visitor.Say($"{mark} for sales", Cancellation);
        await Found($"/api/search?text={mark}");
        var mei = await Id(TestDesk.Mei);
        var sam = await Id(TestDesk.Supervisor);
        var before = desk.Served.Host.Get<Server.Routing.CurrentDesk>().Value;
        await desk.Publish(
            d => d with
            {
                Agents = [.. d.Agents.Select(a => a.Id == mei ? a with { Memberships = [new Membership("support")] } : a)],
                Supervisors = [new(sam, ["support"])],
            },
            Cancellation);

        foreach (var (email, finds) in new[]
                 {
                     (TestDesk.Ana, 1), (TestDesk.Lee, 1), (TestDesk.Mei, 0), (TestDesk.Supervisor, 0), (TestDesk.Administrator, 1),
                 })
        {
            using var http = await As(email);
            (await Read(http, $"/api/search?text={mark}")).Hits.Count.ShouldBe(finds, email);
            (await Read(http, $"/api/search?agent={desk.Ana.Credentials.User.Id}")).Hits.Count(h => h.SessionId == visitor.Session!.SessionId).ShouldBe(finds, email);
        }

        await desk.Publish(d => d with { Agents = before.Agents, Supervisors = [] }, Cancellation);
    }

    [Fact]
    public async Task Every_filter_narrows_text_and_list_alike()
    {
        var mark = Mark();
        await using var visitor = await desk.Served.Visitor(Cancellation);
        await visitor.Say($"{mark} filtered", Cancellation);
        var session = visitor.Session!.SessionId;
        await using (var db = desk.Served.Host.OpenDb())
        {
            var row = await db.Visitors.SingleAsync(v => v.Id == visitor.Credentials.VisitorId, Cancellation);
            (row.Name, row.Email) = ($"王小{mark}", $"100%_{mark}@mail.test");
            await db.SaveChangesAsync(Cancellation);
        }

        await Found($"/api/search?text={mark}");
        using var http = await As(TestDesk.Administrator);
        var ana = desk.Ana.Credentials.User.Id;
        var now = desk.Served.Host.Get<TimeProvider>().GetUtcNow();
        var (earlier, later) = (Uri.EscapeDataString($"{now.AddHours(-1):O}"), Uri.EscapeDataString($"{now.AddHours(1):O}"));
        foreach (var part in (string[])[$"text={mark}&", ""])
        {
            foreach (var (filter, finds) in new[]
                     {
                         ($"visitor=小{mark}", true), ($"visitor={Uri.EscapeDataString($"100%_{mark}")}", true), ($"visitor=100__{mark}", false),
                         ($"agent={ana}", true), ($"agent={await Id(TestDesk.Lee)}", false), ("queue=sales", true), ("queue=support", false),
                         ($"from={earlier}&to={later}", true), ($"from={later}", false), ($"to={earlier}", false), ("topic=nothing", false),
                         ("queue=x' OR '1'='1", false),
                     })
            {
                var page = await Read(http, $"/api/search?{part}{filter}");
                page.Hits.Any(h => h.SessionId == session).ShouldBe(finds, part + filter);
            }
        }

        (await Read(http, $"/api/search?text={mark}&visitor=小{mark}")).Hits.Single().VisitorName.ShouldBe($"王小{mark}");
    }

    [Fact]
    public async Task What_came_with_a_message_is_found_by_its_name_and_a_visitor_by_the_name_that_staff_see()
    {
        var mark = Mark();
        await using var visitor = await desk.Served.Visitor(Cancellation);
        await visitor.Say("Which kettle?", Cancellation);
        var hub = await desk.Served.Agent.Hub(Cancellation);
        var body = new EventBody { Product = new ProductCard("sku-1", $"Kettle {mark}", "https://shop.test/kettle") };
        (await hub.Send(new SendRequest(visitor.Session!.ConversationId, Guid.CreateVersion7(), EventTypes.Message, body))).OrThrow();

        var hit = (await Found($"/api/search?text={mark}")).Single();

        string.Concat(hit.Snippet.Select(p => p.Text)).ShouldBe($"Kettle {mark}");
        using var http = await As(TestDesk.Administrator);
        var sign = hit.VisitorName["Visitor ".Length..];
        foreach (var name in (string[])[hit.VisitorName, sign, $" visitor {sign.ToLowerInvariant()} "])
        {
            var page = await Read(http, $"/api/search?text={mark}&visitor={Uri.EscapeDataString(name)}");
            page.Hits.ShouldHaveSingleItem(name);
        }

        (await Read(http, $"/api/search?text={mark}&visitor={sign[..3]}")).Hits.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_staff_say_among_themselves_is_found_and_says_so()
    {
        var mark = Mark();
        var (visitor, row) = await desk.Session(Cancellation);
        await using var _ = visitor;
        (await desk.Monitor.Whisper(new WhisperRequest(Guid.CreateVersion7(), row.SessionId, $"{mark} slowly"))).OrThrow();

        var hit = (await Found($"/api/search?text={mark}")).Single();
        (hit.AmongStaff, hit.SessionId, hit.ConversationId).ShouldBe((true, row.SessionId, row.ConversationId));
    }

    [Fact]
    public async Task A_message_whose_text_is_gone_is_not_found_although_the_index_still_knows_it()
    {
        var mark = Mark();
        await using var visitor = await Visitor();
        var ack = await visitor.Say($"{mark} secret", Cancellation);
        await Found($"/api/search?text={mark}");
        await using (var db = desk.Served.Host.OpenDb())
        {
            await using var write = await db.BeginWrite(Storage.WriteKind.Other, Cancellation);
            await db.Events.Where(e => e.ConversationId == visitor.Session!.ConversationId && e.Seq == ack.Seq)
                .ExecuteUpdateAsync(e => e.SetProperty(x => x.Body, "{}"), Cancellation);
            await write.Commit(Cancellation);
        }

        using var http = await As(TestDesk.Administrator);
        (await Read(http, $"/api/search?text={mark}")).Hits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_R34_text_that_an_edit_or_a_recall_took_away_is_not_found_and_what_stands_there_now_is()
    {
        var (first, second) = (Mark(), Mark());
        await using var visitor = await Visitor();
        var conversation = visitor.Session!.ConversationId;
        var ack = await visitor.Say($"{first} card number", Cancellation);
        await Found($"/api/search?text={first}");
        var hub = await visitor.Hub(Cancellation);
        (await hub.Send(new SendRequest(
            conversation, Guid.CreateVersion7(), EventTypes.Edit, new EventBody { Target = ack.Seq, Text = $"{second} nothing" }))).OrThrow();

        (await Found($"/api/search?text={second}")).Single().Seq.ShouldBe(ack.Seq);
        using var http = await As(TestDesk.Administrator);
        (await Read(http, $"/api/search?text={first}")).Hits.ShouldBeEmpty();
        (await Indexed(first)).ShouldBeEmpty();

        (await hub.Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Recall, new EventBody { Target = ack.Seq }))).OrThrow();
        (await Read(http, $"/api/search?text={second}")).Hits.ShouldBeEmpty();
        await Eventually.True(() => Indexed(second).GetAwaiter().GetResult().Count == 0, Cancellation);
        // Nor after the index is built from what is stored.
        desk.Served.Host.Get<SearchFollower>().Rebuild();
        await Eventually.True(() => !desk.Served.Host.Get<SearchFollower>().Behind, Cancellation);
        (await Indexed(first)).Concat(await Indexed(second)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<IndexedMessage>> Indexed(string word) => desk.Served.Host.Get<ISearchIndex>().Find(
        new IndexQuery(Decisions.Search.SearchPhrases.Of(word, 1)!, null, null, null, null), 10, Cancellation);

    [Fact]
    public async Task The_index_is_built_anew_when_it_is_told_to_or_has_lost_its_place()
    {
        var mark = Mark();
        await using var visitor = await Visitor();
        await visitor.Say($"{mark} again", Cancellation);
        await Found($"/api/search?text={mark}");
        using var http = await As(TestDesk.Administrator);
        var index = desk.Served.Host.Get<ISearchIndex>();
        await index.Clear(Cancellation);
        (await Read(http, $"/api/search?text={mark}")).Hits.ShouldBeEmpty();
        using var told = await http.PostAsync(new Uri("/api/search/rebuild", UriKind.Relative), null, Cancellation);
        told.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await Found($"/api/search?text={mark}")).Count.ShouldBe(1);
        var cursor = (await index.Open(Cancellation)).ShouldNotBeNull();
        var feed = desk.Served.Host.Get<SearchFeed>();
        (await feed.Holds(cursor, Cancellation)).ShouldBeTrue();
        (await feed.Holds(cursor with { Position = cursor.Position + 1_000 }, Cancellation)).ShouldBeFalse();
        (await feed.Holds(cursor with { ConversationId = cursor.ConversationId + 1 }, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/api/search?text=%3F%21", "text")]
    [InlineData("/api/search?limit=51", "limit")]
    [InlineData("/api/search?before=0", "before")]
    [InlineData("/api/search?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    public async Task A_search_that_makes_no_sense_is_refused_with_the_field(string query, string field)
    {
        using var http = await As(TestDesk.Ana);
        using var answer = await http.GetAsync(new Uri(query, UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        problem.GetProperty("details")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task Case_R62_signs_of_query_languages_are_text()
    {
        var mark = Mark();
        await using var visitor = await Visitor();
        await visitor.Say($"{mark} it's 100% (really) AND NOT a_b*", Cancellation);
        await Found($"/api/search?text={mark}");
        using var http = await As(TestDesk.Administrator);
        foreach (var attack in Attacks)
        {
            foreach (var field in (string[])["text", "visitor", "queue", "topic"])
            {
                var text = field == "text" ? "" : $"text={mark}&";
                using var answer = await http.GetAsync(new Uri($"/api/search?{text}{field}={Uri.EscapeDataString(attack)}", UriKind.Relative), Cancellation);
                var body = await answer.Content.ReadAsStringAsync(Cancellation);
                answer.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], $"{field}={attack}: {body}");
                if (answer.IsSuccessStatusCode)
                {
                    JsonSerializer.Deserialize<SearchPage>(body, WireJson.Options)!.Hits.ShouldBeEmpty($"{field}={attack}");
                }
            }
        }

        (await Found($"/api/search?text={mark} {Uri.EscapeDataString("100% (really) it's a_b*")}")).Count.ShouldBe(1);
    }

    private static readonly string[] Attacks =
    [
        "' OR '1'='1", "'; DROP TABLE event; --", "\" OR said : x", "said : (nothing)", "zzqx* OR mat*", "NEAR(zzqx yyqx, 5)", "zzqx NOT yyqx",
        "^zzqx", "{said place} : zzqx", "zzqx\" AND \"", "x') UNION SELECT sql FROM sqlite_master --", "%zzqx%", "_%_%zzqx", "\\%zzqx", "(((((zzqx",
    ];

    /// <summary>With whom the bot speaks: nobody needs to take the chat.</summary>
    private async Task<VisitorBot> Visitor()
    {
        var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        return visitor;
    }

    private static string Mark() => $"mark{Guid.NewGuid():N}"[..12];

    private async Task<long> Id(string email) => (await StaffCredentials.SignIn(desk.Served.Host.Desk, email, TestDesk.Password, Cancellation)).User.Id;

    private async Task<IReadOnlyList<SearchHit>> Found(string query)
    {
        using var http = await As(TestDesk.Administrator);
        for (var tries = 0; tries < 150; tries++)
        {
            if ((await Read(http, query)).Hits is { Count: > 0 } hits)
            {
                return hits;
            }

            await Task.Delay(100, Cancellation);
        }

        throw new TimeoutException($"Nothing was found: {query}");
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

    private static async Task<SearchPage> Read(HttpClient http, string query)
    {
        using var answer = await http.GetAsync(new Uri(query, UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<SearchPage>(WireJson.Options, Cancellation))!;
    }
}
