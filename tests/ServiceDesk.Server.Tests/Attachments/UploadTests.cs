using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>Numbers in names are those of the protocol's conformance tests.</summary>
public sealed class UploadTests(FileDesk desk) : IClassFixture<FileDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conformance_21_An_upload_that_is_interrupted_five_times_becomes_one_file()
    {
        await using var sender = await desk.Sender(Cancellation);
        var bytes = Samples.Bytes(600_000, seed: 21);
        var ticket = await sender.Uploader.Begin(sender.Conversation, "long.txt", "text/plain", bytes.Length);

        // A cut takes away what is still on its way: each one waits until some of its bytes have come.
        var partial = desk.Host.Services.GetRequiredService<PartialUploads>();
        var offset = 0L;
        for (var cut = 1; cut <= 5; cut++)
        {
            var before = offset;
            await sender.Uploader.BreakOff(
                ticket.Url, before, bytes[(int)before..((int)before + 100_000)], bytes.Length - before,
                arrived: () => Eventually.True(() => partial.Offset(ticket.AttachmentId) > before, Cancellation));
            offset = await sender.Uploader.Offset(ticket.Url);
            offset.ShouldBeGreaterThan(before, "what came before a cut stays");
        }

        offset.ShouldBeLessThan(bytes.Length);
        using var last = await sender.Uploader.Patch(ticket.Url, offset, bytes[(int)offset..]);
        last.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sender.Send(Cancellation, ticket.AttachmentId)).OrThrow();

        using var got = await FileDesk.Download(await desk.Supervisor.Hub(Cancellation), sender.Conversation, ticket.AttachmentId, Cancellation);
        (await got.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(bytes);
        await using var db = desk.Host.OpenDb();
        db.Attachments.Count(a => a.ConversationId == sender.Conversation).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_with_files_reaches_the_other_side_with_all_that_its_place_needs()
    {
        await using var sender = await desk.Sender(Cancellation);
        var picture = (await sender.Uploader.Upload(sender.Conversation, "../photo.JPG", "image/jpeg", Samples.PhonePhoto())).Attachment!;
        picture.ShouldBe(new Attachment(picture.Id, "photo.JPG", "image/jpeg", picture.Size, 48, 64, Thumbnail: true));
        var request = new SendRequest(
            sender.Conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Look" }, Attachments: [picture.Id]);

        var hub = await sender.Visitor.Hub(Cancellation);
        var ack = (await hub.Send(request)).OrThrow();
        (await hub.Send(request)).Value.ShouldBe(ack with { Duplicate = true });
        (await hub.Send(request with { Attachments = null })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        var page = (await (await desk.Supervisor.Hub(Cancellation)).Fetch(new FetchRequest(sender.Conversation, desk.Row(sender.Conversation).Epoch, After: 0))).OrThrow();
        var seen = page.Events.Single(e => e.Seq == ack.Seq);
        seen.Body.Text.ShouldBe("Look");
        seen.Body.Attachments!.Single().ShouldBe(picture);
    }

    [Fact]
    public async Task Staff_send_files_too_to_the_visitor_and_among_themselves()
    {
        await using var served = await ServedDesk.Start(Cancellation, FileDesk.Settings);
        await using var visitor = await served.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var agent = served.Agent;
        using var uploader = Uploader.Of(agent.Credentials);
        var hub = await agent.Hub(Cancellation);

        var shown = (await uploader.Upload(conversation, "offer.pdf", "application/pdf", Samples.Pdf())).Attachment!;
        (await hub.Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: [shown.Id]))).OrThrow();
        var staff = (await hub.StaffConversation(new StaffConversationRequest(visitor.Session!.SessionId))).OrThrow().Conv;
        var aside = (await uploader.Upload(staff, "terms.txt", "text/plain", Samples.Bytes(50))).Attachment!;
        var note = new EventBody { Text = "Their terms", Mark = StaffMarks.Note };
        (await hub.Send(new SendRequest(staff, Guid.CreateVersion7(), EventTypes.Message, note, Attachments: [aside.Id]))).OrThrow();

        await Eventually.Some(() => visitor.Seen.FirstOrDefault(e => e.Body.Attachments?[0].Id == shown.Id), Cancellation);
        var own = await visitor.Hub(Cancellation);
        (await own.AttachmentLinks(new AttachmentLinksRequest(conversation, [shown.Id, aside.Id]))).Value!.Links.Select(l => l.Id).ShouldBe([shown.Id]);
        (await own.AttachmentLinks(new AttachmentLinksRequest(staff, [aside.Id]))).Value!.Links.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_piece_that_does_not_fit_its_checksum_is_not_taken()
    {
        await using var sender = await desk.Sender(Cancellation);
        var bytes = Samples.Bytes(1000);
        var ticket = await sender.Uploader.Begin(sender.Conversation, "a.txt", "text/plain", bytes.Length);
        var hash = Convert.ToBase64String(SHA256.HashData(bytes.AsSpan(0, 500)));

        using var wrong = await sender.Uploader.Patch(ticket.Url, 0, bytes[100..600], ("Upload-Checksum", $"sha256 {hash}"));
        ((int)wrong.StatusCode).ShouldBe(460);
        (await sender.Uploader.Offset(ticket.Url)).ShouldBe(0);
        using var unknown = await sender.Uploader.Patch(ticket.Url, 0, bytes, ("Upload-Checksum", "md5 1B2M2Y8AsgTpgAmY7PhCfg=="));
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var right = await sender.Uploader.Patch(ticket.Url, 0, bytes[..500], ("Upload-Checksum", $"sha256 {hash}"));
        right.StatusCode.ShouldBe(HttpStatusCode.NoContent);
#pragma warning disable CA5350 // The protocol demands it.
        var sha1 = Convert.ToBase64String(SHA1.HashData(bytes.AsSpan(500)));
#pragma warning restore CA5350
        using var rest = await sender.Uploader.Patch(ticket.Url, 500, bytes[500..], ("Upload-Checksum", $"sha1 {sha1}"));
        rest.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await sender.Uploader.Progress(ticket.Url)).State.ShouldBe(UploadStates.Ready);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_is_gone_and_one_that_was_sent_cannot_be()
    {
        await using var sender = await desk.Sender(Cancellation);
        var ticket = await sender.Uploader.Begin(sender.Conversation, "a.txt", "text/plain", 1000);
        using (await sender.Uploader.Patch(ticket.Url, 0, Samples.Bytes(400)))
        {
        }

        using var ended = await sender.Uploader.Send(HttpMethod.Delete, ticket.Url, null);
        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var after = await sender.Uploader.Send(HttpMethod.Head, ticket.Url, null);
        after.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        FileDesk.OnDisk(desk.Host).ShouldNotContain(path => path.Contains(ticket.AttachmentId));

        var sent = await sender.Uploader.Begin(sender.Conversation, "b.txt", "text/plain", 10);
        using (await sender.Uploader.Patch(sent.Url, 0, Samples.Bytes(10)))
        {
        }

        (await sender.Send(Cancellation, sent.AttachmentId)).OrThrow();
        using var kept = await sender.Uploader.Send(HttpMethod.Delete, sent.Url, null);
        kept.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_answers_are_those_of_the_protocol()
    {
        await using var sender = await desk.Sender(Cancellation);
        var uploader = sender.Uploader;
        using var options = await uploader.Send(HttpMethod.Options, "/api/visitor/uploads", null);
        options.Headers.GetValues("Tus-Extension").Single().ShouldBe("creation,creation-with-upload,expiration,checksum,termination");
        options.Headers.GetValues("Tus-Max-Size").Single().ShouldBe("20971520");

        var bytes = Samples.Bytes(1000);
        using var created = await uploader.Create(sender.Conversation, "a.txt", "text/plain", bytes.Length, bytes[..300]);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.GetValues("Upload-Offset").Single().ShouldBe("300");
        created.Headers.Contains("Upload-Expires").ShouldBeTrue();
        var url = created.Headers.Location!.ToString();
        url[(url.LastIndexOf('/') + 1)..].Length.ShouldBe(43, "256 random bits");

        using var version = await uploader.Patch(url, 300, bytes[300..], ("Tus-Resumable", "0.2.2"));
        version.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var conflict = await uploader.Patch(url, 0, bytes);
        conflict.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var tooMuch = await uploader.Patch(url, 300, Samples.Bytes(701));
        tooMuch.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var overridden = await uploader.Send(
            HttpMethod.Post, url, bytes[300..], ("Upload-Offset", "300"), ("X-HTTP-Method-Override", "PATCH"));
        overridden.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        overridden.Headers.GetValues("Upload-Offset").Single().ShouldBe("1000");
    }

    [Theory]
    [InlineData("too.txt", 20_971_521, ErrorCodes.TooLarge)]
    [InlineData("run.exe", 10, ErrorCodes.UnsupportedType)]
    [InlineData("noending", 10, ErrorCodes.UnsupportedType)]
    public async Task What_is_not_taken_is_refused_before_a_byte_is_sent(string name, long size, string code)
    {
        await using var sender = await desk.Sender(Cancellation);
        var hub = await sender.Visitor.Hub(Cancellation);
        (await hub.CreateUpload(new CreateUploadRequest(sender.Conversation, name, size, "text/plain"))).Error!.Code.ShouldBe(code);
        using var answer = await sender.Uploader.Create(sender.Conversation, name, "text/plain", size);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Uploads_go_on_after_the_server_was_killed()
    {
        await using var server = new ServerProcess(FileDesk.Settings);
        await server.Start(Cancellation);
        await using var visitor = await VisitorBot.Connect(server.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, server.Chat);
        var bytes = Samples.Bytes(300_000);
        var ticket = await uploader.Begin(conversation, "a.txt", "text/plain", bytes.Length);
        using (await uploader.Patch(ticket.Url, 0, bytes[..100_000]))
        {
        }

        await server.Restart(Cancellation);

        (await uploader.Offset(ticket.Url)).ShouldBe(100_000);
        using var rest = await uploader.Patch(ticket.Url, 100_000, bytes[100_000..]);
        rest.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await uploader.Progress(ticket.Url)).State.ShouldBe(UploadStates.Ready);
    }

    [Fact]
    public async Task What_is_past_its_time_is_gone_first_for_the_sender_then_from_the_disk()
    {
        var clock = new ShiftedClock();
        await using var host = await TestHost.Start(FileDesk.Settings, services => services.AddSingleton<TimeProvider>(clock));
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var half = await uploader.Begin(conversation, "half.txt", "text/plain", 1000);
        using (await uploader.Patch(half.Url, 0, Samples.Bytes(400)))
        {
        }

        var unsent = await uploader.Upload(conversation, "unsent.txt", "text/plain", Samples.Bytes(500, seed: 2));
        var sent = (await uploader.Upload(conversation, "sent.txt", "text/plain", Samples.Bytes(500, seed: 3))).Attachment!;
        await (await visitor.Hub(Cancellation)).Send(new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: [sent.Id]));
        FileDesk.OnDisk(host).Count.ShouldBe(3);

        clock.Shift = TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1);
        using var over = await uploader.Send(HttpMethod.Head, half.Url, null);
        over.StatusCode.ShouldBe(HttpStatusCode.Gone);
        await host.Get<ClearAttachments>().Run(Cancellation);

        await using var db = host.OpenDb();
        db.Attachments.Select(a => a.Id).ToList().ShouldBe([sent.Id]);
        db.StoredFiles.Count().ShouldBe(1);
        FileDesk.OnDisk(host).Count.ShouldBe(1);
        unsent.State.ShouldBe(UploadStates.Ready);
    }

    [Fact]
    public async Task Eleven_uploads_in_a_minute_are_one_too_many()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        var hub = await visitor.Hub(Cancellation);
        var request = new CreateUploadRequest(conversation, "a.txt", 10, "text/plain");

        var answers = new List<Reply<UploadTicket>>();
        for (var i = 0; i < 11; i++)
        {
            answers.Add(await hub.CreateUpload(request));
        }

        answers.Take(10).ShouldAllBe(a => a.Ok);
        answers[10].Error!.Code.ShouldBe(ErrorCodes.RateLimited);
        answers[10].Error!.RetryAfterMs.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }
}
