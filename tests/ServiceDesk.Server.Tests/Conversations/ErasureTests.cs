using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Search;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>What an administrator erases for good: where it was, and what is left.</summary>
public sealed class ErasureTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R34_What_was_edited_taken_back_and_erased_is_served_by_nothing_and_stands_in_no_row()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation, o => o with { MessagePack = true });
        var conversation = visitor.Session!.ConversationId;
        var mark = Mark();
        var said = await visitor.Say($"card {mark} one", Cancellation);
        foreach (var more in new[] { "two, which is longer than before", "three" })
        {
            (await Send(visitor, conversation, EventTypes.Edit, new EventBody { Target = said.Seq, Text = $"card {mark} {more}" })).OrThrow();
        }

        var quoting = (await desk.Ana.Say(conversation, "You said so", Cancellation)).Seq;
        (await Send(desk.Sam, conversation, EventTypes.Recall, new EventBody { Target = said.Seq, Reason = $"not {mark} here" })).OrThrow();
        desk.Served.Stored(conversation).Count(e => e.Original?.Contains(mark) == true).ShouldBe(3, "else nothing is shown by this test");
        (await (await visitor.Hub(Cancellation)).SaveDraft(new SaveDraftRequest(conversation, $"card {mark} thr"))).OrThrow();
        var page = await Pages(visitor, conversation, null);

        var done = await Erased(conversation, said.Seq);

        done.Seqs.ShouldBe([said.Seq]);
        foreach (var served in new[]
                 {
                     await Fetched(await visitor.Hub(Cancellation), conversation), await Fetched(await desk.Ana.Hub(Cancellation), conversation),
                     await Fetched(await Watching(lee, conversation), conversation), (await Pages(visitor, conversation, page.Tag)).Text,
                     await StaffPage(conversation), await Transcript(visitor), await Export(visitor), await Audit(),
                     (await desk.Row(visitor.Session.SessionId, Cancellation)).LastText ?? "",
                 })
        {
            served.ShouldNotContain(mark);
        }

        (await Fetched(await lee.Hub(Cancellation), conversation)).ShouldContain("\"purged\":true");
        await using var db = desk.Served.Host.OpenDb();
        db.Drafts.Any(d => d.Text.Contains(mark)).ShouldBeFalse("its sender was gone before the draft of it was");
        var (row, rows) = (desk.Served.Row(conversation), desk.Served.Stored(conversation));
        rows.ShouldAllBe(e => !$"{e.Body}{e.Original}".Contains(mark));
        rows.Where(e => EventBodies.Read(e.Body).Purged == true).Select(e => e.Seq).ShouldBe([said.Seq, said.Seq + 1, said.Seq + 2, quoting + 1, quoting + 2]);
        rows.Where(e => e.Seq < row.HeadSeq && EventBodies.Read(e.Body).Purged == true).ShouldAllBe(e => e.BodyHash == null, "the hash of a short text gives it away");
        rows.Single(e => e.Seq == said.Seq).N.ShouldBe(said.N);
        var audited = (await AuditOf(conversation, said.Seq)).ShouldHaveSingleItem();
        (audited.Who, audited.Details).ShouldBe((rows[^1].Sender, "asked for by law"));
    }

    [Fact]
    public async Task Case_R34_Whoever_has_it_open_loses_it_at_once_and_in_either_encoding()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation, o => o with { MessagePack = true });
        var conversation = visitor.Session!.ConversationId;
        await Watching(lee, conversation);
        lee.Connection.Follow(conversation);
        var said = await visitor.Say(Mark(), Cancellation);

        await Erased(conversation, said.Seq);

        var told = new Func<IEnumerable<ConversationEvent>>[] { () => visitor.Seen, () => Of(desk.Ana), () => Of(lee) };
        foreach (var seen in told)
        {
            var erasure = await Eventually.Some(() => seen().SingleOrDefault(e => e.Seq == said.Seq + 1), Cancellation);
            (erasure.Type, erasure.Body.Target, erasure.Body.Purged, erasure.Body.Reason).ShouldBe((EventTypes.Recall, said.Seq, true, null));
        }

        IEnumerable<ConversationEvent> Of(AgentBot agent) => agent.Seen.Where(s => s.Conversation == conversation).Select(s => s.Event);
    }

    [Fact]
    public async Task Case_R34_What_is_erased_is_not_found_by_search_and_no_word_of_it_stays_in_the_index()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var (mark, conversation) = (Mark(), visitor.Session!.ConversationId);
        var said = await visitor.Say($"{mark} to find", Cancellation);
        using var http = await As(TestDesk.Administrator);
        var query = new Uri($"/api/search?text={mark}", UriKind.Relative);
        await Eventually.True(() => http.GetFromJsonAsync<SearchPage>(query, WireJson.Options).GetAwaiter().GetResult()!.Hits.Count == 1, Cancellation);

        await Erased(conversation, said.Seq);

        (await http.GetFromJsonAsync<SearchPage>(query, WireJson.Options, Cancellation))!.Hits.ShouldBeEmpty();
        var index = desk.Served.Host.Get<ISearchIndex>();
        var words = new IndexQuery(Decisions.Search.SearchPhrases.Of(mark, 1)!, null, null, null, null);
        await Eventually.True(() => index.Find(words, 10, Cancellation).GetAwaiter().GetResult().Count == 0, Cancellation);
    }

    [Fact]
    public async Task Case_R34_No_file_of_the_data_holds_what_was_erased()
    {
        var folder = TestDesk.NewFolder();
        var (mark, pad) = (Mark(), string.Concat(Enumerable.Repeat("abcdefgh ", 400)));
        var settings = new Dictionary<string, string?>
        {
            ["Search:FollowMilliseconds"] = "20",
            ["Database:CheckpointMilliseconds"] = "50",
            ["RateLimits:VisitorSend:Burst"] = "1000",
            ["RateLimits:ConversationSend:Burst"] = "1000",
        };
        await using (var host = await TestHost.Start(settings, folder: folder))
        {
            await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
            var conversation = (await visitor.Open(Cancellation)).ConversationId;
            var hub = await visitor.Hub(Cancellation);
            var seqs = new List<long>();
            for (var i = 0; i < 30; i++)
            {
                // Short ones, and ones that a page of the file does not hold; edits that take more room than there is.
                seqs.Add((await visitor.Say($"{mark}a {(i % 3 == 0 ? pad : "")}", Cancellation)).Seq);
                await visitor.Say($"in between {i}", Cancellation);
                if (i % 2 == 0)
                {
                    (await Send(visitor, conversation, EventTypes.Edit, new EventBody { Target = seqs[^1], Text = $"{mark}b {pad[..(i * 50)]}" })).OrThrow();
                }
            }

            (await Send(visitor, conversation, EventTypes.Recall, new EventBody { Target = seqs[0] })).OrThrow();
            // Else nothing is shown by this test.
            await Eventually.True(() => Holding(folder, mark, "*-wal").Count == 2, Cancellation);

            using var http = await As(TestDesk.Administrator, host);
            using var answer = await http.PostAsJsonAsync($"/api/conversations/{conversation}/erasures", new EraseRequest(seqs, "asked for by law"), WireJson.Options, Cancellation);
            answer.EnsureSuccessStatusCode();

            // While it runs; the files themselves once they are closed.
            await Eventually.True(() => Holding(folder, mark, "*-wal").Count == 0, Cancellation);
        }

        Holding(folder, mark, "*").ShouldBeEmpty();
        TestDesk.Delete(folder);
    }

    [Fact]
    public async Task Case_R34_A_repeat_of_the_first_send_is_a_duplicate_whatever_it_says_now()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var (conversation, id) = (visitor.Session!.ConversationId, Guid.CreateVersion7());
        var hub = await visitor.Hub(Cancellation);
        SendRequest Saying(string text) => new(conversation, id, EventTypes.Message, new EventBody { Text = text });
        var said = (await hub.Send(Saying("first"))).OrThrow();
        (await hub.Send(Saying("second"))).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        await Erased(conversation, said.Seq);

        foreach (var text in new[] { "first", "second" })
        {
            (await hub.Send(Saying(text))).OrThrow().ShouldBe(said with { Duplicate = true });
        }

        desk.Served.Stored(conversation).Single(e => e.Seq == said.Seq).Body.ShouldNotContain("first");
        await using (var db = desk.Served.Host.OpenDb())
        {
            var other = (await visitor.Say("not erased", Cancellation)).Seq;
            var row = db.Events.Single(e => e.ConversationId == conversation && e.Seq == other);
            row.BodyHash = null;
            await db.SaveChangesAsync(Cancellation);
            (await hub.Send(new SendRequest(conversation, row.ClientMsgId!.Value, EventTypes.Message, new EventBody { Text = "not erased" }))).Error!.Code
                .ShouldBe(ErrorCodes.IdempotencyConflict, "nothing to compare with, and not erased");
        }
    }

    [Fact]
    public async Task All_are_erased_or_none_and_asking_again_does_nothing_more()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var (first, second) = (await visitor.Say("erase-one", Cancellation), await desk.Ana.Say(conversation, "erase-two", Cancellation));
        (await Send(desk.Ana, conversation, EventTypes.Pin, new EventBody { Target = first.Seq })).OrThrow();
        var before = desk.Served.Row(conversation);

        var (status, problem) = await Refused(conversation, "asked for by law", first.Seq, 4_000);
        (status, problem.Code).ShouldBe((HttpStatusCode.NotFound, ErrorCodes.NotFound));
        problem.Message.ShouldContain("4000");
        (await Refused(conversation, "asked for by law", first.Seq, 1)).Problem.ShouldBe(new Error(ErrorCodes.Invalid, "Event 1 is no message."), "it is the system's");
        desk.Served.Row(conversation).HeadSeq.ShouldBe(before.HeadSeq);
        desk.Served.Stored(conversation).Single(e => e.Seq == first.Seq).Body.ShouldContain("erase-one");

        (await Erased(conversation, second.Seq, first.Seq)).Seqs.ShouldBe([second.Seq, first.Seq]);
        var after = desk.Served.Row(conversation);
        (after.HeadSeq, after.HeadN, after.PurgeVersion, after.Pinned.Count).ShouldBe((before.HeadSeq + 2, before.HeadN, before.PurgeVersion + 2, 0));

        (await Erased(conversation, first.Seq)).Seqs.ShouldBe([first.Seq]);
        desk.Served.Row(conversation).HeadSeq.ShouldBe(after.HeadSeq);
        (await AuditOf(conversation, first.Seq)).Count.ShouldBe(1);
        (await Send(visitor, conversation, EventTypes.Edit, new EventBody { Target = first.Seq, Text = "back" })).Error!.Code.ShouldBe(ErrorCodes.Invalid);
    }

    [Fact]
    public async Task What_staff_said_among_themselves_is_erased_too_also_when_the_session_is_over()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var ana = await desk.Ana.Hub(Cancellation);
        var staff = (await ana.StaffConversation(new StaffConversationRequest(visitor.Session!.SessionId))).OrThrow().Conv;
        var mark = Mark();
        var noted = (await ana.Send(new SendRequest(
            staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = mark, Mark = StaffMarks.Note }, Mentions: [desk.Sam.Person]))).OrThrow();
        var said = await visitor.Say(mark, Cancellation);
        await Eventually.True(() => desk.Sam.Inbox.MentionLists.Any(m => m.Unread.Any(u => u.Text == mark)), Cancellation);
        (await (await visitor.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), visitor.Session.SessionId))).OrThrow();

        await Erased(staff, noted.Seq);
        await Erased(visitor.Session.ConversationId, said.Seq);

        desk.Served.Stored(staff).ShouldAllBe(e => !e.Body.Contains(mark));
        EventBodies.Read(desk.Served.Stored(staff).Single(e => e.Seq == noted.Seq).Body).ShouldBe(new EventBody { Purged = true, Mark = StaffMarks.Note });
        await Eventually.True(() => desk.Sam.Inbox.MentionLists.Last().Unread.All(u => u.Text != mark), Cancellation);
        await Eventually.True(() => desk.Sam.Inbox.Sessions.Last(s => s.SessionId == visitor.Session.SessionId).LastText != mark, Cancellation);
    }

    [Fact]
    public async Task Case_R34_A_left_message_that_is_erased_leaves_the_list_of_left_messages_too()
    {
        await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        await using var lee = await AgentBot.Connect(desk.Served.Host.Desk, TestDesk.Lee, Cancellation);
        (await (await lee.Hub(Cancellation)).Sessions(new SessionsRequest(SessionsView.Queue))).OrThrow();
        var session = await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var (id, mark) = (Guid.CreateVersion7(), Mark());
        (await (await visitor.Hub(Cancellation)).ChooseFallback(
            new ChooseFallbackRequest(id, session.SessionId, FallbackKinds.Message, "kim@example.org", mark))).OrThrow();
        var left = desk.Served.Stored(session.ConversationId).Single(e => e.ClientMsgId == id);
        await Eventually.True(() => lee.Inbox.Tickets.Any(t => t.Text == mark), Cancellation);

        await Erased(session.ConversationId, left.Seq);

        await Eventually.True(() => lee.Inbox.Tickets.Last(t => t.ConversationId == session.ConversationId).Text == "", Cancellation);
        await using var db = desk.Served.Host.OpenDb();
        db.Tickets.Single(t => t.ConversationId == session.ConversationId).Text.ShouldBe("");
        db.RoutingEvents.Any(e => e.Payload.Contains(mark)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_may_not_erase_learns_nothing_of_what_there_is()
    {
        await using var visitor = (await desk.Session(Cancellation)).Visitor;
        var conversation = visitor.Session!.ConversationId;
        var said = await visitor.Say("kept", Cancellation);
        foreach (var email in new[] { TestDesk.Ana, TestDesk.Lee, TestDesk.Supervisor })
        {
            using var http = await As(email);
            (await Post(http, conversation, "because", said.Seq)).ShouldBe(await Post(http, 4_000_000, "because", 1));
        }

        using var nobody = new HttpClient { BaseAddress = desk.Served.Host.Desk };
        nobody.DefaultRequestHeaders.Add("Origin", desk.Ana.Credentials.Origin);
        nobody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, Cancellation));
        (await Post(nobody, conversation, "because", said.Seq)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        desk.Served.Row(conversation).HeadSeq.ShouldBe(said.Seq);
        (await Refused(4_000_000, "because", 1)).Problem.Code.ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task A_request_names_up_to_two_hundred_each_once_and_says_why()
    {
        foreach (var (reason, seqs) in new (string, long[])[]
                 {
                     ("", [1]), (" ", [1]), (new string('x', 201), [1]), ("why", []), ("why", [1, 1]), ("why", [.. Enumerable.Range(1, 201).Select(i => (long)i)]),
                 })
        {
            (await Refused(1, reason, seqs)).Problem.Code.ShouldBe(ErrorCodes.Invalid, $"{reason} {seqs.Length}");
        }
    }

    private static string Mark() => $"erase{Guid.NewGuid():N}";

    private static List<string> Holding(string folder, string text, string files) =>
        [.. Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories).Where(path => Bytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static async Task<Reply<Ack>> Send(VisitorBot visitor, long conversation, string type, EventBody body) =>
        await (await visitor.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), type, body));

    private static async Task<Reply<Ack>> Send(AgentBot agent, long conversation, string type, EventBody body) =>
        await (await agent.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), type, body));

    private static async Task<IAgentHub> Watching(AgentBot agent, long conversation)
    {
        var hub = await agent.Hub(Cancellation);
        (await hub.Watch(new WatchRequest(conversation))).OrThrow();
        return hub;
    }

    private static async Task<string> Fetched(IConversationHub hub, long conversation) => JsonSerializer.Serialize(
        (await hub.Fetch(new FetchRequest(conversation, 1, After: 0, Limit: 200))).OrThrow(), WireJson.Options);

    private async Task<(string Text, string Tag)> Pages(VisitorBot visitor, long conversation, string? tag)
    {
        using var http = await Bearing(visitor);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/visitor/conversations/{conversation}/events/pages/1");
        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag));
        }

        using var answer = await http.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadAsStringAsync(Cancellation), answer.Headers.ETag!.Tag);
    }

    private async Task<string> Transcript(VisitorBot visitor)
    {
        using var http = await Bearing(visitor);
        return await http.GetStringAsync(new Uri($"/api/visitor/transcript?session={visitor.Session!.SessionId}&format=text", UriKind.Relative), Cancellation);
    }

    private async Task<string> Export(VisitorBot visitor) => await Read($"/api/sessions/{visitor.Session!.SessionId}/transcript");

    private Task<string> StaffPage(long conversation) => Read($"/api/conversations/{conversation}/events/pages/1");

    private Task<string> Audit() => Read("/api/audit?limit=200");

    private async Task<string> Read(string address)
    {
        using var http = await As(TestDesk.Administrator);
        return await http.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation);
    }

    private async Task<HttpClient> Bearing(VisitorBot visitor)
    {
        var http = new HttpClient { BaseAddress = desk.Served.Host.Chat };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, Cancellation));
        return http;
    }

    private async Task<IReadOnlyList<AuditRow>> AuditOf(long conversation, long seq) =>
        [.. (await desk.Audit(Audited.Event(conversation, seq), Cancellation)).Where(a => a.What == Audited.Erase)];

    private async Task<ErasedMessages> Erased(long conversation, params long[] seqs)
    {
        using var http = await As(TestDesk.Administrator);
        using var answer = await http.PostAsJsonAsync(
            $"/api/conversations/{conversation}/erasures", new EraseRequest(seqs, "asked for by law"), WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        return (await answer.Content.ReadFromJsonAsync<ErasedMessages>(WireJson.Options, Cancellation))!;
    }

    private async Task<(HttpStatusCode Status, Error Problem)> Refused(long conversation, string reason, params long[] seqs)
    {
        using var http = await As(TestDesk.Administrator);
        var (status, text) = await Post(http, conversation, reason, seqs);
        var problem = JsonDocument.Parse(text).RootElement;
        return (status, new Error(problem.GetProperty("code").GetString()!, problem.GetProperty("detail").GetString()!));
    }

    private static async Task<(HttpStatusCode Status, string Text)> Post(HttpClient http, long conversation, string reason, params long[] seqs)
    {
        using var answer = await http.PostAsJsonAsync($"/api/conversations/{conversation}/erasures", new EraseRequest(seqs, reason), WireJson.Options, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private Task<HttpClient> As(string email) => As(email, desk.Served.Host);

    private static async Task<HttpClient> As(string email, TestHost host)
    {
        var staff = await StaffCredentials.SignIn(host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = host.Desk };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.Add("Origin", staff.Origin);
        return http;
    }
}
