using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>Who may read, send and go on with files: numbers in names are those of the reliability cases.</summary>
public sealed class AccessTests(FileDesk desk) : IClassFixture<FileDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R25_A_file_of_another_conversation_is_refused_and_ids_cannot_be_guessed()
    {
        await using var first = await desk.Sender(Cancellation);
        await using var second = await desk.Sender(Cancellation);
        var file = await second.SendFile("b.txt", Samples.Bytes(100, seed: 5), Cancellation);
        var hub = await first.Visitor.Hub(Cancellation);

        (await hub.AttachmentLinks(new AttachmentLinksRequest(first.Conversation, [file.Id]))).Value!.Links.ShouldBeEmpty();
        (await hub.AttachmentLinks(new AttachmentLinksRequest(second.Conversation, [file.Id]))).Value!.Links.ShouldBeEmpty();
        var number = System.Numerics.BigInteger.Parse("0" + file.Id, System.Globalization.NumberStyles.HexNumber, null);
        var near = Enumerable.Range(-1000, 2001).Where(step => step != 0).Select(step => (number + step).ToString("x32", null)[^32..]).Chunk(50).ToList();
        foreach (var ids in near)
        {
            (await (await second.Visitor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(second.Conversation, ids))).Value!.Links.ShouldBeEmpty();
        }

        var own = (await (await second.Visitor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(second.Conversation, [file.Id]))).Value!.Links[0].Url;
        using var http = new HttpClient();
        (await Status(http, own)).ShouldBe(HttpStatusCode.OK);
        for (var at = own.LastIndexOf('/') + 1; at < own.Length; at += 7)
        {
            var changed = own[..at] + (own[at] == 'A' ? 'B' : 'A') + own[(at + 1)..];
            (await Status(http, changed)).ShouldBe(HttpStatusCode.NotFound, $"changed at {at}");
        }

        using var other = Uploader.Of(desk.Supervisor.Credentials);
        var ticket = await second.Uploader.Begin(second.Conversation, "c.txt", "text/plain", 100);
        using var asStaff = await other.Send(HttpMethod.Head, ticket.Url.Replace("/api/visitor/uploads", "/api/uploads"), null);
        asStaff.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Case_R72_What_may_no_longer_be_read_is_not_found_by_addresses_given_before()
    {
        var clock = new ShiftedClock();
        await using var host = await TestHost.Start(FileDesk.Settings, services => services.AddSingleton<TimeProvider>(clock));
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var hub = await visitor.Hub(Cancellation);
        async Task<(string Id, string Url)> Sent(int seed)
        {
            var file = (await uploader.Upload(conversation, "a.txt", "text/plain", Samples.Bytes(100, seed))).Attachment!;
            (await hub.Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: [file.Id]))).OrThrow();
            return (file.Id, (await hub.AttachmentLinks(new AttachmentLinksRequest(conversation, [file.Id]))).Value!.Links[0].Url);
        }

        using var http = new HttpClient();
        var (removed, toRemoved) = await Sent(1);
        var (_, toErased) = await Sent(2);
        using (var fresh = await http.GetAsync(new Uri(toErased), Cancellation))
        {
            fresh.StatusCode.ShouldBe(HttpStatusCode.OK);
            fresh.Headers.CacheControl!.MaxAge!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(60));
            fresh.Headers.CacheControl.Private.ShouldBeTrue();
        }

        await using var db = host.OpenDb();
        var seq = db.Attachments.Single(a => a.Id == removed).SentSeq;
        (await hub.Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Recall, new EventBody { Target = seq }))).OrThrow();
        (await Status(http, toRemoved)).ShouldBe(HttpStatusCode.NotFound, "the message was taken back");
        await host.Get<ClearAttachments>().Run(Cancellation);
        FileDesk.OnDisk(host).Count.ShouldBe(1);

        clock.Shift = TimeSpan.FromMinutes(11);
        (await Status(http, toErased)).ShouldBe(HttpStatusCode.NotFound, "the address is over");
        clock.Shift = TimeSpan.Zero;
        (await Status(http, toErased)).ShouldBe(HttpStatusCode.OK);
        await Write(host, db => db.Visitors.ExecuteUpdateAsync(v => v.SetProperty(x => x.ErasedAt, DateTimeOffset.UtcNow), Cancellation));
        (await Status(http, toErased)).ShouldBe(HttpStatusCode.NotFound, "the visitor is erased");
    }

    [Fact]
    public async Task Case_R72_Files_of_an_erased_message_are_not_found_and_the_same_content_in_another_message_stays()
    {
        await using var sender = await desk.Sender(Cancellation);
        var (hub, picture) = (await sender.Visitor.Hub(Cancellation), Samples.PhonePhoto());
        var (erased, kept) = (await sender.SendFile("erase-me-1.jpg", picture, Cancellation), await sender.SendFile("kept.jpg", picture, Cancellation));
        var links = (await hub.AttachmentLinks(new AttachmentLinksRequest(sender.Conversation, [erased.Id, kept.Id]))).Value!.Links.ToDictionary(l => l.Id);
        await using var db = desk.Host.OpenDb();
        var files = db.Attachments.Where(a => a.Id == erased.Id || a.Id == kept.Id).Select(a => a.FileId).Distinct().ToList();
        files.Count.ShouldBe(1, "else the two share nothing");
        var seq = db.Attachments.Single(a => a.Id == erased.Id).SentSeq!.Value;
        using var http = new HttpClient();
        foreach (var url in links.Values.SelectMany(l => new[] { l.Url, l.ThumbnailUrl! }))
        {
            (await Status(http, url)).ShouldBe(HttpStatusCode.OK);
        }

        var admin = await StaffCredentials.SignIn(desk.Host.Desk, TestDesk.Administrator, TestDesk.Password, Cancellation);
        using var handler = new SocketsHttpHandler { CookieContainer = admin.Cookies };
        using var staff = new HttpClient(handler) { BaseAddress = desk.Host.Desk };
        staff.DefaultRequestHeaders.Add("Origin", admin.Origin);
        using var answer = await staff.PostAsJsonAsync(
            $"/api/conversations/{sender.Conversation}/erasures", new EraseRequest([seq], "asked for by law"), WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.Host.Get<ClearAttachments>().Run(Cancellation);

        (await Status(http, links[erased.Id].Url)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(http, links[erased.Id].ThumbnailUrl!)).ShouldBe(HttpStatusCode.NotFound);
        (await Status(http, links[kept.Id].Url)).ShouldBe(HttpStatusCode.OK);
        (await Status(http, links[kept.Id].ThumbnailUrl!)).ShouldBe(HttpStatusCode.OK);
        (await hub.AttachmentLinks(new AttachmentLinksRequest(sender.Conversation, [erased.Id]))).Value!.Links.ShouldBeEmpty();
        (await db.Events.AsNoTracking().AnyAsync(e => e.ConversationId == sender.Conversation && e.Body.Contains("erase-me-1"), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_account_that_is_deactivated_reads_nothing_more_by_addresses_given_before()
    {
        await using var host = await TestHost.Start(FileDesk.Settings);
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var file = (await uploader.Upload(conversation, "a.txt", "text/plain", Samples.Bytes(100))).Attachment!;
        (await (await visitor.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: [file.Id]))).OrThrow();
        await using var supervisor = await AgentBot.Connect(host.Desk, TestDesk.Supervisor, Cancellation);
        var url = (await (await supervisor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(conversation, [file.Id]))).Value!.Links[0].Url;
        using var http = new HttpClient();
        (await Status(http, url)).ShouldBe(HttpStatusCode.OK);

        var id = supervisor.Credentials.User.Id;
        await Write(host, db => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(u => u.SetProperty(x => x.Active, false), Cancellation));

        (await Status(http, url)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Case_R73_Only_ones_own_ready_files_of_this_conversation_can_be_sent()
    {
        await using var first = await desk.Sender(Cancellation);
        await using var second = await desk.Sender(Cancellation);
        var foreign = (await second.Uploader.Upload(second.Conversation, "b.txt", "", Samples.Bytes(100))).Attachment!;
        using var supervisor = Uploader.Of(desk.Supervisor.Credentials);
        var agents = (await supervisor.Upload(first.Conversation, "c.txt", "", Samples.Bytes(100))).Attachment!;
        var half = await first.Uploader.Begin(first.Conversation, "d.txt", "text/plain", 100);

        foreach (var id in new[] { foreign.Id, agents.Id, half.AttachmentId, new string('0', 32) })
        {
            (await first.Send(Cancellation, id)).Error!.Code.ShouldBe(ErrorCodes.AttachmentNotReady);
        }

        var agent = await desk.Supervisor.Hub(Cancellation);
        var staff = (await agent.StaffConversation(new StaffConversationRequest(first.Visitor.Session!.SessionId))).OrThrow().Conv;
        var note = new SendRequest(
            staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Mark = StaffMarks.Note }, Attachments: [agents.Id]);
        (await agent.Send(note)).Error!.Code.ShouldBe(ErrorCodes.AttachmentNotReady, "one's own, but of another conversation");
        await using var db = desk.Host.OpenDb();
        (await db.Events.CountAsync(e => e.ConversationId == first.Conversation && e.Sender == first.Visitor.Person, Cancellation)).ShouldBe(0, "refused messages take no place");
        var eleven = Enumerable.Range(0, 11).Select(i => i.ToString("x32")).ToArray();
        (await first.Send(Cancellation, eleven)).Error!.Code.ShouldBe(ErrorCodes.Invalid);
        var once = (await first.Uploader.Upload(first.Conversation, "e.txt", "", Samples.Bytes(100))).Attachment!;
        (await first.Send(Cancellation, once.Id)).OrThrow();
        (await first.Send(Cancellation, once.Id)).Error!.Code.ShouldBe(ErrorCodes.AttachmentNotReady, "it is in a message already");
    }

    [Fact]
    public async Task Parts_of_a_file_can_be_read()
    {
        await using var sender = await desk.Sender(Cancellation);
        var bytes = Samples.Bytes(5000, seed: 9);
        var file = await sender.SendFile("a.txt", bytes, Cancellation);
        var url = (await (await sender.Visitor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(sender.Conversation, [file.Id]))).Value!.Links[0].Url;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = new(1000, 1999);

        using var part = await http.SendAsync(request, Cancellation);

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.Length.ShouldBe(5000);
        (await part.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(bytes[1000..2000]);
    }

    private static async Task<HttpStatusCode> Status(HttpClient http, string url)
    {
        using var answer = await http.GetAsync(new Uri(url), Cancellation);
        return answer.StatusCode;
    }

    private static async Task Write(TestHost host, Func<DeskDb, Task<int>> change)
    {
        await using var db = host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        (await change(db)).ShouldBeGreaterThan(0);
        await write.Commit(Cancellation);
    }
}
