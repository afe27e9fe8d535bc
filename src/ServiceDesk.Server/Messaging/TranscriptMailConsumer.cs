using ServiceDesk.Server.Transcripts;

namespace ServiceDesk.Server.Messaging;

internal sealed class TranscriptMailConsumer(MailTranscript mail, OutboxSettlement settlement) : OutboxConsumer<TranscriptMailDue>(settlement)
{
    protected override string Name => MailTranscript.Consumer;

    protected override Task<EffectRecord> Handle(TranscriptMailDue message, Guid eventId, CancellationToken cancellation) =>
        mail.Send(message, eventId, cancellation);
}
