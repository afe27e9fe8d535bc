using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Messaging;

/// <summary>Steps that the tests of effects share.</summary>
internal static class Served
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A visitor with an open session whom the bot has greeted.</summary>
    public static async Task<VisitorBot> Greeted(TestHost host, string locale = "en")
    {
        var visitor = await VisitorBot.Connect(host.Chat, Cancellation, adjust: o => o with { Client = o.Client with { Locale = locale } });
        await visitor.Open(Cancellation);
        await visitor.BotSays(1);
        return visitor;
    }

    /// <summary>An agent who is online.</summary>
    public static async Task<AgentBot> Online(TestHost host, string email = TestDesk.Ana)
    {
        var agent = await AgentBot.Connect(host.Desk, email, Cancellation);
        await agent.Choose(Presence.Online, Cancellation);
        return agent;
    }

    /// <summary>The visitor asks for a person, and the agent takes the session and says hello.</summary>
    public static async Task<SessionRow> Serves(this AgentBot agent, VisitorBot visitor)
    {
        await visitor.WantPerson(Cancellation);
        var row = await agent.Accept(await agent.Ringing(Cancellation, visitor.Session!.SessionId), Cancellation);
        await agent.Say(row.ConversationId, "Hello, how can I help?", Cancellation);
        return row;
    }

    /// <summary>Waits until the bot has said so much in all, and gives its last words.</summary>
    public static async Task<ConversationEvent> BotSays(this VisitorBot visitor, int messages)
    {
        await Eventually.True(() => visitor.OfBot().Count >= messages, Cancellation, what: $"{messages} messages of the bot");
        var said = visitor.OfBot();
        said.Count.ShouldBe(messages);
        return said[^1];
    }

    public static IReadOnlyList<ConversationEvent> OfBot(this VisitorBot visitor) =>
        [.. visitor.Seen.Where(e => e.Sender.StartsWith("bot:", StringComparison.Ordinal))];

    /// <summary>Waits for a system note of this kind.</summary>
    public static Task<ConversationEvent> Noted(this VisitorBot visitor, string kind, TimeSpan? within = null) =>
        Eventually.Some(() => visitor.Seen.FirstOrDefault(e => e.Body.Note?.Kind == kind), Cancellation, within, $"note {kind}");

    public static async Task<IReadOnlyList<EventRow>> Events(TestHost host, long conversation)
    {
        await using var db = host.OpenDb();
        return await db.Events.AsNoTracking().Where(e => e.ConversationId == conversation).OrderBy(e => e.Seq).ToListAsync(Cancellation);
    }

    public static EventBody Body(this EventRow row) => JsonSerializer.Deserialize<EventBody>(row.Body, WireJson.Options)!;

    /// <summary>Writes rows as a crash would have left them.</summary>
    public static async Task Write(TestHost host, Func<DeskDb, Task> change)
    {
        await using var db = host.OpenDb();
        await using var write = await db.BeginWrite(WriteKind.Other, Cancellation);
        await change(db);
        await db.SaveChangesAsync(Cancellation);
        await write.Commit(Cancellation);
    }

    public static async Task<T> Read<T>(TestHost host, Func<DeskDb, Task<T>> look)
    {
        await using var db = host.OpenDb();
        return await look(db);
    }

    /// <summary>Waits until no outbox row is open.</summary>
    public static async Task OutboxEmpty(TestHost host)
    {
        var open = 1;
        for (var i = 0; open > 0; i++)
        {
            open = await Read(host, db => db.Outbox.CountAsync(o => o.DoneAt == null && o.DeadAt == null, Cancellation));
            i.ShouldBeLessThan(1000);
            await Task.Delay(15, Cancellation);
        }
    }
}
