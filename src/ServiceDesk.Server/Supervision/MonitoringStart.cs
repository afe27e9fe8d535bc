using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Supervision;

/// <summary>At a start nobody monitors: whoever did when the process before was cut off leaves the staff conversations, but who has barged in.</summary>
internal sealed class MonitoringStart(DeskDbs dbs, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellationToken);
        var now = time.Now();
        await db.Members
            .Where(m => m.Role == StaffRoom.Supervisor && m.LeftAt == null
                && !db.Conversations.Any(s => s.Id == m.ConversationId && db.Conversations.Any(c => c.Id == s.StaffOf && c.Barged == m.Person)))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LeftAt, now), cancellationToken);
        await write.Commit(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
