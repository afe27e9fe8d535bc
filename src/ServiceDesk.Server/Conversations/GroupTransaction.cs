using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>One transaction of the log over a group of posts, and what follows its commit. One group at a time.</summary>
public sealed class GroupTransaction(
    DeskDbs dbs,
    DatabaseSettings settings,
    ChangeOptions changes,
    NodeIdentity node,
    TimeProvider time,
    LogMetrics metrics,
    CommitPublisher publisher,
    OutboxRelay relay,
    SessionDeadlineJobs deadlines,
    SessionPushes states) : IAsyncDisposable
{
    private LogStatements? _statements;

#if PLANTED_FAULTS
    internal Action<IReadOnlyList<Reply<Ack>>> Early { get; set; } = _ => { };

#endif
    /// <summary>One answer per post, in their order. A refused post leaves the group and does not touch the others; an exception means that nothing is known to be stored.</summary>
    /// <param name="together">When one is refused, none is stored; those before it are answered as if they were.</param>
    public async Task<IReadOnlyList<Reply<Ack>>> Run(IReadOnlyList<HashedPost> posts, bool together, CancellationToken cancellation)
    {
        var statements = _statements ??= await LogStatements.Open(dbs, settings, cancellation);
        try
        {
            var answers = await Run(statements, posts, together, cancellation);
            // The context is kept; what it tracks is not.
            statements.Db.ChangeTracker.Clear();
            return answers;
        }
        catch
        {
            // Whatever state the connection is in, the next group gets a new one.
            _statements = null;
            await statements.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _statements?.DisposeAsync() ?? default;

    private async Task<IReadOnlyList<Reply<Ack>>> Run(
        LogStatements statements, IReadOnlyList<HashedPost> posts, bool together, CancellationToken cancellation)
    {
        await using var write = await statements.Db.BeginWrite(WriteKind.Log, cancellation);
        var facts = await GroupFacts.Read(statements, posts, cancellation);
        var group = new GroupAppend(statements.Db, facts, changes, node.Id, time.Now());
        var answers = posts.Select(group.Decide).ToList();
        if ((together && answers.Exists(a => !a.Ok)) || !await group.Store(statements, cancellation))
        {
            return answers;
        }

#if PLANTED_FAULTS
        if (await PlantedFaults.BeforeCommit(answers, Early))
        {
            return answers;
        }
#endif
        await write.Commit(cancellation);
        metrics.Committed(posts.Count, group.Appended.Count);
        Tell(group, facts);
        return answers;
    }

    // Still behind the gate, so that pushes are queued in commit order.
    private void Tell(GroupAppend group, GroupFacts facts)
    {
        foreach (var rows in group.Appended.GroupBy(row => row.ConversationId))
        {
            var conversation = facts.Conversations[rows.Key];
            EventRow[] stored = [.. rows];
            publisher.Enqueue(CommittedEvents.Of(conversation, stored));
            if (conversation.OpenSession is { } session)
            {
                deadlines.Spoken(session);
                states.Spoken(session, group.Turned.Contains(conversation.Id));
            }
        }

        if (group.WroteOutbox)
        {
            relay.Wake();
        }
    }
}
