using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Bot;

public sealed class BotTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task The_bot_greets_with_topics_and_a_way_to_a_person()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);

        var greeting = visitor.OfBot().Single().Body;
        greeting.Text!.ShouldStartWith("Hello");
        greeting.Choices!.Count.ShouldBe(5);
        greeting.Choices[^1].ShouldBe(new Choice(ChoiceIds.Human, "Talk to a person"));
    }

    [Fact]
    public async Task The_bot_answers_in_English_with_the_source()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);

        await visitor.Say("how long does delivery take", Cancellation);

        var answer = (await visitor.BotSays(2)).Body;
        answer.Sources.ShouldBe([new Source("delivery", "How long does delivery take?")]);
        answer.Text!.ShouldContain("2 to 4 working days");
        answer.Choices!.ShouldContain(c => c.Id == ChoiceIds.Human);
    }

    [Fact]
    public async Task The_bot_speaks_Chinese_to_who_does()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host, "zh-CN");
        visitor.OfBot().Single().Body.Text!.ShouldStartWith("您好");

        await visitor.Say("你们的退货政策是什么？", Cancellation);

        var answer = (await visitor.BotSays(2)).Body;
        answer.Sources.ShouldBe([new Source("returns", "怎样退货？")]);
        answer.Choices!.ShouldContain(new Choice(ChoiceIds.Human, "联系人工客服"));
    }

    [Fact]
    public async Task Topics_answer_and_are_the_topic_of_the_hand_over()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        var topic = visitor.OfBot().Single().Body.Choices![0];
        await Choose(visitor, topic);
        (await visitor.BotSays(2)).Body.Sources!.Single().ArticleId.ShouldBe(topic.Id["article:".Length..]);

        await Choose(visitor, new Choice(ChoiceIds.Human, "Talk to a person"));

        await visitor.Phase(SessionPhase.Queued, Cancellation);
        var payload = await Served.Read(host, db => db.RoutingEvents.Where(e => e.Type == "SessionEnqueued").Select(e => e.Payload).SingleAsync(Cancellation));
        payload.ShouldContain("\"delivery\"");
        payload.ShouldContain("\"Visitor\"");
    }

    [Fact]
    public async Task What_was_asked_is_the_topic_also_when_the_widgets_own_button_asks_for_a_person()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        var topic = visitor.OfBot().Single().Body.Choices![0];
        await Choose(visitor, topic);
        await visitor.BotSays(2);

        var request = new RequestAgentRequest(Guid.CreateVersion7(), visitor.Session!.SessionId);
        var hub = await visitor.Hub(Cancellation);
        (await hub.RequestAgent(request)).OrThrow();
        await visitor.Phase(SessionPhase.Queued, Cancellation);

        // The repeat finds the session waiting and no topic; it is the same command all the same.
        (await hub.RequestAgent(request)).OrThrow();
        (await hub.RequestAgent(request with { Topic = "returns" })).Error!.Code.ShouldBe(ErrorCodes.IdempotencyConflict);
        var payload = await Served.Read(host, db => db.RoutingEvents.Where(e => e.Type == "SessionEnqueued").Select(e => e.Payload).SingleAsync(Cancellation));
        payload.ShouldContain($"\"topic\":\"{topic.Id["article:".Length..]}\"");
        payload.ShouldContain("\"botResult\":\"asked\"");
    }

    [Fact]
    public async Task A_bot_that_names_no_topic_in_time_does_not_keep_the_visitor_from_a_person()
    {
        await using var host = await TestHost.Start(
            new Dictionary<string, string?> { ["Bot:TurnSeconds"] = "1" }, services => services.AddSingleton<IBot, MuteOfTopics>());
        await using var visitor = await Served.Greeted(host);
        await visitor.Say("Where is my order?", Cancellation);

        (await (await visitor.Hub(Cancellation)).RequestAgent(new RequestAgentRequest(Guid.CreateVersion7(), visitor.Session!.SessionId))).OrThrow();

        await visitor.Phase(SessionPhase.Queued, Cancellation);
    }

    [Fact]
    public async Task Two_questions_in_a_row_beyond_the_articles_bring_a_person()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await visitor.Say("What is the meaning of life?", Cancellation);
        (await visitor.BotSays(2)).Body.Text!.ShouldContain("other words");
        await visitor.Say("How do I return something?", Cancellation);
        await visitor.BotSays(3);
        await visitor.Say("Who won the football match yesterday?", Cancellation);
        await visitor.BotSays(4);
        visitor.Inbox.Sessions.ShouldAllBe(s => s.Phase == SessionPhase.Bot);

        await visitor.Say("Tell me a joke about penguins", Cancellation);

        (await visitor.BotSays(5)).Body.Text!.ShouldContain("person");
        await visitor.Phase(SessionPhase.Queued, Cancellation);
    }

    [Theory]
    [InlineData("I want to talk to a human please")]
    [InlineData("AGENT")]
    [InlineData("转人工")]
    public async Task Who_asks_for_a_person_gets_one(string words)
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);

        await visitor.Say(words, Cancellation);

        await visitor.Phase(SessionPhase.Queued, Cancellation);
        await Served.OutboxEmpty(host);
        visitor.OfBot().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_bot_is_silent_once_a_person_is_responder()
    {
        await using var host = await TestHost.Start();
        await using var visitor = await Served.Greeted(host);
        await using var agent = await Served.Online(host);
        var row = await agent.Serves(visitor);
        var asked = await visitor.Say("How long does delivery take?", Cancellation);

        // A turn that comes late, as after a crash.
        await Served.Write(host, db =>
        {
            db.Outbox.Add(OutboxRows.Of(
                new BotTurnDue(row.SessionId, row.ConversationId, asked.Seq), row.ConversationId, host.Get<NodeIdentity>().Id, TimeProvider.System.Now()));
            return Task.CompletedTask;
        });
        host.Get<OutboxRelay>().Wake();
        await Served.OutboxEmpty(host);

        var events = await Served.Events(host, row.ConversationId);
        events.Count(e => e.Sender.StartsWith("bot:", StringComparison.Ordinal)).ShouldBe(1);
        (await Served.Read(host, db => db.Outbox.CountAsync(o => o.Tries > 0, Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task A_bot_that_says_nothing_brings_a_person()
    {
        await using var host = await TestHost.Start(
            new Dictionary<string, string?> { ["Bot:TurnSeconds"] = "1" }, services => services.AddSingleton<IBot, SilentBot>());
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await visitor.Open(Cancellation);

        await visitor.Phase(SessionPhase.Queued, Cancellation);

        (await visitor.BotSays(1)).Body.Text!.ShouldContain("can't answer right now");
    }

    private static async Task Choose(VisitorBot visitor, Choice choice)
    {
        var hub = await visitor.Hub(Cancellation);
        var body = new EventBody { Text = choice.Label, ChoiceId = choice.Id };
        (await hub.Send(new SendRequest(visitor.Session!.ConversationId, Guid.CreateVersion7(), EventTypes.Message, body))).Ok.ShouldBeTrue();
    }

    private sealed class MuteOfTopics : IBot
    {
        public Task<BotReply> Answer(BotTurn turn, CancellationToken cancellation) =>
            Task.FromResult(new BotReply(turn.Said.Count == 0 ? "Hello" : "Yes?", [], []));

        public async Task<string?> Topic(BotTurn turn, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Waited for ever.");
        }
    }

    private sealed class SilentBot : IBot
    {
        public async Task<BotReply> Answer(BotTurn turn, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Waited for ever.");
        }

        public async Task<string?> Topic(BotTurn turn, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Waited for ever.");
        }
    }
}
