using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Surveys;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Surveys;

/// <summary>
/// Asks the visitor of an ended segment for a rating. Survey, invitation in the conversation and the mark that the event is
/// consumed are one transaction.
/// </summary>
public sealed class InviteToSurvey(
    DeskDbs dbs, CurrentDesk desk, CommitPublisher publisher, SessionPushes sessions, SurveyJobs jobs, TimeProvider time)
{
    public const string Consumer = "survey";

    public async Task<EffectRecord> Handle(SurveyDue due, Guid eventId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(due);
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        if (await db.Consumed.AnyAsync(c => c.Consumer == Consumer && c.EventId == eventId, cancellation))
        {
            return EffectRecord.Consumed;
        }

        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == due.SessionId, cancellation);
        // Whether it is due was decided with the end; the session may be going on again by now.
        var verdict = SurveyPolicy.Offered(Settings(session.Queue), due.EndedAt);
        if (await db.Surveys.AnyAsync(s => s.SessionId == due.SessionId && s.Segment == due.Segment, cancellation))
        {
            return EffectRecord.Elsewhere;
        }

        var now = time.Now();
        var survey = Offered(due, now, verdict);
        var conversation = await db.Conversations.SingleAsync(c => c.Id == due.ConversationId, cancellation);
        var row = ConversationAppend.Append(db, conversation, Invitation(survey, eventId), now);
#if PLANTED_FAULTS
        if (Setup.PlantedFaults.Is(Setup.PlantedFault.SurveyByRetry))
        {
            ConversationAppend.Append(db, conversation, Invitation(survey, Guid.CreateVersion7()), now);
        }
#endif
        db.Surveys.Add(survey);
        db.Consumed.Add(new Consumed { Consumer = Consumer, EventId = eventId, At = now });
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        publisher.Enqueue(new CommittedEvents(conversation.Id, conversation.Epoch, row.Seq - 1, row.Seq, [row]));
        sessions.Changed(survey.SessionId);
        jobs.Arm(survey);
        return EffectRecord.Consumed;
    }

    /// <summary>Those of the session's queue; the starting values for a queue that has left the desk.</summary>
    private SurveySettings Settings(string? queue) =>
        desk.Value.Queues.FirstOrDefault(q => q.Id == queue)?.Survey ?? new SurveySettings();

    private static Survey Offered(SurveyDue due, DateTimeOffset now, SurveyVerdict verdict) => new()
    {
        SessionId = due.SessionId,
        Segment = due.Segment,
        ConversationId = due.ConversationId,
        State = SurveyStates.Offered,
        OfferedAt = now,
        ExpiresAt = verdict.ExpiresAt!.Value,
        RemindAt = verdict.RemindAt,
    };

    /// <param name="id">Makes it one event, however often it is tried.</param>
    internal static NewEvent Invitation(Survey survey, Guid id) => new(
        Persons.System,
        null,
        EventTypes.Survey,
        id,
        null,
        new EventBody { Survey = new SurveyInvitation(survey.SessionId, survey.Segment, survey.ExpiresAt) });
}
