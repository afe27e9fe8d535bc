using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>The uploads that a group of posts refers to, read inside the group's transaction and changed with it.</summary>
internal sealed class SentAttachments
{
    private readonly Dictionary<string, AttachmentRow> _rows;
    private readonly Dictionary<string, StoredFile> _files;

    private SentAttachments(Dictionary<string, AttachmentRow> rows, Dictionary<string, StoredFile> files) => (_rows, _files) = (rows, files);

    public static async Task<SentAttachments> Read(DeskDb db, IEnumerable<Post> posts, CancellationToken cancellation)
    {
        var all = posts.ToList();
        string[] ids = [.. all.SelectMany(p => p.Attachments).Distinct()];
        var recalls = all.Where(p => p is { Type: EventTypes.Recall, Body.Target: not null }).ToList();
        if (ids.Length == 0 && recalls.Count == 0)
        {
            return new SentAttachments([], []);
        }

        long[] conversations = [.. recalls.Select(p => p.ConversationId)];
        long?[] seqs = [.. recalls.Select(p => p.Body.Target)];
        var rows = await db.Attachments
            .Where(a => ids.Contains(a.Id) || (conversations.Contains(a.ConversationId) && a.SentSeq != null && seqs.Contains(a.SentSeq)))
            .ToDictionaryAsync(a => a.Id, cancellation);
        string[] files = [.. rows.Values.Select(a => a.FileId).OfType<string>()];
        return new SentAttachments(
            rows, await db.StoredFiles.AsNoTracking().Where(f => files.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation));
    }

    /// <summary>Null when each is ready, the sender's own, of this conversation, not sent before and not past its time.</summary>
    public Error? Refusal(Post post, DateTimeOffset at)
    {
        var wrong = post.Attachments.FirstOrDefault(id => !(_rows.TryGetValue(id, out var row)
            && row.Owner == post.Sender && row.ConversationId == post.ConversationId
            && row.State == UploadStates.Ready && row.SentSeq is null && row.ExpiresAt > at));
        return wrong is null
            ? null
            : new Error(ErrorCodes.AttachmentNotReady, $"{wrong[..Math.Min(wrong.Length, 32)]} is no ready upload of the sender's own into this conversation, or was sent.");
    }

    /// <summary>The body with what is known of the files. Call it once nothing is to be refused.</summary>
    public EventBody Body(Post post) => post.Attachments.Count == 0
        ? post.Body
        : post.Body with { Attachments = [.. post.Attachments.Select(id => _rows[id]).Select(row => AttachmentViews.Of(row, _files[row.FileId!]))] };

    /// <summary>From now on they belong to the conversation and stay.</summary>
    public void Sent(Post post, long seq)
    {
        foreach (var row in post.Attachments.Select(id => _rows[id]))
        {
            row.SentSeq = seq;
            row.ExpiresAt = null;
        }
    }

    /// <summary>Files of a message that is taken back are not found from here on; the hourly job deletes their bytes.</summary>
    public void Recalled(DeskDb db, Post post)
    {
        if (post is { Type: EventTypes.Recall, Body.Target: { } target })
        {
            db.Attachments.RemoveRange(_rows.Values.Where(row => row.ConversationId == post.ConversationId && row.SentSeq == target));
        }
    }
}
