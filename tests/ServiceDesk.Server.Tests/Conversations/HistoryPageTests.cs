using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>History by fixed pages over HTTP.</summary>
public sealed class HistoryPageTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServedDesk Desk => shared.Desk;

    [Fact]
    public async Task A_full_page_keeps_its_tag_until_a_text_is_taken_back_and_the_last_one_until_it_grows()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        await Fill(visitor, 130);

        var (full, last) = (await Page(visitor, 1), await Page(visitor, 2));
        (full.Page.Full, full.Page.Head, full.Page.Events.Count).ShouldBe((true, null, 100));
        (last.Page.Full, last.Page.Head).ShouldBe((false, Desk.Row(conversation).HeadSeq));
        full.Page.Events.Concat(last.Page.Events).Select(e => e.Seq).ShouldBe(Desk.Stored(conversation).Select(e => e.Seq));
        (await Ask(visitor, 1, full.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await Ask(visitor, 2, last.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        await visitor.Say("one more", Cancellation);
        (await Ask(visitor, 1, full.Tag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await Ask(visitor, 2, last.Tag)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var taken = full.Page.Events.Last(e => e.Sender == visitor.Person);
        (await (await visitor.Hub(Cancellation)).Send(
            new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Recall, new EventBody { Target = taken.Seq }))).OrThrow();
        using var again = await Ask(visitor, 1, full.Tag);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain(taken.Body.Text!);
    }

    [Fact]
    public async Task The_right_is_asked_before_the_page_that_is_ready()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        await using var stranger = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        await Fill(visitor, 110);
        var ready = await Page(visitor, 1);

        using var others = await Ask(stranger, 1, ready.Tag, conversation);
        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var nobodys = await Ask(null, 1, ready.Tag, conversation);
        nobodys.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(visitor, 3, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Once the visitor may no longer read the beginning, no page of it is answered, ready or not.
        await using (var db = Desk.Host.OpenDb())
        {
            db.Members.Single(m => m.ConversationId == conversation && m.Person == visitor.Person).Floor = 105;
            await db.SaveChangesAsync(Cancellation);
        }

        using var truncated = await Ask(visitor, 1, ready.Tag);
        (await truncated.Content.ReadFromJsonAsync<Error>(WireJson.Options, Cancellation))!.Code.ShouldBe(ErrorCodes.HistoryTruncated);
        (await Page(visitor, 2)).Page.Events[0].Seq.ShouldBe(105);
    }

    [Fact]
    public async Task Staff_read_what_they_may_watch_with_names_that_visitors_do_not_see()
    {
        await using var visitor = await Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        await Fill(visitor, 101);
        var own = await Page(visitor, 1);
        using var handler = new HttpClientHandler { CookieContainer = Desk.Agent.Credentials.Cookies };
        using var http = new HttpClient(handler) { BaseAddress = Desk.Host.Desk };

        using var answer = await http.GetAsync(new Uri($"api/conversations/{conversation}/events/pages/1", UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag!.Tag.ShouldNotBe(own.Tag, "the two see different things");
        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        (await answer.Content.ReadFromJsonAsync<HistoryPage>(WireJson.Options, Cancellation))!.Events.Count.ShouldBe(100);
    }

    private static async Task Fill(VisitorBot visitor, int events)
    {
        for (var i = 0; i < events; i += 50)
        {
            await visitor.Connection.SendMany(
                [.. Enumerable.Range(i, Math.Min(50, events - i)).Select(n => new SendRequest(
                    visitor.Session!.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = $"entry-{n:000}" }))],
                Cancellation);
        }
    }

    private async Task<(HistoryPage Page, string Tag)> Page(VisitorBot visitor, long page)
    {
        using var answer = await Ask(visitor, page, null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return ((await answer.Content.ReadFromJsonAsync<HistoryPage>(WireJson.Options, Cancellation))!, answer.Headers.ETag!.Tag);
    }

    private async Task<HttpResponseMessage> Ask(VisitorBot? visitor, long page, string? tag, long? conversation = null)
    {
        using var http = new HttpClient { BaseAddress = Desk.Host.Chat };
        var address = $"api/visitor/conversations/{conversation ?? visitor!.Session!.ConversationId}/events/pages/{page}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (visitor is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, Cancellation));
        }

        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag));
        }

        return await http.SendAsync(request, Cancellation);
    }
}
