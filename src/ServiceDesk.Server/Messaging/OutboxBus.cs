using System.Collections.Frozen;
using System.Text.Json;
using MassTransit;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>A row whose kind or payload nobody here can read.</summary>
public sealed class UnreadableMessageException : Exception
{
    public UnreadableMessageException(string message) : base(message)
    {
    }

    public UnreadableMessageException(string message, Exception cause) : base(message, cause)
    {
    }

    public UnreadableMessageException()
    {
    }
}

/// <summary>Publishes outbox rows as typed messages; the message id is the event id.</summary>
public sealed class OutboxBus(IBusControl bus)
{
    internal const string RowHeader = "outbox-row";

    private static readonly FrozenDictionary<string, Type> Kinds =
        new[] { typeof(BotTurnDue), typeof(LogNotice), typeof(SurveyDue), typeof(TranscriptMailDue) }.ToFrozenDictionary(type => type.Name);

    /// <summary>Completes once messages can be published.</summary>
    public Task Started(CancellationToken cancellation) => bus.WaitForHealthStatus(BusHealthStatus.Healthy, cancellation);

    /// <exception cref="UnreadableMessageException">The kind is unknown, or the payload is not a message of its kind.</exception>
    public Task Publish(OutboxRow row, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (message, type) = Read(row);
        return bus.Publish(message, type, context =>
        {
            context.MessageId = row.EventId;
            context.Headers.Set(RowHeader, row.Id);
        }, cancellation);
    }

    private static (object Message, Type Type) Read(OutboxRow row)
    {
        if (!Kinds.TryGetValue(row.Kind, out var type))
        {
            throw new UnreadableMessageException($"Outbox row {row.Id} has the unknown kind {row.Kind}.");
        }

        try
        {
            return JsonSerializer.Deserialize(row.Payload, type, WireJson.Options) is { } message
                ? (message, type)
                : throw new UnreadableMessageException($"Outbox row {row.Id} of kind {row.Kind} is empty.");
        }
        catch (JsonException fault)
        {
            throw new UnreadableMessageException($"Outbox row {row.Id} of kind {row.Kind} cannot be read: {fault.Message}", fault);
        }
    }
}
