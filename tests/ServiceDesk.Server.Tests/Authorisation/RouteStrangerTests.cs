using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Tests.Attachments;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The routes of <c>matrix.txt</c> that name a thing, asked by who has no right to it: what is there is refused like what is not, to the byte.</summary>
public sealed partial class RouteStrangerTests(StrangerDesk desk) : IClassFixture<StrangerDesk>
{
    private const string CreateVisitorUpload = "POST " + CreateUpload.VisitorPath;
    private const string CreateStaffUpload = "POST " + CreateUpload.StaffPath;
    private const string Transcript = "GET /api/visitor/transcript";
    private const string TranscriptMail = "POST /api/visitor/transcript/mail";

    // Named by the query, a header or the body.
    private static readonly string[] NamedElsewhere = [CreateVisitorUpload, CreateStaffUpload, Transcript, TranscriptMail];

    // They differ with the length of the name, and with the time.
    private static readonly string[] Unequal = ["Content-Length", "Date"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. RouteEdgeTests.RoutesWithIds.Select(row => row.Data), .. NamedElsewhere];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Case_R24_A_stranger_gets_the_same_answer_over_HTTP_for_what_is_anothers_what_is_among_staff_and_what_is_not(string route)
    {
        foreach (var caller in (Caller[])[Caller.Stranger, Caller.Outsider])
        {
            await AreRefusedAlike(route, caller, await desk.Existing(route, caller, Cancellation));
        }

        await AreRefusedAlike(route, Caller.Visitor, desk.KeptFromTheVisitor(route));
    }

    // Else the strangers would be refused for nothing. Uploads are begun anew for each request, which must be taken.
    [Theory]
    [InlineData("GET /api/conversations/{conversation:long}/events/pages/{page:long}", Caller.Agent)]
    [InlineData("GET /api/visitor/conversations/{conversation:long}/events/pages/{page:long}", Caller.Visitor)]
    [InlineData("GET /api/insight/sessions/{id:long}/explain", Caller.Agent)]
    [InlineData("GET /api/sessions/{id:long}/transcript", Caller.Agent)]
    [InlineData(Transcript, Caller.Visitor)]
    [InlineData("GET /w/files/{grant}", Caller.Agent)]
    [InlineData("GET /w/files/{grant}", Caller.Visitor)]
    public async Task What_strangers_ask_for_is_there_for_who_has_a_right_to_it(string route, Caller rightful)
    {
        var kept = rightful == Caller.Visitor ? desk.KeptFromTheVisitor(route) : [];
        foreach (var thing in (await desk.Existing(route, rightful, Cancellation)).Except(kept))
        {
            (await Ask(route, rightful, thing.Name)).Status.ShouldBe(HttpStatusCode.OK, thing.What);
        }
    }

    private async Task AreRefusedAlike(string route, Caller caller, IReadOnlyList<AskedThing> existing)
    {
        if (existing.Count == 0)
        {
            return;
        }

        var missing = await Ask(route, caller, desk.Missing(route, caller));
        missing.Status.ShouldBe((HttpStatusCode)Problems.StatusOf(Refusal(route, caller)), $"{caller}: what is not there");
        foreach (var thing in existing)
        {
            (await Ask(route, caller, thing.Name)).ShouldBe(missing, $"{caller}: {thing.What}");
        }
    }

    // The table's desk has no mail, its replies are shared, and an address that holds the right to what it names is allowed to everybody.
    private static string Refusal(string route, Caller caller) => Matrix.Rows[route][caller] switch
    {
        Matrix.Allowed or ErrorCodes.FeatureDisabled => ErrorCodes.NotFound,
        ErrorCodes.Forbidden when route.EndsWith("/saved-replies/{id:long}", StringComparison.Ordinal) => ErrorCodes.NotFound,
        var code => code,
    };

    private async Task<Answer> Ask(string route, Caller caller, string name)
    {
        var (method, path) = route.Split(' ') is [var m, var p] ? (m, p) : throw new ArgumentException(route, nameof(route));
        var chat = path.StartsWith("/api/visitor", StringComparison.Ordinal) || path.StartsWith("/w/", StringComparison.Ordinal);
        var here = chat ? desk.Host.Chat : desk.Host.Desk;
        path = path.Replace("{page:long}", "1", StringComparison.Ordinal);
        path = Placeholder().Replace(path, name) + (route == Transcript ? $"?session={name}" : "");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(here, path));
        var (header, identity) = desk.IdentityOf(caller);
        request.Headers.TryAddWithoutValidation(header, identity);
        request.Headers.TryAddWithoutValidation("Origin", here.GetLeftPart(UriPartial.Authority));
        Fill(request, route, name);
        using var answer = await http.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsByteArrayAsync(Cancellation);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => !Unequal.Contains(h.Key))
            .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order(StringComparer.Ordinal);
        // The name apart, which the caller gave.
        return new Answer(answer.StatusCode, string.Join('\n', headers), WholeWord(name).Replace(Encoding.UTF8.GetString(body), "NAME"));
    }

    private static void Fill(HttpRequestMessage request, string route, string name)
    {
        if (route.Contains("/uploads", StringComparison.Ordinal))
        {
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("Upload-Offset", "0");
        }

        if (route is CreateVisitorUpload or CreateStaffUpload)
        {
            request.Headers.Add("Upload-Length", "10");
            request.Headers.TryAddWithoutValidation("Upload-Metadata", Uploader.Metadata(long.Parse(name), "a.txt", "text/plain"));
        }

        if (request.Method == HttpMethod.Patch)
        {
            request.Content = new ByteArrayContent([]);
            request.Content.Headers.ContentType = new("application/offset+octet-stream");
        }

        if (route == TranscriptMail)
        {
            request.Content = JsonContent.Create(new MailTranscriptRequest(Guid.CreateVersion7(), long.Parse(name), "a@mail.test"), options: WireJson.Options);
        }

        if (request.Method == HttpMethod.Put)
        {
            request.Content = JsonContent.Create(new ChangeSavedReply(1, null, "another", "Hello"), options: WireJson.Options);
        }
    }

    private static Regex WholeWord(string name) => new($@"(?<![\w-]){Regex.Escape(name)}(?![\w-])", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\{\w+(?::\w+)?\}")]
    private static partial Regex Placeholder();

    private sealed record Answer(HttpStatusCode Status, string Headers, string Body);
}
