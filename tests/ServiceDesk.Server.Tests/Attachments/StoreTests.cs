using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>The same for a folder and for a bucket.</summary>
public sealed class StoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<FileStoreKind> Kinds => [.. Enum.GetValues<FileStoreKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_put_can_be_read_from_anywhere_replaced_and_deleted(FileStoreKind kind)
    {
        await using var s3 = await Server(kind);
        await using var host = await TestHost.Start(Settings(kind, s3));
        var store = host.Get<IFileStore>();
        const string name = "0123456789abcdef0123456789abcdef";
        (await store.Open(name, 0, Cancellation)).ShouldBeNull();
        var bytes = Samples.Bytes(300_000);

        await store.Put(name, "text/plain", new MemoryStream(bytes), Cancellation);
        (await Read(store, name, 0)).ShouldBe(bytes);
        (await Read(store, name, 299_990)).ShouldBe(bytes[299_990..]);
        await store.Put(name, "text/plain", new MemoryStream(bytes[..10]), Cancellation);
        (await Read(store, name, 0)).ShouldBe(bytes[..10]);
        await store.Delete(name, Cancellation);
        (await store.Open(name, 0, Cancellation)).ShouldBeNull();
        await store.Delete(name, Cancellation);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_content_is_stored_once_and_deleted_with_its_last_reference(FileStoreKind kind)
    {
        var clock = new ShiftedClock();
        await using var s3 = await Server(kind);
        await using var host = await TestHost.Start(Settings(kind, s3), services => services.AddSingleton<TimeProvider>(clock));
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var photo = Samples.PhonePhoto(800, 600);

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => uploader.Upload(conversation, $"{i}.jpg", "image/jpeg", photo)));

        all.ShouldAllBe(u => u.State == UploadStates.Ready);
        await using var db = host.OpenDb();
        var file = db.StoredFiles.ToList().ShouldHaveSingleItem();
        (await (await visitor.Hub(Cancellation)).Send(
            new SendRequest(conversation, Guid.CreateVersion7(), EventTypes.Message, new EventBody(), Attachments: [all[2].AttachmentId]))).OrThrow();

        // Three were never sent: the one that was keeps the bytes.
        clock.Shift = TimeSpan.FromHours(25);
        var clear = host.Get<ClearAttachments>();
        await clear.Run(Cancellation);
        db.Attachments.Count().ShouldBe(1);
        db.StoredFiles.Count().ShouldBe(1);
        var store = host.Get<IFileStore>();
        (await Read(store, file.Id, 0)).Length.ShouldBe((int)file.Size);
        (await Read(store, FinishUpload.ThumbnailName(file.Id), 0)).Length.ShouldBe(file.ThumbnailSize);

        // Nobody can, yet: what an erasure will do.
        await using (var write = await db.BeginWrite(Storage.WriteKind.Other, Cancellation))
        {
            db.Attachments.RemoveRange(db.Attachments.ToList());
            await db.SaveChangesAsync(Cancellation);
            await write.Commit(Cancellation);
        }

        await clear.Run(Cancellation);
        db.StoredFiles.Count().ShouldBe(0);
        (await store.Open(file.Id, 0, Cancellation)).ShouldBeNull();
        (await store.Open(FinishUpload.ThumbnailName(file.Id), 0, Cancellation)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Files_are_read_by_ranges(FileStoreKind kind)
    {
        await using var s3 = await Server(kind);
        await using var host = await TestHost.Start(Settings(kind, s3));
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var bytes = Samples.Bytes(200_000);
        var id = (await uploader.Upload(conversation, "a.txt", "text/plain", bytes)).AttachmentId;
        var links = (await (await visitor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(conversation, [id]))).Value!;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, links.Links.Single().Url);
        request.Headers.Range = new(150_000, 150_099);

        using var part = await http.SendAsync(request, Cancellation);

        (await part.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(bytes[150_000..150_100]);
    }

    [Fact]
    public async Task A_store_that_is_away_loses_no_byte()
    {
        Assert.SkipWhen(S3Server.Missing is not null, S3Server.Missing ?? "");
        var s3 = await S3Server.Start(Cancellation);
        await using var host = await TestHost.Start(Settings(FileStoreKind.S3, s3));
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = (await visitor.Open(Cancellation)).ConversationId;
        using var uploader = await Uploader.Of(visitor, host.Chat);
        var ticket = await uploader.Begin(conversation, "a.txt", "text/plain", 1000);
        await s3.DisposeAsync();

        using var last = await uploader.Patch(ticket.Url, 0, Samples.Bytes(1000));

        last.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await uploader.Offset(ticket.Url)).ShouldBe(1000);
    }

    private static async Task<S3Server?> Server(FileStoreKind kind)
    {
        if (kind == FileStoreKind.Folder)
        {
            return null;
        }

        Assert.SkipWhen(S3Server.Missing is not null, S3Server.Missing ?? "");
        return await S3Server.Start(Cancellation);
    }

    private static Dictionary<string, string?> Settings(FileStoreKind kind, S3Server? s3) => new(FileDesk.Settings)
    {
        ["Attachments:Store"] = kind.ToString(),
        ["Attachments:S3:ServiceUrl"] = s3?.Url,
        ["Attachments:S3:Bucket"] = S3Server.Bucket,
        ["Attachments:S3:AccessKey"] = "S3RVER",
        ["Attachments:S3:SecretKey"] = "S3RVER",
    };

    private static async Task<byte[]> Read(IFileStore store, string name, long offset)
    {
        await using var stream = (await store.Open(name, offset, Cancellation)).ShouldNotBeNull();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, Cancellation);
        return memory.ToArray();
    }
}
