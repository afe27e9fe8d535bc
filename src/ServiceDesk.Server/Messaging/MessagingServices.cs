using System.Buffers.Binary;
using MassTransit;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Messaging;

/// <summary>The outbox, its relay and the bus.</summary>
internal static class MessagingServices
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MessagingOptions>(configuration, MessagingOptions.Section);
        services.AddMassTransit(bus =>
        {
            // The library would report how it is used to its maker.
            bus.DisableUsageTelemetry();
            bus.AddConsumer<BotTurnConsumer>();
            bus.AddConsumer<LogNoticeConsumer>();
            bus.AddConsumer<SurveyDueConsumer>();
            bus.AddConsumer<TranscriptMailConsumer>();
            bus.UsingInMemory((context, transport) =>
            {
                var partitions = context.GetRequiredService<IOptions<MessagingOptions>>().Value.Partitions;
                Receive<BotTurnConsumer, BotTurnDue>(context, transport, "bot-turns", partitions, due => due.ConversationId);
                Receive<LogNoticeConsumer, LogNotice>(context, transport, "log-notices", partitions, notice => notice.ConversationId);
                Receive<SurveyDueConsumer, SurveyDue>(context, transport, "surveys-due", partitions, due => due.ConversationId);
                Receive<TranscriptMailConsumer, TranscriptMailDue>(context, transport, "transcript-mails", partitions, due => due.ConversationId);
            });
        });
        return services
            .AddSingleton<OutboxBus>()
            .AddSingleton<OutboxSettlement>().AddHostedService(provider => provider.GetRequiredService<OutboxSettlement>())
            .AddSingleton<OutboxRelay>().AddHostedService(provider => provider.GetRequiredService<OutboxRelay>())
            .AddSingleton<OutboxCleanup>();
    }

    /// <summary>One queue per kind, so that a slow one does not hold up the others; messages of one conversation are consumed one at a time.</summary>
    private static void Receive<TConsumer, TMessage>(
        IBusRegistrationContext context,
        IInMemoryBusFactoryConfigurator transport,
        string queue,
        int partitions,
        Func<TMessage, long> conversation)
        where TConsumer : OutboxConsumer<TMessage>
        where TMessage : class => transport.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.PrefetchCount = 2 * partitions;
            endpoint.ConcurrentMessageLimit = 2 * partitions;
            endpoint.ConfigureConsumer<TConsumer>(context, consumer =>
                consumer.Message<TMessage>(message => message.UsePartitioner(partitions, received => Key(conversation(received.Message)))));
        });

    private static Guid Key(long conversation)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, conversation);
        return new Guid(bytes);
    }
}
