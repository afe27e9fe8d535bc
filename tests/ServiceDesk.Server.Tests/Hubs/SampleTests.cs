using ServiceDesk.SampleProgram;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

/// <summary>The sample program of the client does what its page says.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_asks_is_answered_and_mends_its_question()
    {
        await using var host = await TestHost.Start();
        using var written = new StringWriter();
        var output = TextWriter.Synchronized(written);

        await VisitorSample.Run(host.Chat, TestDesk.EntryPoint, "How long does delivery take?", output, TestContext.Current.CancellationToken);

        var lines = written.ToString().Split('\n');
        lines.ShouldContain(l => l.Contains("visitor:", StringComparison.Ordinal) && l.Contains("How long does delivery take?", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains("bot:guide:", StringComparison.Ordinal));
        await using var db = host.OpenDb();
        db.Events.Any(e => e.Body.Contains("How long does delivery take? Thank you!") && e.Original != null).ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_arguments_are_said_and_a_refusal_is_no_success()
    {
        (await VisitorSample.Main(["nonsense"])).ShouldBe(2);
        await using var host = await TestHost.Start();
        (await VisitorSample.Main([host.Chat.ToString(), "no-such-entry-point", "Hello?"])).ShouldBe(1);
    }
}
