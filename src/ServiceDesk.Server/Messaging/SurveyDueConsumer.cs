using ServiceDesk.Server.Surveys;

namespace ServiceDesk.Server.Messaging;

internal sealed class SurveyDueConsumer(InviteToSurvey invite, OutboxSettlement settlement) : OutboxConsumer<SurveyDue>(settlement)
{
    protected override string Name => InviteToSurvey.Consumer;

    protected override Task<EffectRecord> Handle(SurveyDue message, Guid eventId, CancellationToken cancellation) =>
        invite.Handle(message, eventId, cancellation);
}
