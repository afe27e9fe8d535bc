using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Tests.Sessions;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>Hooks that a host brings along: their order, their time, their faults.</summary>
public sealed class ContentHookTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hook_sees_what_the_rules_left_and_may_mask_and_refuse()
    {
        await using var desk = await Served(said => new(said switch
        {
            { Body.Text: "refuse me" } => new ContentVerdict(said.Body, "own-reason"),
            { Body.Text: { } text } => new ContentVerdict(said.Body with { Text = $"{said.Sender} {said.Type} {text}" }),
            _ => new ContentVerdict(said.Body),
        }));
        await ResumeTests.Publish(desk.Host, d => d with { ContentRules = [new() { Id = "owl", Name = "Owl", Words = ["owl"], Action = ContentAction.Mask }] });
        await using var visitor = await desk.Visitor(Cancellation);

        var ack = await visitor.Say("an owl", Cancellation);
        var refused = await Send(visitor, "refuse me");

        desk.Stored(visitor.Session!.ConversationId).Single(e => e.Seq == ack.Seq).Body.ShouldBe(EventBodies.Write(new EventBody { Text = $"{visitor.Person} message an •••" }));
        refused.Error!.ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe(ErrorCodes.BlockedByPolicy), e => e.Details.ShouldHaveSingleItem().Value.ShouldBe("own-reason"));
        desk.Stored(visitor.Session.ConversationId).Where(e => e.Type == EventTypes.System || Persons.IsBot(e.Sender)).ShouldAllBe(e => !e.Body.Contains("system message"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_hook_does_not_finish_in_time_or_breaks_at_is_refused_for_now_or_stored_as_the_setting_says(bool pass)
    {
        var stopped = new TaskCompletionSource();
        await using var desk = await Served(
            async (said, cancellation) =>
            {
                if (said.Body.Text == "slow")
                {
                    await using var _ = cancellation.Register(stopped.SetResult);
                    await Task.Delay(Timeout.Infinite, cancellation);
                }

                return said.Body.Text == "broken" ? throw new InvalidOperationException("A hook's own fault.") : new ContentVerdict(said.Body);
            },
            pass);
        await using var visitor = await desk.Visitor(Cancellation);

        foreach (var text in (string[])["slow", "broken"])
        {
            var answer = await Send(visitor, text);
            answer.Ok.ShouldBe(pass);
            if (!pass)
            {
                answer.Error!.ShouldSatisfyAllConditions(e => e.Code.ShouldBe(ErrorCodes.Overloaded), e => e.RetryAfterMs.ShouldBe(1_000));
            }
        }

        await stopped.Task.WaitAsync(Cancellation);
        (await Send(visitor, "sound")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_left_message_is_looked_at_before_anything_of_it_is_kept()
    {
        await using var desk = await ServedDesk.Start(Cancellation);
        await ResumeTests.Publish(desk.Host, d => d with
        {
            ContentRules =
            [
                new() { Id = "rude", Name = "Rude", Words = ["blockhead"] },
                new() { Id = "owl", Name = "Owl", Words = ["owl"], Action = ContentAction.Mask },
            ],
            Queues = [.. d.Queues.Select(q => q with { Fallbacks = [new() { Kind = FallbackKind.Message }] })],
        });
        await desk.Agent.Choose(Presence.Offline, Cancellation);
        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var choice = new ChooseFallbackRequest(Guid.CreateVersion7(), visitor.Session!.SessionId, FallbackKinds.Message, "kim@example.test", "You blockhead");

        var refused = await hub.ChooseFallback(choice);
        (refused.Error?.Code).ShouldBe(ErrorCodes.BlockedByPolicy);
        await using (var db = desk.Host.OpenDb())
        {
            db.Tickets.ShouldBeEmpty();
        }

        var kept = choice with { CommandId = Guid.CreateVersion7(), Text = "About the owl" };
        (await hub.ChooseFallback(kept)).OrThrow().Phase.ShouldBe(SessionPhase.Deferred);
        (await hub.ChooseFallback(kept)).OrThrow();
        await using (var db = desk.Host.OpenDb())
        {
            db.Tickets.ShouldHaveSingleItem().Text.ShouldBe("About the •••");
        }

        desk.Stored(visitor.Session.ConversationId).Count(e => EventBodies.Read(e.Body).Text == "About the •••").ShouldBe(1);
        desk.Stored(visitor.Session.ConversationId).ShouldAllBe(e => !e.Body.Contains("owl") && !e.Body.Contains("blockhead"));
    }

    private static Task<ServedDesk> Served(Func<SaidContent, ValueTask<ContentVerdict>> review) => Served((said, _) => review(said), pass: false);

    private static Task<ServedDesk> Served(Func<SaidContent, CancellationToken, ValueTask<ContentVerdict>> review, bool pass) => ServedDesk.Start(
        Cancellation,
        new Dictionary<string, string?> { ["ContentHooks:PassWhenLate"] = pass ? "true" : "false" },
        services: services => services.AddSingleton<IContentHook>(new Hook(review)));

    private static async Task<Reply<Ack>> Send(VisitorBot visitor, string text) => await (await visitor.Hub(Cancellation)).Send(
        new SendRequest(visitor.Session!.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = text }));

    private sealed class Hook(Func<SaidContent, CancellationToken, ValueTask<ContentVerdict>> review) : IContentHook
    {
        public ValueTask<ContentVerdict> Review(SaidContent said, CancellationToken cancellation) => review(said, cancellation);
    }
}
