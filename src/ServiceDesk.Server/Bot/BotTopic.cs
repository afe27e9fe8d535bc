using Microsoft.Extensions.Options;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Bot;

/// <summary>
/// What a visitor who leaves the bot for a person has asked it about: a rule that asks for the topic holds however the person
/// was asked for.
/// </summary>
public sealed partial class BotTopic(DeskDbs dbs, IBot bot, IOptions<BotOptions> options, TimeProvider time, ILogger<BotTopic> log)
{
    /// <summary>Null when the bot knows none, fails or is silent past the turn's time: a person is asked for all the same.</summary>
    public async Task<string?> Of(Session session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        await using var db = dbs.Open();
        var said = BotMemory.Said(await BotMemory.Read(db, session, long.MaxValue, cancellation));
        return said.Count == 0
            ? null
            : await BotPatience.Within(
                TimeSpan.FromSeconds(options.Value.TurnSeconds),
                time,
                limited => bot.Topic(new BotTurn(session.Locale, said), limited),
                fault =>
                {
                    NoTopic(fault, session.Id);
                    return null;
                },
                cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bot named no topic of session {Session}; it is routed without one.")]
    private partial void NoTopic(Exception fault, long session);
}
