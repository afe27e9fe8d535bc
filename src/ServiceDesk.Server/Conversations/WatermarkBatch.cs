using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Stores watermarks: each moves forward only and never beyond the head. Then tells the other members and the own devices.</summary>
public sealed class WatermarkBatch(DeskDbs dbs, CommitPublisher publisher, ReceiptPushes pushes, AgentMentions mentions)
{
    public async Task Store(IReadOnlyList<KeyValuePair<(long Conversation, string Person), Watermark>> marks, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        // Read before the gate: heads only grow and stored events never change, so nothing read here can be too high.
        var clamped = await Clamp(db, marks, cancellation);
        if (clamped.Count == 0)
        {
            return;
        }

        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var moved = new List<Moved>();
        var caughtUp = new HashSet<long>();
        foreach (var mark in clamped)
        {
            moved.AddRange(await Advance(db, mark, cancellation));
            if (await ForgetMentions(db, mark, cancellation) && Persons.AgentId(mark.Person) is { } agent)
            {
                caughtUp.Add(agent);
            }
        }

        await write.Commit(cancellation);
        foreach (var mark in moved)
        {
            publisher.Enqueue(_ => pushes.Push(mark.Receipts, mark.Sync with { Mentions = mark.Sync.Mentions > 0 ? mark.Sync.Mentions : null }, mark.AmongStaff));
        }

        if (caughtUp.Count > 0)
        {
            publisher.Enqueue(stopping => mentions.Push(caughtUp, stopping));
        }
    }

    private static async Task<List<ClampedMark>> Clamp(
        DeskDb db, IReadOnlyList<KeyValuePair<(long Conversation, string Person), Watermark>> marks, CancellationToken cancellation)
    {
        var clamped = new List<ClampedMark>();
        foreach (var conversation in marks.GroupBy(m => m.Key.Conversation))
        {
            var head = await db.Conversations.Where(c => c.Id == conversation.Key).Select(c => c.HeadSeq).SingleOrDefaultAsync(cancellation);
            long[] seqs = [.. conversation.Select(m => Math.Min(m.Value.Read, head)).Where(seq => seq > 0).Distinct()];
            var counts = await db.Events.Where(e => e.ConversationId == conversation.Key && seqs.Contains(e.Seq))
                .Select(e => new { e.Seq, e.N, e.A }).ToDictionaryAsync(e => e.Seq, cancellation);
            foreach (var ((_, person), mark) in conversation.Where(_ => head > 0))
            {
                var read = counts.GetValueOrDefault(Math.Min(mark.Read, head));
                clamped.Add(new ClampedMark(
                    conversation.Key, person, read?.Seq ?? 0, read?.N ?? 0, read?.A ?? 0, Math.Min(mark.Delivered, head)));
            }
        }

        return clamped;
    }

    private static async Task<IEnumerable<Moved>> Advance(DeskDb db, ClampedMark mark, CancellationToken cancellation)
    {
        var member = db.Members.Where(m => m.ConversationId == mark.Conversation && m.Person == mark.Person && m.LeftAt == null);
        var rows = await member.Where(m => m.ReadSeq < mark.Read).ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.ReadSeq, mark.Read).SetProperty(m => m.ReadN, mark.ReadN).SetProperty(m => m.ReadA, mark.ReadA),
            cancellation);
#if PLANTED_FAULTS
        if (rows > 0 && Setup.PlantedFaults.Is(Setup.PlantedFault.UnreadFromCounter))
        {
            await member.ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadN, m => m.ReadN + 1), cancellation);
        }
#endif
        rows += await member.Where(m => m.DeliveredSeq < mark.Delivered)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DeliveredSeq, mark.Delivered), cancellation);
        return rows == 0
            ? []
            : await member.Select(m => new Moved(
                    new Receipts(m.ConversationId, m.Person, m.DeliveredSeq, m.ReadSeq),
                    new ReadSync(
                        m.ConversationId,
                        m.ReadSeq,
                        m.ReadN,
                        m.ReadA > 0 ? m.ReadA : null,
                        db.Mentions.Count(x => x.Person == m.Person && x.ConversationId == m.ConversationId && x.Seq > m.ReadSeq)),
                    db.Conversations.Any(c => c.Id == m.ConversationId && c.Kind == ConversationKinds.Staff)))
                .ToListAsync(cancellation);
    }

    // Staff are named in conversations that they are no members of: there the mark only says that they have looked.
    private static async Task<bool> ForgetMentions(DeskDb db, ClampedMark mark, CancellationToken cancellation) =>
        mark.Read > 0
        && await db.Mentions.Where(m => m.Person == mark.Person && m.ConversationId == mark.Conversation && m.Seq <= mark.Read)
            .ExecuteDeleteAsync(cancellation) > 0;

    private sealed record ClampedMark(long Conversation, string Person, long Read, long ReadN, long ReadA, long Delivered);

    private sealed record Moved(Receipts Receipts, ReadSync Sync, bool AmongStaff);
}
