using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Hubs;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>A desk whose every log line is kept.</summary>
public sealed class LoggedRouteDesk : RouteDesk
{
    internal LogRecord Log { get; } = new();

    protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerFactory>(Log);
}

/// <summary>What lets somebody in stands nowhere but in the answer that gave it.</summary>
public sealed class LeakTests(LoggedRouteDesk desk) : IClassFixture<LoggedRouteDesk>
{
    // One of each kind: who signs in costs a hash of a password.
    private static readonly Caller[] Callers = [Caller.Visitor, Caller.Stranger, Caller.Agent, Caller.Supervisor, Caller.Administrator];

    private const string GivesToken = "POST /api/visitor/token";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R27_No_issued_token_stands_in_an_answer_a_frame_a_log_or_the_data()
    {
        var (access, resume) = await desk.VisitorTokens(Cancellation);
        // First: one of the routes signs out.
        var answers = await AnswersOfAllRoutes();
        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation, resume);
        await using var supervisor = await AgentBot.Connect(desk.Host.Desk, TestDesk.Supervisor, Cancellation);
        using var heard = await RawSocket.Greeted(supervisor.Credentials, Cancellation);
        await heard.Say("""{"type":1,"invocationId":"rows","target":"Sessions","arguments":[{"view":"all"}]}""" + RawSocket.End, Cancellation);
        await visitor.Open(Cancellation);
        await visitor.Say("the end of it", Cancellation);
        await heard.Say("""{"type":1,"invocationId":"last","target":"Sessions","arguments":[{"view":"all"}]}""" + RawSocket.End, Cancellation);
        var frames = (await heard.Hear("\"invocationId\":\"last\"", Cancellation)).Heard;

        answers.Count.ShouldBeGreaterThan(200);
        frames.ShouldContain("\"invocationId\":\"last\"");
        desk.Log.Lines.Count.ShouldBeGreaterThan(1_000);
        var mine = await visitor.Credentials.Token(renew: false, Cancellation);
        string[] secrets = [access, mine, resume, .. Cookies(supervisor), TestDesk.Password];
        foreach (var secret in secrets)
        {
            answers.ShouldNotContain(a => a.Contains(secret, StringComparison.Ordinal), secret);
            frames.ShouldNotContain(secret);
            desk.Log.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).Take(3).ShouldBeEmpty();
            (await FilesWith(secret)).ShouldBeEmpty();
        }
    }

    private static IEnumerable<string> Cookies(AgentBot staff) =>
        staff.Credentials.Cookies.GetCookies(staff.Credentials.Desk).Select(cookie => cookie.Value);

    private async Task<List<string>> AnswersOfAllRoutes()
    {
        var answers = new List<string>();
        desk.Answered = answers.Add;
        foreach (var route in Matrix.Operations(hubs: false).Where(route => route != GivesToken))
        {
            foreach (var caller in Callers)
            {
                await desk.Try(route, caller, Cancellation);
            }
        }

        return answers;
    }

    // The database with its log, the keys, the files: as they lie on the disk.
    private async Task<List<string>> FilesWith(string secret)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(desk.Host.Folder, "*", SearchOption.AllDirectories).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Cancellation);
            if (bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0)
            {
                found.Add(Path.GetFileName(file));
            }
        }

        return found;
    }
}
