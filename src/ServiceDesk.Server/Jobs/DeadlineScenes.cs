using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Jobs;

/// <summary>What a session's deadlines are computed from, as committed.</summary>
public sealed record DeadlineScene(SessionState Session, ConversationFacts Facts);

/// <summary>Reads open sessions with what their conversations say, and computes when something is due.</summary>
public sealed class DeadlineScenes(DeskDbs dbs, CurrentDesk desk)
{
    private volatile Soonest? _soonest;

    private static string Deferred { get; } = StateNames.Of(SessionStatus.Deferred);

    /// <summary>The earliest deadline, or null when none runs. The end of the time to go on is left to <see cref="ArchiveSessions"/>.</summary>
    public Deadline? Next(DeadlineScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return SessionDeadlines.Next(scene.Session, scene.Facts, desk.Value) is { Kind: not DeadlineKind.Resume } next ? next : null;
    }

    /// <summary>No deadline that begins with a word is due sooner after it.</summary>
    public TimeSpan SoonestAfterAWord()
    {
        var (inForce, known) = (desk.Value, _soonest);
        if (known is null || !ReferenceEquals(known.Of, inForce))
        {
            _soonest = known = new Soonest(inForce, SessionDeadlines.SoonestAfterAWord(inForce));
        }

        return known.Time;
    }

    /// <summary>Those of the ids that are open, or deferred: a call-back may be due.</summary>
    public Task<IReadOnlyList<DeadlineScene>> Open(IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        Read(db => db.Sessions.Where(s => (s.Open || s.State == Deferred) && ids.Contains(s.Id)), cancellation);

    /// <summary>The next open or deferred sessions after an id, in id order.</summary>
    public Task<IReadOnlyList<DeadlineScene>> OpenAfter(long id, int count, CancellationToken cancellation) =>
        Read(db => db.Sessions.Where(s => (s.Open || s.State == Deferred) && s.Id > id).OrderBy(s => s.Id).Take(count), cancellation);

    private async Task<IReadOnlyList<DeadlineScene>> Read(Func<DeskDb, IQueryable<Session>> sessions, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var rows = await sessions(db).AsNoTracking()
            .Join(db.Conversations.AsNoTracking(), s => s.ConversationId, c => c.Id, (s, c) => new { s.Id, s.Core, Conversation = c })
            .OrderBy(r => r.Id).ToListAsync(cancellation);
        return [.. rows.Select(r => Scene(RoutingJson.Read<SessionState>(r.Core), r.Conversation))];
    }

    private sealed record Soonest(Desk Of, TimeSpan Time);

    private static DeadlineScene Scene(SessionState session, Conversation conversation) =>
        new(session, ConversationFactsOf.Row(conversation, otherwise: session.CreatedAt));
}
