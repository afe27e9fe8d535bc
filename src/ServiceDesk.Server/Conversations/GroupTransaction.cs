using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>A post with the hash that tells a repeat from another message under the same id.</summary>
public sealed record HashedPost(Post Post, byte[] Hash);

/// <summary>One transaction of the log over a group of posts, and what follows its commit.</summary>
public sealed class GroupTransaction(
    DeskDbs dbs,
    ChangeOptions changes,
    NodeIdentity node,
    TimeProvider time,
    LogMetrics metrics,
    CommitPublisher publisher,
    OutboxRelay relay,
    SessionDeadlineJobs deadlines,
    SessionPushes states)
{
    /// <summary>One answer per post, in their order. A refused post leaves the group and does not touch the others; an exception means that nothing is known to be stored.</summary>
    public async Task<IReadOnlyList<Reply<Ack>>> Run(IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Log, cancellation);
        var facts = await GroupFacts.Read(db, posts, cancellation);
        var group = new GroupAppend(db, facts, changes, node.Id, time.Now());
        var answers = posts.Select(group.Decide).ToList();
        if (!db.ChangeTracker.HasChanges())
        {
            return answers;
        }

        await db.SaveChangesAsync(cancellation);
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
                deadlines.Changed(session);
                states.Spoken(session);
            }
        }

        if (group.WroteOutbox)
        {
            relay.Wake();
        }
    }
}
