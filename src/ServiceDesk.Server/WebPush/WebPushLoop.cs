using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.WebPush;

/// <summary>
/// Once a second, while pushes are on: tells those who subscribed and have no desk open what they have not seen for some seconds. What
/// was read or delivered meanwhile is not told; each is told once, also after a restart.
/// </summary>
internal sealed partial class WebPushLoop(
    DeskDbs dbs,
    UnseenNews unseen,
    WebPushSender sender,
    PersonConnections connections,
    RoutingDomain domain,
    WebPushOptions options,
    TimeProvider time,
    ILogger<WebPushLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Offers last for seconds; what a restart forgets is at most told twice.
    private readonly Dictionary<long, DateTimeOffset> _rung = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            // After a start desks take a moment to come back.
            await Task.Delay(TimeSpan.FromSeconds(options.DelaySeconds), time, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Look(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        // Before that nobody is known to be connected.
        if (domain.Ready)
        {
            await Guarded(() => TellAll(cancellation), cancellation);
        }
    }

    // What goes wrong for one person is no matter of the others, and is tried again in a second.
    private async Task Guarded(Func<Task> part, CancellationToken cancellation)
    {
        try
        {
            await part();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // As said above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LookFailed(fault);
        }
    }

    private async Task TellAll(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var subscribed = await db.WebPushSubscriptions.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellation);
        foreach (var browsers in subscribed.GroupBy(s => s.AccountId).Where(b => !connections.IsConnected(Persons.Agent(b.Key))))
        {
            await Guarded(() => Tell(browsers.Key, [.. browsers], cancellation), cancellation);
        }
    }

    private async Task Tell(long account, IReadOnlyList<WebPushSubscriptionRow> browsers, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        if (await StaffCaller.Of(db, account, cancellation) is not { } caller)
        {
            return;
        }

        var now = time.Now();
        foreach (var old in _rung.Where(r => now - r.Value > TimeSpan.FromHours(1)).ToList())
        {
            _rung.Remove(old.Key);
        }

        var news = await unseen.Of(caller, now.AddSeconds(-options.DelaySeconds), cancellation);
        foreach (var one in news.Where(n => n.OfferId is not { } offer || _rung.TryAdd(offer, now)))
        {
            await Task.WhenAll(browsers.Select(b => sender.Send(b, one, cancellation)));
            if (one.Conv > 0)
            {
                await Remember(db, caller.AgentId, one, cancellation);
            }
        }
    }

    private static async Task Remember(DeskDb db, long account, WebPushNews told, CancellationToken cancellation)
    {
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var mark = await db.WebPushMarks.SingleOrDefaultAsync(m => m.AccountId == account && m.ConversationId == told.Conv, cancellation);
        if (mark is null)
        {
            db.WebPushMarks.Add(new WebPushMark { AccountId = account, ConversationId = told.Conv, Seq = told.Seq });
        }
        else
        {
            mark.Seq = told.Seq;
        }

        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is pushed to browsers could not be told; trying again in a second.")]
    private partial void LookFailed(Exception fault);
}
