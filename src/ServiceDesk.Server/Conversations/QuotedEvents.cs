using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Finds what served events quote, as it reads now: a quote never outlives what it quotes.</summary>
internal static class QuotedEvents
{
    /// <param name="floor">Lowest seq that the reader may see; what lies below is not quoted.</param>
    public static async Task Fill(DeskDb db, long conversation, long floor, IReadOnlyList<EventRow> rows, CancellationToken cancellation)
    {
        var quoting = rows.Where(r => r.Body.Contains("\"replyTo\":", StringComparison.Ordinal))
            .Select(r => (Row: r, EventBodies.Read(r.Body).ReplyTo)).Where(q => q.ReplyTo >= floor).ToList();
        if (quoting.Count == 0)
        {
            return;
        }

        long[] seqs = [.. quoting.Select(q => q.ReplyTo!.Value).Distinct()];
        var quoted = await db.Events.AsNoTracking().Where(e => e.ConversationId == conversation && seqs.Contains(e.Seq))
            .ToDictionaryAsync(e => e.Seq, cancellation);
        foreach (var (row, seq) in quoting)
        {
            row.Quoted = quoted.GetValueOrDefault(seq!.Value);
        }
    }
}
