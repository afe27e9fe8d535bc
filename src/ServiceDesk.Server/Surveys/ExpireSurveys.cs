using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Surveys;

/// <summary>Lets surveys lapse that nobody answered in time. Running it again changes nothing.</summary>
public sealed class ExpireSurveys(DeskDbs dbs, SessionPushes sessions, TimeProvider time)
{
    private const int BatchSize = 500;

    /// <summary>Expires what is overdue, at most 500 surveys per transaction.</summary>
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
        // A look without the gate first: mostly nothing is due.
        if (!await db.Surveys.AnyAsync(s => s.State == SurveyStates.Offered && s.ExpiresAt <= now, cancellation))
        {
            return 0;
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var overdue = await db.Surveys.Where(s => s.State == SurveyStates.Offered && s.ExpiresAt <= now)
            .OrderBy(s => s.ExpiresAt).Take(BatchSize).ToListAsync(cancellation);
        foreach (var survey in overdue)
        {
            survey.State = SurveyStates.Expired;
        }

        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        foreach (var survey in overdue)
        {
            sessions.Changed(survey.SessionId);
        }

        return overdue.Count;
    }
}
