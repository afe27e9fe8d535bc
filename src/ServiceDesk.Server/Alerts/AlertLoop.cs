using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Alerts;
using ServiceDesk.Server.Reports;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Alerts;

/// <summary>
/// Looks at the live figures every few seconds and raises or clears alerts by the rules. What is open is in the database;
/// what is only turning bad is in memory, and a restart lets it begin its time anew.
/// </summary>
internal sealed partial class AlertLoop(
    DeskDbs dbs, LiveBoard board, CurrentDesk desk, AlertRuleStore rules, AlertRows rows, AlertBoard open, AlertOptions options, TimeProvider time, ILogger<AlertLoop> log)
    : BackgroundService
{
    private readonly Dictionary<Cause, AlertState> _states = [];
    private bool _begun;

    private readonly record struct Cause(string RuleId, string? Queue);

    private sealed record Look(Cause Cause, AlertRule Rule, double? Value);

    /// <summary>One look.</summary>
    internal async Task Evaluate(CancellationToken cancellation)
    {
        if (desk.Value.Version == 0)
        {
            // Not loaded yet: without its queues every alert would seem to be over.
            return;
        }

        var now = time.Now();
        var known = (await rules.Read(cancellation)).Rules;
        var (state, recent) = await board.Now(cancellation);
        var looks = known.SelectMany(rule => Looks(rule, state, recent)).ToList();
        await using var db = dbs.Open();
        var raised = await db.Alerts.Where(a => a.ClearedAt == null).ToListAsync(cancellation);
        if (!_begun)
        {
            raised.ForEach(a => _states[new Cause(a.RuleId, a.Queue)] = new AlertState(true, null));
            _begun = true;
        }

        foreach (var look in looks)
        {
            var (next, turn) = AlertWatch.Step(look.Rule, _states.GetValueOrDefault(look.Cause) ?? AlertState.Quiet, look.Value, now);
            _states[look.Cause] = next;
            Follow(db, raised, look, turn, now);
        }

        // A rule or queue that is gone has nothing to say any more.
        var alive = looks.Select(l => l.Cause).ToHashSet();
        raised.FindAll(a => !alive.Contains(new Cause(a.RuleId, a.Queue))).ForEach(a => a.ClearedAt = now);
        _states.Keys.Where(c => !alive.Contains(c)).ToList().ForEach(c => _states.Remove(c));
        await db.SaveChangesAsync(cancellation);
        var still = raised.FindAll(a => a.ClearedAt is null);
        var values = looks.ToDictionary(l => l.Cause, l => l.Value);
        open.Swap(await rows.Of(still, still.ToDictionary(a => a.Id, a => values[new Cause(a.RuleId, a.Queue)]), cancellation), now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.EvaluateSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Evaluate(stoppingToken);
            }
#pragma warning disable CA1031 // The database is away; the next look sees what this one missed.
            catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
            {
                NotJudged(fault);
            }
        }
    }

    private static void Follow(DeskDb db, List<RaisedAlert> raised, Look look, AlertTurn turn, DateTimeOffset now)
    {
        if (turn == AlertTurn.Cleared)
        {
            raised.FindAll(a => a.RuleId == look.Cause.RuleId && a.Queue == look.Cause.Queue).ForEach(a => a.ClearedAt = now);
        }
        else if (turn == AlertTurn.Raised)
        {
            var alert = new RaisedAlert
            {
                RuleId = look.Rule.Id,
                Symptom = look.Rule.Symptom.ToString(),
                Queue = look.Cause.Queue,
                Level = look.Rule.Level,
                Threshold = look.Rule.Threshold,
                Value = look.Value ?? 0,
                RaisedAt = now,
                OwnerId = look.Rule.OwnerId,
            };
            db.Alerts.Add(alert);
            raised.Add(alert);
        }
    }

    private static IEnumerable<Look> Looks(AlertRule rule, BoardState board, RecentPicture recent)
    {
        if (!rule.Symptom.IsOfQueue())
        {
            var value = rule.Symptom == AlertSymptom.AgentsLost ? board.Totals.Lost : recent.BotFailures;
            return [new Look(new Cause(rule.Id, null), rule, value)];
        }

        return board.Queues.Where(q => rule.QueueId is null || rule.QueueId == q.Id)
            .Select(q => new Look(new Cause(rule.Id, q.Id), rule, Value(rule.Symptom, q, recent.Of(q.Id), board.At)));
    }

    private static double? Value(AlertSymptom symptom, BoardQueue queue, RecentQueue recent, DateTimeOffset at) => symptom switch
    {
        AlertSymptom.Waiting => queue.Waiting,
        AlertSymptom.LongestWait => queue.LongestWaitSince is { } since ? (at - since).TotalSeconds : 0,
        AlertSymptom.ServiceLevel => recent.ServiceLevel.Percent,
        AlertSymptom.Abandonment => recent.Abandonment.Percent,
        AlertSymptom.UnansweredOffers => recent.TimeOuts.Percent,
        AlertSymptom.NoEligibleAgent => queue.AgentsOnline == 0 ? queue.Waiting : 0,
        AlertSymptom.SupervisorAsked => queue.SupervisorAsked,
        AlertSymptom.ReplyDue => queue.OldestReplyDueSince is { } owed ? (at - owed).TotalSeconds : 0,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The alerts could not be judged.")]
    private partial void NotJudged(Exception fault);
}
