using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Bot;

/// <summary>
/// Takes one turn of a bot: reads what was said, asks the bot, posts its answer, hands over. The answer and the mark that
/// this turn is taken are one transaction, and the hand-over carries the turn's event id as its command id, so a turn that
/// is taken again after a crash goes on where it stopped.
/// </summary>
internal sealed partial class BotTurns(
    DeskDbs dbs,
    IBot bot,
    ConversationLog conversations,
    RoutingDomain routing,
    IOptions<BotOptions> options,
    TimeProvider time,
    ILogger<BotTurns> log)
{
    public const string Consumer = "bot";

    /// <exception cref="EffectNotNowException">The log or the router is away.</exception>
    public async Task<EffectRecord> Take(BotTurnDue due, Guid eventId, CancellationToken cancellation)
    {
        if (await Read(due, cancellation) is not { } scene)
        {
            return EffectRecord.Elsewhere;
        }

        var reply = await Ask(scene.Turn, due, cancellation);
        var answer = await conversations.Append(Answer(due, eventId, scene, reply), cancellation);
        if (!answer.Ok)
        {
            return Unposted(due, answer.Error!);
        }

        if (reply.HandOver is { } handOver)
        {
            await HandOver(due.SessionId, eventId, handOver, cancellation);
        }

        return EffectRecord.Consumed;
    }

    private sealed record Scene(string Person, BotTurn Turn);

    /// <summary>What the bot needs to know; null when it is no longer the responder.</summary>
    private async Task<Scene?> Read(BotTurnDue due, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == due.ConversationId, cancellation);
        if (!Persons.IsBot(conversation.Responder) || conversation.OpenSession != due.SessionId)
        {
            return null;
        }

        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == due.SessionId, cancellation);
        var events = await BotMemory.Read(db, session, due.Seq, cancellation);
        if (due.Seq > 0 && (events.Count == 0 || events[^1].Seq != due.Seq))
        {
            throw new InvalidOperationException($"The bot is to answer event {due.Seq} of conversation {due.ConversationId}, which is not in session {due.SessionId}.");
        }

        return new Scene(conversation.Responder!, new BotTurn(session.Locale, BotMemory.Said(events)));
    }

    private Task<BotReply> Ask(BotTurn turn, BotTurnDue due, CancellationToken cancellation) => BotPatience.Within(
        TimeSpan.FromSeconds(options.Value.TurnSeconds),
        time,
        limited => bot.Answer(turn, limited),
        fault =>
        {
            BotFailed(fault, due.SessionId, due.Seq);
            return new BotReply(BotTexts.In(turn.Locale).Failed, [], [], new HandOver(EnqueuedBy.BotFailed, null, BotResults.Failed));
        },
        cancellation);

    private static Post Answer(BotTurnDue due, Guid eventId, Scene scene, BotReply reply) => new(
        due.ConversationId,
        scene.Person,
        BotTexts.In(scene.Turn.Locale).Name,
        new Admission.Responder(scene.Person),
        EventTypes.Message,
        eventId,
        new EventBody
        {
            Text = reply.Text.Length <= SendRequestValidator.MaxText ? reply.Text : reply.Text[..SendRequestValidator.MaxText],
            Choices = reply.Choices.Count > 0 ? reply.Choices : null,
            Sources = reply.Sources.Count > 0 ? reply.Sources : null,
        },
        new ConsumedBy(Consumer, eventId));

    private static EffectRecord Unposted(BotTurnDue due, Error error) => error.Code switch
    {
        // A person took over, or the session ended, while the bot thought: it stays silent.
        ErrorCodes.NotResponder or ErrorCodes.ConversationClosed => EffectRecord.Elsewhere,
        ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.RateLimited => throw new EffectNotNowException(error.Message),
        _ => throw new InvalidOperationException($"The bot's answer in session {due.SessionId} was refused: {error.Code}, {error.Message}"),
    };

    private async Task HandOver(long sessionId, Guid eventId, HandOver handOver, CancellationToken cancellation)
    {
        var result = await routing.Submit(
            eventId, new SessionEnqueued(sessionId, handOver.By, handOver.Topic, BotResult: handOver.Result) { At = default, Seq = 0 }, cancellation);
        if (result.Error is { Code: ErrorCodes.Unavailable or ErrorCodes.Overloaded } error)
        {
            throw new EffectNotNowException(error.Message);
        }

        if (result.Error is not null)
        {
            // The session ended, or a person was asked for another way, since the answer was posted.
            HandOverRefused(sessionId, result.Error.Code, result.Error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot failed or was silent too long in session {Session} after event {Seq}; a person is asked for.")]
    private partial void BotFailed(Exception fault, long session, long seq);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot's hand-over of session {Session} was refused: {Code}, {Message}")]
    private partial void HandOverRefused(long session, string code, string message);
}
