using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Messaging;

/// <summary>Tells the router what the log saw. The event id is the command id, so the router follows each notice once.</summary>
internal sealed class LogNoticeConsumer(RoutingDomain routing, DeskDbs dbs, OutboxSettlement settlement)
    : OutboxConsumer<LogNotice>(settlement)
{
    protected override string Name => "router";

    protected override async Task<EffectRecord> Handle(LogNotice message, Guid eventId, CancellationToken cancellation)
    {
        var result = await routing.Submit(eventId, await Event(message, cancellation), cancellation);
        if (result.Error is { Code: ErrorCodes.Unavailable or ErrorCodes.Overloaded } error)
        {
            throw new EffectNotNowException(error.Message);
        }

        return EffectRecord.Elsewhere;
    }

    private async Task<RoutingEvent> Event(LogNotice notice, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var sender = await db.Events.Where(e => e.ConversationId == notice.ConversationId && e.Seq == notice.Seq)
            .Select(e => e.Sender).SingleAsync(cancellation);
        if (notice.Kind is LogNoticeKinds.Message or LogNoticeKinds.MessageAfterEnd)
        {
            return new MessagePosted(notice.SessionId, PostedByOf(sender), notice.Seq) { At = default, Seq = 0, AfterEnd = notice.Kind == LogNoticeKinds.MessageAfterEnd };
        }

        var agent = Persons.AgentId(sender)
            ?? throw new InvalidOperationException($"Event {notice.Seq} of conversation {notice.ConversationId} was sent by {sender}, not by an agent.");
        return new FirstReply(notice.SessionId, agent) { At = default, Seq = 0 };
    }

    private static PostedBy PostedByOf(string sender) => Persons.AgentId(sender) is not null
        ? PostedBy.Agent
        : Persons.IsBot(sender) ? PostedBy.Bot : PostedBy.Visitor;
}
