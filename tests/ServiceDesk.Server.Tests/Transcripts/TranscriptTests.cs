using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using SmtpServer.Protocol;
using Xunit;

namespace ServiceDesk.Server.Tests.Transcripts;

public sealed class TranscriptDesk : IAsyncLifetime
{
    internal MailReceiver Mail { get; } = new();

    public ServedDesk Served { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Served = await ServedDesk.Start(CancellationToken.None, Mail.Settings);

    public async ValueTask DisposeAsync()
    {
        await Served.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

public sealed class TranscriptTests(TranscriptDesk desk) : IClassFixture<TranscriptDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestHost Host => desk.Served.Host;

    [Fact]
    public async Task A_visitor_takes_along_what_was_said_and_nothing_of_what_staff_said_among_themselves()
    {
        await using var visitor = await Spoken("<b>Where</b> is it?", "It ships today");
        await Note(visitor, "difficult customer");
        var session = visitor.Session!.SessionId;
        await Show(visitor, new ProductCard("sku-1", "Kettle", "https://shop.test/kettle", Price: "€ 29"));

        var text = await (await Get(visitor, $"session={session}&format=text")).Content.ReadAsStringAsync(Cancellation);
        text.ShouldContain("You: <b>Where</b> is it?");
        text.ShouldContain("Ana: It ships today");
        text.ShouldContain("Ana: [Product: Kettle · € 29 · https://shop.test/kettle]");
        text.ShouldNotContain("Message removed");
        text.ShouldNotContain("difficult");
        using var html = await Get(visitor, $"session={session}&locale=zh-CN&zone=Asia/Shanghai");
        html.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        html.Content.Headers.ContentDisposition!.FileName.ShouldBe($"chat-{session}.html");
        var page = await html.Content.ReadAsStringAsync(Cancellation);
        page.ShouldContain("聊天记录");
        page.ShouldContain("Asia/Shanghai");
        page.ShouldContain("&lt;b&gt;Where&lt;/b&gt;");
        page.ShouldNotContain("difficult");
    }

    [Fact]
    public async Task What_is_anothers_does_not_exist_and_without_a_token_nothing_does()
    {
        await using var visitor = await Spoken("Mine", "Yours");
        await using var stranger = await VisitorBot.Connect(Host.Chat, Cancellation);
        (await Code(await Get(stranger, $"session={visitor.Session!.SessionId}"))).ShouldBe(ErrorCodes.NotFound);
        (await Code(await Post(stranger, Request(visitor, "x@mail.test")))).ShouldBe(ErrorCodes.NotFound);
        using var http = new HttpClient { BaseAddress = Host.Chat };
        (await Code(await http.GetAsync(new Uri($"/api/visitor/transcript?session={visitor.Session.SessionId}", UriKind.Relative), Cancellation)))
            .ShouldBe(ErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task A_request_sends_one_mail_however_often_it_is_repeated_and_however_late_the_server_takes_it()
    {
        await using var visitor = await Spoken("Please keep this", "I will");
        await Note(visitor, "difficult customer");
        var to = $"{Guid.NewGuid():N}@mail.test";
        var request = Request(visitor, to);

        // The mail server is away, then busy, then there.
        (await Post(visitor, request)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.True(() => Row(request, visitor) is { Tries: > 0 }, Cancellation);
        desk.Mail.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.InsufficientStorage, "later"));
        desk.Mail.Start();
        await Eventually.True(() => Row(request, visitor) is { DoneAt: not null }, Cancellation, TimeSpan.FromSeconds(60));
        (await Post(visitor, request)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Code(await Post(visitor, request with { Email = "other@mail.test" }))).ShouldBe(ErrorCodes.IdempotencyConflict);

        var mail = desk.Mail.Taken.Single(m => m.To.ToString() == to);
        mail.From.ToString().ShouldBe("\"ServiceDesk\" <desk@mail.test>");
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.TextBody.ShouldNotBeNull().ShouldContain("You: Please keep this");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("I will");
        (mail.TextBody + mail.HtmlBody).ShouldNotContain("difficult");
        // Case R36: an answer to it belongs to no ticket, so nothing in it names one.
        mail.ReplyTo.ShouldBeEmpty();
        Guid.TryParseExact(mail.MessageId.ShouldNotBeNull().Split('@')[0], "N", out _).ShouldBeTrue(mail.MessageId);

        // One that no server will ever take is not tried again.
        desk.Mail.Refusals.Enqueue(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such mailbox"));
        var refused = Request(visitor, $"gone-{to}");
        (await Post(visitor, refused)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.True(() => Row(refused, visitor) is { DoneAt: not null }, Cancellation, TimeSpan.FromSeconds(60));
        Row(refused, visitor)!.Tries.ShouldBe(0);
        desk.Mail.Taken.Count(m => m.To.ToString().Contains(to, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Case_R63_an_address_that_is_not_one_address_is_refused()
    {
        await using var visitor = await Spoken("Hello", "Hello");
        foreach (var address in (string[])["a@mail.test\r\nBcc: all@mail.test", "a@mail.test, b@mail.test", "\"Name\" <a@mail.test>", "a b@mail.test", "a@", ""])
        {
            (await Code(await Post(visitor, Request(visitor, address)))).ShouldBe(ErrorCodes.Invalid, address);
        }
    }

    [Fact]
    public async Task An_export_by_staff_is_one_audit_row_and_only_of_what_they_may_see()
    {
        await using var visitor = await Spoken("For the file", "Noted");
        await Note(visitor, "difficult customer");
        var session = visitor.Session!.SessionId;
        using var http = await As(TestDesk.Ana);

        var text = await http.GetStringAsync(new Uri($"/api/sessions/{session}/transcript?format=text", UriKind.Relative), Cancellation);
        text.ShouldContain("For the file");
        text.ShouldNotContain("difficult");
        await using var db = Host.OpenDb();
        var row = await db.Audit.SingleAsync(a => a.OnWhat == $"session:{session}" && a.What == "session.export", Cancellation);
        (row.Who, row.Details).ShouldBe((desk.Served.Agent.Person, "text"));
        (await Code(await http.GetAsync(new Uri($"/api/sessions/{session}/transcript?format=pdf", UriKind.Relative), Cancellation))).ShouldBe(ErrorCodes.Invalid);
        (await Code(await http.GetAsync(new Uri("/api/sessions/987654321/transcript", UriKind.Relative), Cancellation))).ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task Without_a_mail_server_no_mail_is_offered()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        using var http = new HttpClient { BaseAddress = host.Chat };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, Cancellation));
        using var answer = await http.PostAsJsonAsync(new Uri("/api/visitor/transcript/mail", UriKind.Relative), Request(visitor, "a@mail.test"), WireJson.Options, Cancellation);
        (await Code(answer)).ShouldBe(ErrorCodes.FeatureDisabled);
    }

    private async Task<VisitorBot> Spoken(string question, string answer)
    {
        var visitor = await desk.Served.Visitor(Cancellation);
        await visitor.Say(question, Cancellation);
        await desk.Served.Agent.Say(visitor.Session!.ConversationId, answer, Cancellation);
        return visitor;
    }

    private async Task Show(VisitorBot visitor, ProductCard product)
    {
        var hub = await desk.Served.Agent.Hub(Cancellation);
        var body = new EventBody { Product = product };
        (await hub.Send(new SendRequest(visitor.Session!.ConversationId, Guid.CreateVersion7(), EventTypes.Message, body))).OrThrow();
    }

    private async Task Note(VisitorBot visitor, string text)
    {
        var hub = await desk.Served.Agent.Hub(Cancellation);
        var room = (await hub.StaffConversation(new StaffConversationRequest(visitor.Session!.SessionId))).OrThrow().Conv;
        (await hub.Send(new SendRequest(room, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text, Mark = StaffMarks.Note }))).OrThrow();
    }

    private static MailTranscriptRequest Request(VisitorBot visitor, string to) => new(Guid.CreateVersion7(), visitor.Session!.SessionId, to);

    private Storage.OutboxRow? Row(MailTranscriptRequest request, VisitorBot visitor)
    {
        using var db = Host.OpenDb();
        return db.Outbox.AsNoTracking().AsEnumerable().SingleOrDefault(
            o => o.Kind == nameof(TranscriptMailDue) && o.ConversationId == visitor.Session!.ConversationId && o.Payload.Contains($"\"{request.Email}\"", StringComparison.Ordinal));
    }

    private async Task<HttpClient> For(VisitorBot visitor)
    {
        var http = new HttpClient { BaseAddress = Host.Chat };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await visitor.Credentials.Token(renew: false, Cancellation));
        return http;
    }

    private async Task<HttpResponseMessage> Get(VisitorBot visitor, string query)
    {
        using var http = await For(visitor);
        return await http.GetAsync(new Uri($"/api/visitor/transcript?{query}", UriKind.Relative), Cancellation);
    }

    private async Task<HttpResponseMessage> Post(VisitorBot visitor, MailTranscriptRequest request)
    {
        using var http = await For(visitor);
        return await http.PostAsJsonAsync(new Uri("/api/visitor/transcript/mail", UriKind.Relative), request, WireJson.Options, Cancellation);
    }

    private async Task<HttpClient> As(string email)
    {
        var staff = await StaffCredentials.SignIn(Host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        return new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = Host.Desk };
#pragma warning restore CA2000
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            return body.GetProperty("code").GetString();
        }
    }
}
