using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>The desk's lists: own sessions, those of a queue, all.</summary>
public sealed class ListSessions(DeskDbs dbs, StaffScope scope, SessionRows rows, IOptions<RoutingOptions> options)
{
    /// <summary>
    /// Mine: what takes the caller's capacity, wrap-ups included. Queue: who waits, in order of arrival. All: newest first, open
    /// or over. Each page goes on after the id of the last row of the one before it.
    /// </summary>
    public async Task<Reply<SessionPage>> Handle(StaffCaller caller, SessionsRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Queue is { } asked && !scope.Queues(caller).Contains(asked))
        {
            return new Error(ErrorCodes.Forbidden, $"The caller does not serve queue {asked}.");
        }

        await using var db = dbs.Open();
        var page = options.Value.ListPage;
        var ids = await Ids(db, caller, request).Take(page + 1).ToListAsync(cancellation);
        var shown = await rows.Rows([.. ids.Take(page)], caller.AgentId, cancellation);
        return new SessionPage(shown, ids.Count > page);
    }

    /// <summary>The groups that carry later changes of what the caller may see; the hub joins the connection to them.</summary>
    public IReadOnlyList<string> Groups(StaffCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return scope.SeesAll(caller) ? [StatePushLoop.EveryQueue] : [.. scope.Queues(caller).Select(HubGroups.Queue)];
    }

    private IQueryable<long> Ids(DeskDb db, StaffCaller caller, SessionsRequest request)
    {
        var sessions = scope.Visible(db, caller);
        sessions = request.Queue is { } queue ? sessions.Where(s => s.Queue == queue) : sessions;
        return request.View switch
        {
            SessionsView.Mine => Mine(db, sessions, caller.AgentId).Where(s => request.After == null || s.Id > request.After)
                .OrderBy(s => s.Id).Select(s => s.Id),
            SessionsView.Queue => Waiting(sessions).Where(s => request.After == null || s.Id > request.After)
                .OrderBy(s => s.Id).Select(s => s.Id),
            _ => sessions.Where(s => request.After == null || s.Id < request.After).OrderByDescending(s => s.Id).Select(s => s.Id),
        };
    }

    private static IQueryable<Session> Mine(DeskDb db, IQueryable<Session> sessions, long agentId) => sessions.Where(
        s => db.Assignments.Any(a => a.SessionId == s.Id && a.AgentId == agentId && a.State != AssignmentStates.Done));

    private static IQueryable<Session> Waiting(IQueryable<Session> sessions)
    {
        string[] waiting = [StateNames.Of(SessionStatus.Queued), StateNames.Of(SessionStatus.Offered)];
        return sessions.Where(s => waiting.Contains(s.State));
    }
}

public sealed class SessionsRequestValidator : AbstractValidator<SessionsRequest>
{
    public SessionsRequestValidator()
    {
        RuleFor(r => r.View).IsInEnum();
        RuleFor(r => r.Queue).MaximumLength(60);
        RuleFor(r => r.After).GreaterThan(0).When(r => r.After is not null);
    }
}
