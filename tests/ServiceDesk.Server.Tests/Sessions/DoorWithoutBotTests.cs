using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;

namespace ServiceDesk.Server.Tests.Sessions;

/// <summary>An entry point without a bot: people answer at once, and nobody has to press anything for that (rule S3).</summary>
public sealed class DoorWithoutBotTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task S3_the_first_word_waits_for_a_person()
    {
        await using var host = await WithoutBot();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        (await visitor.Open(Cancellation)).Phase.ShouldBe(SessionPhase.Created);

        await visitor.Say("Is anybody there?", Cancellation);

        await visitor.Phase(SessionPhase.Queued, Cancellation);
        await using var agent = await Served.Online(host);
        var row = await agent.Accept(await agent.Ringing(Cancellation, visitor.Session!.SessionId), Cancellation);
        (row.Phase, row.LastText).ShouldBe((SessionPhase.Active, "Is anybody there?"));
        visitor.Seen.Count(e => e.Body.Note?.Kind == NoteKinds.Queued).ShouldBe(1);
    }

    [Fact]
    public async Task J3_the_word_after_an_end_waits_for_a_person_too()
    {
        await using var host = await WithoutBot();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var session = await visitor.Open(Cancellation);
        (await (await visitor.Hub(Cancellation)).End(new SessionCommand(Guid.CreateVersion7(), session.SessionId))).OrThrow();
        await visitor.Phase(SessionPhase.Ended, Cancellation);

        await visitor.Say("I forgot something", Cancellation);

        (await visitor.Phase(SessionPhase.Queued, Cancellation)).SessionId.ShouldBe(session.SessionId);
    }

    private static async Task<TestHost> WithoutBot()
    {
        var host = await TestHost.Start();
        await ResumeTests.Publish(host, desk => desk with { EntryPoints = [.. desk.EntryPoints.Select(e => e with { BotId = null })] });
        return host;
    }
}
