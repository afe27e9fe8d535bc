using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup;

/// <summary>This process's row in <c>node</c>: while its lease runs, its connections count.</summary>
internal sealed partial class NodeLease(DeskDbs dbs, NodeIdentity node, HostSettings settings, TimeProvider time, ILogger<NodeLease> log) : BackgroundService
{
    private TimeSpan Lease => TimeSpan.FromSeconds(settings.LeaseSeconds);

    /// <summary>Writes the row. With the embedded database every other row is of a process that is gone, as the data lock shows.</summary>
    public async Task Take(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        await db.Nodes.ExecuteDeleteAsync(cancellation);
        db.Nodes.Add(new NodeRow { Id = node.Id, LeaseUntil = time.Now() + Lease });
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Lease / 3, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Set(time.Now() + Lease, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                NotRenewed(fault);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Set(time.Now(), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotRenewed(fault);
        }
    }

    private async Task Set(DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        await db.Nodes.Where(n => n.Id == node.Id).ExecuteUpdateAsync(set => set.SetProperty(n => n.LeaseUntil, until), cancellation);
        await write.Commit(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node's lease was not written; the next try follows.")]
    private partial void NotRenewed(Exception fault);
}
