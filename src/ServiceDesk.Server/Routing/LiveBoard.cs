using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using FluentValidation;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Alerts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>The supervisors' board: a projection kept after each commit, sent whole once a second while somebody watches.</summary>
public sealed partial class LiveBoard(
    DeskDbs dbs,
    CurrentDesk desk,
    StaffScope scope,
    IHubContext<MonitorHub, IMonitorClient> monitors,
    IOptions<RoutingOptions> options,
    RecentFigures recent,
    AlertBoard alerts,
    TimeProvider time,
    ILogger<LiveBoard> log) : BackgroundService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, SessionState> _sessions = [];
    private readonly Dictionary<long, AgentState> _agents = [];
    private readonly ConcurrentDictionary<string, BoardRequest> _watching = new();

    /// <summary>Answers the board as it stands and subscribes the connection. Supervisors and administrators only.</summary>
    public async Task<Reply<BoardState>> Watch(
        StaffCaller caller, string connectionId, BoardRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (!caller.IsSupervisor)
        {
            return new Error(ErrorCodes.Forbidden, "The live board is for supervisors and administrators.");
        }

        if (!scope.SeesAll(caller))
        {
            var overseen = scope.Overseen(caller);
            if (request.Queues?.FirstOrDefault(q => !overseen.Contains(q)) is { } foreign)
            {
                return new Error(ErrorCodes.Forbidden, $"The caller does not oversee queue {foreign}.");
            }

            request = request with { Queues = request.Queues ?? overseen };
        }

        if (_watching.TryRemove(connectionId, out var before))
        {
            await monitors.Groups.RemoveFromGroupAsync(connectionId, GroupOf(before), cancellation);
        }

        _watching[connectionId] = request;
        await monitors.Groups.AddToGroupAsync(connectionId, GroupOf(request), cancellation);
        return Picture(await Facts(cancellation)).For(request);
    }

    /// <summary>Forgets a connection; call it when one closes.</summary>
    public void Unwatch(string connectionId) => _watching.TryRemove(connectionId, out _);

    /// <summary>The whole board now, for those who judge it, and what was told of the last minutes.</summary>
    internal async Task<(BoardState Board, RecentPicture Recent)> Now(CancellationToken cancellation)
    {
        var facts = await Facts(cancellation);
        return (Picture(facts).For(new BoardRequest()), facts.Recent);
    }

    internal void Reset(IEnumerable<SessionState> sessions, IEnumerable<AgentState> agents)
    {
        lock (_lock)
        {
            _sessions.Clear();
            _agents.Clear();
        }

        Changed(sessions, agents);
    }

    internal void Changed(IEnumerable<SessionState> sessions, IEnumerable<AgentState> agents)
    {
        lock (_lock)
        {
            foreach (var session in sessions)
            {
                if (session.IsOpen)
                {
                    _sessions[session.Id] = session;
                }
                else
                {
                    _sessions.Remove(session.Id);
                }
            }

            foreach (var agent in agents)
            {
                _agents[agent.Id] = agent;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.BoardMilliseconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_watching.IsEmpty)
            {
                continue;
            }

            try
            {
                Send(Picture(await Facts(stoppingToken)));
            }
#pragma warning disable CA1031 // The database is away; the next second shows the board again.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                NotShown(fault);
            }
        }
    }

    private void Send(BoardPicture picture)
    {
        foreach (var request in _watching.Values.DistinctBy(GroupOf))
        {
            _ = monitors.Clients.Group(GroupOf(request)).BoardState(picture.For(request));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live board could not be read.")]
    private partial void NotShown(Exception fault);

    // Those who asked for the same queues share a group.
    private static string GroupOf(BoardRequest request) => request.Queues is null
        ? HubGroups.Board
        : $"{HubGroups.Board}:{string.Join(',', request.Queues.Order(StringComparer.Ordinal))}";

    private BoardPicture Picture(BoardFacts facts)
    {
        lock (_lock)
        {
            return new BoardPicture(desk.Value, [.. _sessions.Values], [.. _agents.Values], facts, time.Now());
        }
    }

    private async Task<BoardFacts> Facts(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var owed = await db.Conversations.Where(c => c.OpenSession != null && c.WaitingOn == "service" && c.WaitingSince != null)
            .Select(c => new { Session = c.OpenSession!.Value, Since = c.WaitingSince!.Value })
            .ToDictionaryAsync(c => c.Session, c => c.Since, cancellation);
        var scores = await db.Surveys.Where(s => s.AnsweredAt >= today && s.Score != null)
            .GroupBy(_ => 1).Select(g => new { Mean = g.Average(s => (double)s.Score!.Value), Count = g.Count() })
            .FirstOrDefaultAsync(cancellation);
        return new BoardFacts(owed, scores?.Mean, scores?.Count ?? 0, await recent.Read(cancellation), alerts.Open, await NamesOfAsking(db, cancellation));
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesOfAsking(DeskDb db, CancellationToken cancellation)
    {
        List<string> asking;
        lock (_lock)
        {
            asking = [.. _sessions.Values.Where(s => s.Alert is not null).Select(s => s.VisitorId).Distinct()];
        }

        return asking.Count == 0
            ? ReadOnlyDictionary<string, string>.Empty
            : await db.Visitors.Where(v => asking.Contains(v.Id) && v.Name != null).ToDictionaryAsync(v => v.Id, v => v.Name!, cancellation);
    }
}

public sealed class BoardRequestValidator : AbstractValidator<BoardRequest>
{
    public BoardRequestValidator()
    {
        RuleFor(r => r.Queues).Must(q => q is null || q.Count <= 200).WithMessage("at most 200 queues");
        RuleForEach(r => r.Queues).NotEmpty().MaximumLength(60);
    }
}
