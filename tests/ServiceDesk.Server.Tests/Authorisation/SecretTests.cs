using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Attachments;
using ServiceDesk.Server.Visitors;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>
/// Secrets that let somebody in: how random they are, and that nothing near one is one. Passwords are tried in <c>SignInTests</c>, signed
/// addresses of files in <c>AccessTests</c>.
/// </summary>
public sealed class SecretTests(FileDesk desk) : IClassFixture<FileDesk>
{
    private const int Many = 1_000_000;
    private const int TokenBits = 256;

    private static readonly string[] Values = ["0", "1", "true", "false", "null", "[]", "{}", "''", " ", "*", "%", "undefined"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Case_R28_A_million_resume_tokens_of_256_bits_have_nothing_in_common()
    {
        var resumes = desk.Host.Get<ResumeTokens>();
        using var db = desk.Host.OpenDb();
        var counts = new int[TokenBits / 8, 256];
        var starts = new HashSet<ulong>();
        for (var i = 0; i < Many; i++)
        {
            var bytes = Base64Url.DecodeFromChars(resumes.First(db, "nobody"));
            bytes.Length.ShouldBe(TokenBits / 8);
            starts.Add(BitConverter.ToUInt64(bytes));
            for (var at = 0; at < bytes.Length; at++)
            {
                counts[at, bytes[at]]++;
            }

            if (i % 1_000 == 0)
            {
                db.ChangeTracker.Clear();
            }
        }

        // Of 64 bits a million draws hold a pair once in forty million runs.
        starts.Count.ShouldBe(Many);
        // Each value at each place as often as any other, to ten deviations.
        counts.Cast<int>().ShouldAllBe(count => Math.Abs(count - (Many / 256)) < 625);
    }

    [Fact]
    public async Task Case_R28_Nothing_near_an_access_token_greets()
    {
        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation);
        var token = await visitor.Credentials.Token(renew: false, Cancellation);
        foreach (var near in Near(token))
        {
            await using var connection = new HubConnectionBuilder().WithUrl(new Uri(desk.Host.Chat, "hubs/visitor")).Build();
            await connection.StartAsync(Cancellation);
            var reply = await connection.InvokeAsync<Reply<Welcome>>("Hello", new HelloRequest(ProtocolVersion.Current, VisitorBot.Client("raw"), near), Cancellation);
            reply.Error!.Code.ShouldBe(ErrorCodes.Unauthenticated, near);
        }
    }

    [Fact]
    public async Task Case_R28_Nothing_near_a_resume_token_comes_back_as_its_visitor()
    {
        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation);
        using var http = new HttpClient { BaseAddress = desk.Host.Chat };
        foreach (var near in Near(visitor.Credentials.ResumeToken!))
        {
            using var credentials = new VisitorCredentials(http, TestDesk.EntryPoint, near);
            await credentials.Token(renew: false, Cancellation);
            credentials.VisitorId.ShouldNotBe(visitor.Credentials.VisitorId, near);
        }

        foreach (var value in (string[])["0", "true", "[]", "{}", "[\"" + visitor.Credentials.ResumeToken + "\"]"])
        {
            using var body = new StringContent($$"""{"entryPoint":"{{TestDesk.EntryPoint}}","resumeToken":{{value}}}""", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/api/visitor/token", UriKind.Relative), body, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, value);
        }
    }

    [Fact]
    public async Task Case_R28_Nothing_near_the_address_of_an_upload_leads_to_it()
    {
        await using var sender = await desk.Sender(Cancellation);
        var address = (await sender.Uploader.Begin(sender.Conversation, "a.txt", "text/plain", 100)).Url;
        var (before, token) = (address[..(address.LastIndexOf('/') + 1)], address[(address.LastIndexOf('/') + 1)..]);
        foreach (var near in Near(token))
        {
            using var answer = await sender.Uploader.Send(HttpMethod.Head, before + Uri.EscapeDataString(near), null);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, near);
        }

        using var right = await sender.Uploader.Send(HttpMethod.Head, address, null);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Near(string secret) =>
        [.. Values, secret[..^1], secret[1..], secret[..(secret.Length / 2)], secret + "A", secret + "\n", " " + secret, OtherCase(secret), secret.ToUpperInvariant(), new('A', secret.Length)];

    private static string OtherCase(string text) =>
        string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
