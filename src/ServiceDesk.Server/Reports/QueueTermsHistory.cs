using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Reports;

/// <summary>
/// What queues promised when, by the rulesets in force: a change of targets or hours leaves the figures before it as they
/// were. Versions never change, so each is read once in the life of the process.
/// </summary>
internal sealed class QueueTermsHistory(DeskDbs dbs)
{
    private readonly ConcurrentDictionary<int, Desk> _read = new();

    /// <summary>For facts in [from, to); earlier ones are judged by the version in force at the start.</summary>
    public async Task<IQueueTerms> Over(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var heads = await db.Rulesets.AsNoTracking().Where(r => r.PublishedAt < to).OrderBy(r => r.PublishedAt).ThenBy(r => r.Version)
            .Select(r => new { r.Version, r.PublishedAt }).ToListAsync(cancellation);
        var first = Math.Max(0, heads.FindLastIndex(h => h.PublishedAt <= from));
        var periods = new List<(DateTimeOffset Since, Desk Desk)>();
        foreach (var head in heads.Skip(first))
        {
            if (!_read.TryGetValue(head.Version, out var desk))
            {
                var row = await db.Rulesets.AsNoTracking().SingleAsync(r => r.Version == head.Version, cancellation);
                _read[head.Version] = desk = Rulesets.Desk(row);
            }

            periods.Add((head.PublishedAt, desk));
        }

        return new Periods(periods);
    }

    /// <summary>By one desk, whenever.</summary>
    public static IQueueTerms Of(Desk desk) => new Periods([(DateTimeOffset.MinValue, desk)]);

    private sealed class Periods(IReadOnlyList<(DateTimeOffset Since, Desk Desk)> periods) : IQueueTerms
    {
        private static readonly Queue Unknown = new() { Id = "", Name = "", ScheduleId = "" };
        private readonly Dictionary<(int, string), QueueTerms> _known = [];

        public QueueTerms Of(string queueId, DateTimeOffset at)
        {
            var index = 0;
            while (index + 1 < periods.Count && periods[index + 1].Since <= at)
            {
                index++;
            }

            return _known.TryGetValue((index, queueId), out var terms) ? terms : _known[(index, queueId)] = Terms(index, queueId);
        }

        private QueueTerms Terms(int index, string queueId)
        {
            var desk = index < periods.Count ? periods[index].Desk : new Desk();
            var queue = desk.Queues.FirstOrDefault(q => q.Id == queueId) ?? Unknown;
            return new QueueTerms(
                TimeSpan.FromSeconds(queue.Targets.AnswerSeconds),
                TimeSpan.FromSeconds(queue.ReplyDue.AlarmSeconds),
                desk.Schedules.FirstOrDefault(s => s.Id == queue.ScheduleId));
        }
    }
}
