using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Surveys;

/// <summary>Invites once more to surveys that are still open when their reminder is due. Running it again changes nothing.</summary>
public sealed class RemindOfSurveys(DeskDbs dbs, CommitPublisher publisher, TimeProvider time)
{
    private const int BatchSize = 200;

    public async Task Run(CancellationToken cancellation)
    {
        while (await RunBatch(cancellation) == BatchSize)
        {
        }
    }

    private async Task<int> RunBatch(CancellationToken cancellation)
    {
        var now = time.Now();
        await using var db = dbs.Open();
        var due = db.Surveys.Where(s => s.State == SurveyStates.Offered && s.RemindAt <= now && s.ExpiresAt > now);
        // A look without the gate first: mostly nothing is due.
        if (!await due.AnyAsync(cancellation))
        {
            return 0;
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var surveys = await due.OrderBy(s => s.RemindAt).Take(BatchSize).ToListAsync(cancellation);
        var ids = surveys.Select(s => s.ConversationId).Distinct().ToArray();
        var conversations = await db.Conversations.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        var reminders = new List<CommittedEvents>();
        foreach (var survey in surveys)
        {
            var conversation = conversations[survey.ConversationId];
            var row = ConversationAppend.Append(db, conversation, InviteToSurvey.Invitation(survey, Guid.CreateVersion7(now)), now);
            reminders.Add(new CommittedEvents(conversation.Id, conversation.Epoch, row.Seq - 1, row.Seq, [row]));
            survey.RemindAt = null;
        }

        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        reminders.ForEach(publisher.Enqueue);
        return surveys.Count;
    }
}
