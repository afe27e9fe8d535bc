using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Files;
using ServiceDesk.Server.Attachments;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace ServiceDesk.Server.Tests.Attachments;

/// <summary>What is in files: numbers in names are those of the reliability cases.</summary>
public sealed class ContentTests(FileDesk desk) : IClassFixture<FileDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R66_Whatever_a_file_says_it_is_nothing_that_runs_is_served_in_place()
    {
        await using var sender = await desk.Sender(Cancellation);
        var contents = new (string Ending, byte[] Bytes)[]
        {
            (".png", Samples.Picture(SKEncodedImageFormat.Png)), (".html", Samples.Html()), (".svg", Samples.Svg()), (".pdf", Samples.Pdf("app.alert(1)")),
            (".txt", Samples.Bytes(100)), (".zip", Samples.Zip("a.html", 10)), (".xml", "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>"u8.ToArray()),
            (".gif", [.. "GIF89a/*"u8, .. Samples.Html()]),
        };
        string[] endings = [".png", ".jpg", ".gif", ".txt", ".pdf", ".zip", ".html", ".svg"];
        string[] types = ["text/html", "image/svg+xml", "image/png"];
        var tried = 0;
        foreach (var (own, bytes) in contents)
        {
            foreach (var ending in endings)
            {
                var type = types[tried++ % types.Length];
                using var created = await sender.Uploader.Create(sender.Conversation, $"file{ending}", type, bytes.Length);
                if (created.StatusCode != HttpStatusCode.Created)
                {
                    ending.ShouldBeOneOf(".html", ".svg");
                    continue;
                }

                var url = created.Headers.Location!.ToString();
                using (await sender.Uploader.Patch(url, 0, bytes))
                {
                }

                var progress = await sender.Uploader.Progress(url);
                // Text is text, whatever tags are in it; everything else must be what it is called. The GIF is none.
                var fits = ending == ".txt" ? own is ".txt" or ".html" or ".svg" or ".xml" : ending == own && own != ".gif";
                progress.State.ShouldBe(fits ? UploadStates.Ready : UploadStates.Refused, $"{own} as {ending}");
                if (fits)
                {
                    await IsSafe(sender, progress.Attachment!);
                }
            }
        }

        tried.ShouldBe(64);
    }

    [Fact]
    public async Task Case_R67_A_document_with_scripts_is_only_ever_saved()
    {
        await using var sender = await desk.Sender(Cancellation);
        foreach (var bytes in new[] { Samples.Pdf("app.launchURL('http://evil')"), Samples.Pdf("this.exportDataObject({cName:'x',nLaunch:2})") })
        {
            var attachment = await sender.SendFile("report.pdf", bytes, Cancellation);
            using var got = await FileDesk.Download(await desk.Supervisor.Hub(Cancellation), sender.Conversation, attachment.Id, Cancellation);
            got.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            got.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            got.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        }
    }

    [Fact]
    public async Task Case_R68_Names_cannot_smuggle_an_ending_in_and_are_never_names_on_the_disk()
    {
        await using var sender = await desk.Sender(Cancellation);
        var hub = await sender.Visitor.Hub(Cancellation);
        string[] bad = ["php", "PHP", "phtml", "exe", "html", "svg", "js", "bat", "htaccess", "docm"];
        Func<string, string>[] tricks =
        [
            e => $"a.{e}", e => $"a.{e}.", e => $"a.{e} ", e => $"a.{e}...  ", e => $"a.{e}\0", e => $"a.txt\0.{e}", e => $"a.txt.{e}", e => $"a.{e[..1]}\u200b{e[1..]}",
            e => $"a.{e}\u200b", e => $"a.\u202e{e}", e => $"a.{e}\ufeff", e => $"a.txt/.{e}", e => $"a.txt\\x.{e}", e => $".{e}", e => $"a.{e}\n", e => $"a.{e}\t",
            e => $"a.{e}\u00a0", e => $"a.txt:$DATA.{e}", e => $"a. {e}", e => $"CON.{e}",
        ];
        var names = (from e in bad from trick in tricks select trick(e)).ToList();
        names.Count.ShouldBe(200);
        foreach (var name in names)
        {
            // The hubs take no text with NUL; HTTP has names in Base64.
            var code = name.Contains('\0', StringComparison.Ordinal)
                ? await RefusedOverHttp(sender, name)
                : (await hub.CreateUpload(new CreateUploadRequest(sender.Conversation, name, 100, "text/plain"))).Error?.Code;
            code.ShouldBe(ErrorCodes.UnsupportedType, Uri.EscapeDataString(name));
        }

        var device = (await sender.Uploader.Upload(sender.Conversation, "NUL.txt", "text/plain", Samples.Bytes(90))).Attachment!;
        device.Name.ShouldBe("_NUL.txt");
        FileDesk.OnDisk(desk.Host).Select(Path.GetFileName).ShouldAllBe(name => name!.All(char.IsAsciiLetterOrDigit) && name!.Length >= 32);
    }

    [Fact]
    public async Task Case_R69_No_name_and_no_address_leads_out_of_the_store()
    {
        await using var sender = await desk.Sender(Cancellation);
        var outside = Path.Combine(desk.Host.Folder, "outside.txt");
        await File.WriteAllTextAsync(outside, Samples.Secret, Cancellation);
        string[] ups = ["../", "..\\", "..%2f", "..%5c", "%2e%2e/", "%252e%252e%252f", "..%c0%af", "....//", "..;/", "/", "//", "\\\\host\\", "C:\\", "file:///", "..\u2215", "..\uff0f", "~/", ".\\./", "\0../", "..%00/"];
        var names = (from up in ups from depth in new[] { 1, 2, 3, 4, 6, 8 } select string.Concat(Enumerable.Repeat(up, depth)) + "outside.txt").ToList();
        names.Count.ShouldBe(120);
        using var http = new HttpClient();
        foreach (var name in names)
        {
            var clean = FileNames.Clean(name);
            clean.ShouldNotContain('/');
            clean.ShouldNotContain('\\');
            clean.ShouldNotStartWith(".");
            var address = new Uri(desk.Host.Chat.AbsoluteUri + "w/files/" + name.Replace("\0", "%00"), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var answer = await http.GetAsync(address, Cancellation);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain(Samples.Secret);
            answer.IsSuccessStatusCode.ShouldBeFalse(name);
        }

        foreach (var name in names.Where((_, i) => i % 12 == 0))
        {
            var before = Directory.GetFiles(desk.Host.Folder).Order().ToList();
            (await sender.Uploader.Upload(sender.Conversation, name, "text/plain", Samples.Bytes(60))).State.ShouldBe(UploadStates.Ready);
            Directory.GetFiles(desk.Host.Folder).Order().ShouldBe(before);
        }
    }

    [Fact]
    public async Task Case_R70_Pictures_that_would_burst_the_memory_are_refused_by_their_header()
    {
        await using var sender = await desk.Sender(Cancellation);
        var bombs = new (string Name, byte[] Bytes, string Code)[]
        {
            ("wide.png", Samples.HugePng(50_000, 50_000), ErrorCodes.TooLarge),
            ("long.png", Samples.HugePng(1, int.MaxValue), ErrorCodes.TooLarge),
            ("moving.gif", Samples.Gif(10_000), ErrorCodes.TooLarge),
            ("empty.png", Samples.HugePng(4_000, 4_000), ErrorCodes.UnsupportedType),
        };
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var uploads = Enumerable.Range(0, 20).Select(i => bombs[i % bombs.Length]).Select(async bomb =>
            ((await sender.Uploader.Upload(sender.Conversation, bomb.Name, "", bomb.Bytes)).Code, bomb.Code));
        foreach (var (code, expected) in await Task.WhenAll(uploads))
        {
            code.ShouldBe(expected);
        }

        // One at a time is looked at: twenty of 10 GB each left no trace that twenty decoded ones would.
        using var process = Process.GetCurrentProcess();
        (process.PeakWorkingSet64 - before).ShouldBeLessThan(400L * 1024 * 1024);

        var profile = Samples.WithChunk(Samples.Picture(SKEncodedImageFormat.Png), "iCCP", [.. "x\0\0"u8, .. new byte[2_000_000]]);
        var kept = (await sender.Uploader.Upload(sender.Conversation, "profile.png", "", profile)).Attachment!;
        kept.Size.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task Case_R71_An_archive_is_never_unpacked()
    {
        await using var sender = await desk.Sender(Cancellation);
        var bomb = Samples.Zip("zeros", 1L << 30);
        bomb.Length.ShouldBeLessThan(2_000_000);
        var attachment = await sender.SendFile("bomb.zip", bomb, Cancellation);
        attachment.Size.ShouldBe(bomb.Length);
        attachment.Type.ShouldBe("application/zip");
        FileDesk.OnDisk(desk.Host).Sum(path => new FileInfo(path).Length).ShouldBeLessThan(100_000_000);
        (await sender.Uploader.Upload(sender.Conversation, "letter.docx", "", bomb)).State.ShouldBe(UploadStates.Refused, "no document, though an archive");
        (await sender.Uploader.Upload(sender.Conversation, "letter.docx", "", Samples.Zip("[Content_Types].xml", 10))).Attachment!.Type.ShouldContain("wordprocessingml");
    }

    [Fact]
    public async Task Pictures_lose_where_and_by_whom_they_were_taken_and_stay_upright()
    {
        await using var sender = await desk.Sender(Cancellation);
        foreach (var (name, bytes) in new[]
        {
            ("a.jpg", Samples.PhonePhoto()), ("a.png", Samples.PngWithText()), ("a.gif", Samples.Gif(3)), ("a.webp", Samples.WebPWithExif()),
        })
        {
            Encoding.Latin1.GetString(bytes).ShouldContain(Samples.Secret);
            var attachment = await sender.SendFile(name, bytes, Cancellation);
            using var got = await FileDesk.Download(await desk.Supervisor.Hub(Cancellation), sender.Conversation, attachment.Id, Cancellation);
            var stored = await got.Content.ReadAsByteArrayAsync(Cancellation);
            stored.Length.ShouldBe((int)attachment.Size);
            Encoding.Latin1.GetString(stored).ShouldNotContain(Samples.Secret);
            using var codec = SKCodec.Create(new MemoryStream(stored));
            if (name == "a.gif")
            {
                codec.FrameCount.ShouldBe(3);
            }
            else if (name == "a.jpg")
            {
                codec.EncodedOrigin.ShouldBe(SKEncodedOrigin.RightTop);
                (attachment.Width, attachment.Height).ShouldBe((48, 64));
            }
        }
    }

    [Fact]
    public async Task The_small_picture_is_upright()
    {
        await using var sender = await desk.Sender(Cancellation);
        var attachment = await sender.SendFile("held.jpg", Samples.PhonePhoto(1600, 1200), Cancellation);
        var links = (await (await desk.Supervisor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(sender.Conversation, [attachment.Id]))).Value!;
        using var http = new HttpClient();
        using var small = SKBitmap.Decode(await http.GetByteArrayAsync(links.Links[0].ThumbnailUrl!, Cancellation));

        (small.Width, small.Height).ShouldBe((360, 480));
        // As stored it is red above; turned to the right, red is at the right.
        small.GetPixel(340, 240).Red.ShouldBeGreaterThan((byte)200);
        small.GetPixel(20, 240).Blue.ShouldBeGreaterThan((byte)200);
    }

    [Fact]
    public async Task Sound_and_film_are_told_apart_by_what_the_sender_says_and_played_in_place()
    {
        await using var sender = await desk.Sender(Cancellation);
        byte[] webm = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. "webm"u8, .. new byte[200]];
        (await sender.Uploader.Upload(sender.Conversation, "voice.webm", "audio/webm;codecs=opus", webm)).Attachment!.Type.ShouldBe("audio/webm");
        var film = await sender.SendFile("film.webm", webm, Cancellation);
        film.Type.ShouldBe("video/webm");
        using var got = await FileDesk.Download(await desk.Supervisor.Hub(Cancellation), sender.Conversation, film.Id, Cancellation);
        got.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("inline");
    }

    [Fact]
    public async Task What_was_refused_lies_in_quarantine_and_can_neither_be_sent_nor_read()
    {
        await using var sender = await desk.Sender(Cancellation);
        var ticket = await sender.Uploader.Begin(sender.Conversation, "a.png", "image/png", Samples.Html().Length);
        using var last = await sender.Uploader.Patch(ticket.Url, 0, Samples.Html());
        last.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        File.Exists(Path.Combine(desk.Host.Get<AttachmentFolders>().Quarantine, ticket.AttachmentId)).ShouldBeTrue();
        (await sender.Uploader.Progress(ticket.Url)).Code.ShouldBe(ErrorCodes.UnsupportedType);
        (await sender.Send(Cancellation, ticket.AttachmentId)).Error!.Code.ShouldBe(ErrorCodes.AttachmentNotReady);
        var links = await (await sender.Visitor.Hub(Cancellation)).AttachmentLinks(new AttachmentLinksRequest(sender.Conversation, [ticket.AttachmentId]));
        links.Value!.Links.ShouldBeEmpty();
    }

    private static async Task<string?> RefusedOverHttp(Sender sender, string name)
    {
        using var answer = await sender.Uploader.Create(sender.Conversation, name, "text/plain", 100);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        return problem.RootElement.GetProperty("code").GetString();
    }

    private async Task IsSafe(Sender sender, Attachment attachment)
    {
        using var got = await FileDesk.Download(await sender.Visitor.Hub(Cancellation), sender.Conversation, attachment.Id, Cancellation);
        got.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        var policy = got.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("sandbox");
        policy.ShouldNotContain("allow-scripts");
        got.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority).ShouldBe(desk.Host.Chat.GetLeftPart(UriPartial.Authority));
        if (got.Content.Headers.ContentDisposition!.DispositionType == "inline")
        {
            got.Content.Headers.ContentType!.MediaType.ShouldBeOneOf("image/png", "image/gif", "image/jpeg");
        }
    }
}
