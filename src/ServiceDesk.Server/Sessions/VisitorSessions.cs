using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using SessionStatus = ServiceDesk.Decisions.Sessions.SessionStatus;

namespace ServiceDesk.Server.Sessions;

/// <summary>A session as its visitor may see it.</summary>
public sealed class VisitorSessions(DeskDbs dbs, CurrentDesk desk, FallbackMenus menus)
{
    // Compiled: read with every answer and every push to visitors.
    private readonly Func<DeskDb, List<long>, IAsyncEnumerable<Stored>> _read = EF.CompileAsyncQuery(
        (DeskDb db, List<long> ids) => db.Sessions.AsNoTracking().Where(s => ids.Contains(s.Id))
            .Join(db.Conversations, s => s.ConversationId, c => c.Id, (s, c) => new Stored(
                s,
                c,
                db.Surveys.Where(v => v.SessionId == s.Id).OrderByDescending(v => v.Segment).FirstOrDefault(),
                db.Tickets.Where(t => t.SessionId == s.Id).OrderByDescending(t => t.Id).Select(t => (DateTimeOffset?)t.CreatedAt).FirstOrDefault(),
                db.RoutingEffects.Where(e => e.SessionId == s.Id && e.Type == nameof(Deferred))
                    .OrderByDescending(e => e.Seq).Select(e => e.Payload).FirstOrDefault())));

    /// <summary>Null when there is no such session.</summary>
    public async Task<VisitorSession?> View(long sessionId, CancellationToken cancellation)
    {
        var views = await Views([sessionId], cancellation);
        return views.Count == 0 ? null : views[0].View;
    }

    /// <summary>Those of the sessions that exist, each with its visitor.</summary>
    internal async Task<IReadOnlyList<(string VisitorId, VisitorSession View)>> Views(
        IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var db = dbs.Open();
        var read = await _read(db, [.. ids]).ToListAsync(cancellation);
        return read.ConvertAll(r => (r.Session.VisitorId,
            View(new SessionView(r.Session, r.Conversation, desk.Value), r.Session, r.Survey, r.LeftAt, r.Deferral)));
    }

    private sealed record Stored(Session Session, Conversation Conversation, Survey? Survey, DateTimeOffset? LeftAt, string? Deferral);

    private VisitorSession View(SessionView view, Session row, Survey? survey, DateTimeOffset? leftAt, string? deferral)
    {
        var state = view.State;
        var opensAt = state.Status == SessionStatus.Deferred && deferral is not null ? Deferral(deferral).OpensAt : null;
        // What was left in an earlier part of the session was for that one.
        var menu = leftAt >= state.StatusSince ? null : Menu(view);
        return new VisitorSession(
            row.Id,
            row.ConversationId,
            view.Phase,
            row.Version,
            view.Phase is SessionPhase.Active or SessionPhase.Ended ? view.NameOf(view.AgentId ?? row.AgentId) : null,
            state.IsWaiting ? state.ShownPosition : null,
            state is { IsServed: true, AgentLostNoted: true },
            view.ClosesAt,
            state.EndReason,
            menu is null ? [] : [.. menu.Choices.Select(c => c.Kind)],
            opensAt,
            opensAt is null ? null : Zone(view),
            survey is null ? null : new SurveyView(Phase(survey), survey.Score, survey.ExpiresAt),
            state.IsWaiting ? state.ShownEta?.LowMinutes : null,
            state.IsWaiting ? state.ShownEta?.HighMinutes : null,
            menu,
            state.CallBackAt,
            SessionDeadlines.ResumableUntil(state, desk.Value));
    }

    // What a visitor may choose instead of waiting, while waiting and when nobody can take the session.
    private DeferredMenu? Menu(SessionView view) =>
        view.State.IsWaiting || view.State.Status == SessionStatus.Deferred ? menus.Of(view.Queue, view.EntryPoint) : null;

    private string? Zone(SessionView view)
    {
        var schedule = view.Queue?.ScheduleId ?? view.EntryPoint?.ScheduleId;
        return desk.Value.Schedules.FirstOrDefault(s => s.Id == schedule)?.Zone;
    }

    private static Deferred Deferral(string payload) => (Deferred)RoutingJson.Read<RoutingEffect>(payload);

    private static SurveyPhase Phase(Survey survey) => Enum.Parse<SurveyPhase>(survey.State, ignoreCase: true);
}
