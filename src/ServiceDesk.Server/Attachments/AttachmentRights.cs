using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Whether a person may read the files of a conversation now; asked again at each download.</summary>
internal sealed class AttachmentRights(WatchConversation watch)
{
    private const string VisitorKind = "visitor:";

    /// <summary>Conversations that a visitor who is not erased is a member of.</summary>
    public static IQueryable<Conversation> OfVisitor(DeskDb db, string visitorId)
    {
        var person = Persons.Visitor(visitorId);
        return db.Conversations.Where(c => c.VisitorId == visitorId
            && db.Visitors.Any(v => v.Id == visitorId && v.ErasedAt == null)
            && db.Members.Any(m => m.ConversationId == c.Id && m.Person == person && m.LeftAt == null));
    }

    /// <summary>Those of the attachments that the person may read: of messages that it may read, and own ones that are ready.</summary>
    public async Task<List<AttachmentRow>> Readable(
        DeskDb db, string person, long conversation, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (await Floor(db, person, conversation, cancellation) is not { } floor)
        {
            return [];
        }

        return await db.Attachments.AsNoTracking()
            .Where(a => a.ConversationId == conversation && ids.Contains(a.Id) && a.State == UploadStates.Ready
                && (a.SentSeq >= floor || (a.SentSeq == null && a.Owner == person)))
            .ToListAsync(cancellation);
    }

    // The lowest seq that the person may read; null when none.
    private async Task<long?> Floor(DeskDb db, string person, long conversation, CancellationToken cancellation)
    {
        if (Persons.IsVisitor(person))
        {
            return await OfVisitor(db, person[VisitorKind.Length..]).AnyAsync(c => c.Id == conversation, cancellation)
                ? await db.Members.Where(m => m.ConversationId == conversation && m.Person == person).Select(m => (long?)m.Floor).SingleAsync(cancellation)
                : null;
        }

        return Persons.AgentId(person) is { } id && await StaffCaller.Of(db, id, cancellation) is { } caller
            && (await watch.Handle(caller, new WatchRequest(conversation), cancellation)).Ok ? 0 : null;
    }
}
