using ServiceDesk.Server.Bot;

namespace ServiceDesk.Server.Messaging;

internal sealed class BotTurnConsumer(BotTurns turns, OutboxSettlement settlement) : OutboxConsumer<BotTurnDue>(settlement)
{
    protected override string Name => BotTurns.Consumer;

    protected override Task<EffectRecord> Handle(BotTurnDue message, Guid eventId, CancellationToken cancellation) =>
        turns.Take(message, eventId, cancellation);
}
