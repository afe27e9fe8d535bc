using MassTransit;

namespace ServiceDesk.Server.Messaging;

/// <summary>How a consumer's effect is remembered, so that the same event has it once.</summary>
public enum EffectRecord
{
    /// <summary>The consumed row was written in the transaction of the effect, or had been before.</summary>
    Consumed,

    /// <summary>Nothing was to be done, or the receiver knows the event by an id of its own.</summary>
    Elsewhere,
}

/// <summary>What the effect needs is away for now; the event is tried again without counting as a failure.</summary>
public sealed class EffectNotNowException(string message) : Exception(message);

/// <summary>Runs an effect and tells the settlement what became of it. Failures never reach the transport: the outbox itself keeps and repeats the row.</summary>
internal abstract class OutboxConsumer<T>(OutboxSettlement settlement) : IConsumer<T>
    where T : class
{
    /// <summary>Names the consumer in consumed rows; never changed once released.</summary>
    protected abstract string Name { get; }

    public async Task Consume(ConsumeContext<T> context)
    {
        var delivery = new Delivery(
            context.Headers.Get<long>(OutboxBus.RowHeader) ?? throw new InvalidOperationException("The message names no outbox row."),
            context.MessageId ?? throw new InvalidOperationException("The message has no id."));
        try
        {
            if (await Handle(context.Message, delivery.EventId, context.CancellationToken) == EffectRecord.Consumed)
            {
                settlement.Done(delivery);
            }
            else
            {
                settlement.DoneUnrecorded(delivery, Name);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            settlement.Forget(delivery.RowId);
        }
        catch (EffectNotNowException fault)
        {
            settlement.Failed(delivery, fault, FailureKind.NotNow);
        }
#pragma warning disable CA1031 // Whatever an effect throws, its row is tried again and ends as a dead letter.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            settlement.Failed(delivery, fault, FailureKind.Fault);
        }
    }

    protected abstract Task<EffectRecord> Handle(T message, Guid eventId, CancellationToken cancellation);
}
