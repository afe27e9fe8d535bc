using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.WebPush;

/// <summary>
/// What a member of staff has not seen and was not pushed yet: words in their chats that were neither read nor delivered, whispers in
/// these, mentions, and what rings. Asked of what is stored, so that nothing of it is lost with the process.
/// </summary>
internal sealed class UnseenNews(DeskDbs dbs, AgentMentions mentions)
{
    // More unseen words than these are told of by the newest all the same.
    private const int LookBack = 50;

    /// <param name="until">What came later is left for the next time.</param>
    public async Task<IReadOnlyList<WebPushNews>> Of(StaffCaller caller, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var pushed = await db.WebPushMarks.AsNoTracking().Where(m => m.AccountId == caller.AgentId)
            .ToDictionaryAsync(m => m.ConversationId, m => m.Seq, cancellation);
        var chats = await Chats(db, caller, cancellation);
        var unread = chats.Sum(c => c.Unread);
        var news = new List<WebPushNews>();
        foreach (var chat in chats)
        {
            news.AddRange(await Words(db, caller, chat, pushed, until, unread, cancellation));
        }

        // A mention is read in the staff conversation, whose whispers are told of above: one push for both.
        var told = news.Select(n => n.Conv).ToHashSet();
        news.AddRange((await mentions.Of(caller, cancellation)).Unread
            .Where(m => m.At <= until && m.Seq > pushed.GetValueOrDefault(m.Conv) && told.Add(m.Conv))
            .Select(m => new WebPushNews(WebPushKinds.Mention, m.SessionId, m.Conv, m.Seq, null, unread, m.By ?? m.VisitorName, m.Text)));
        news.AddRange(await Ringing(db, caller, until, unread, cancellation));
        return news;
    }

    private static Task<List<Chat>> Chats(DeskDb db, StaffCaller caller, CancellationToken cancellation) => (
        from session in db.Sessions.AsNoTracking()
        where session.AgentId == caller.AgentId && session.Open
        join conversation in db.Conversations on session.ConversationId equals conversation.Id
        where conversation.Responder == caller.Person
        join member in db.Members on new { conversation.Id, caller.Person } equals new { Id = member.ConversationId, member.Person }
        orderby session.Id
        select new Chat(
            session.Id,
            conversation.Id,
            session.VisitorId,
            db.Visitors.Where(v => v.Id == session.VisitorId).Select(v => v.Name).FirstOrDefault(),
            conversation.HeadN - member.ReadN,
            member.ReadSeq,
            member.DeliveredSeq,
            db.Conversations.Where(c => c.StaffOf == conversation.Id).Select(c => c.Id).FirstOrDefault()))
        .ToListAsync(cancellation);

    private static async Task<IEnumerable<WebPushNews>> Words(
        DeskDb db, StaffCaller caller, Chat chat, Dictionary<long, long> pushed, DateTimeOffset until, long unread, CancellationToken cancellation)
    {
        var said = await Said(db, caller, chat.Conv, Math.Max(Math.Max(chat.Read, chat.Delivered), pushed.GetValueOrDefault(chat.Conv)), cancellation);
        var read = chat.Staff == 0
            ? 0
            : await db.Members.Where(m => m.ConversationId == chat.Staff && m.Person == caller.Person)
                .Select(m => Math.Max(m.ReadSeq, m.DeliveredSeq)).FirstOrDefaultAsync(cancellation);
        var whispered = chat.Staff == 0
            ? []
            : (await Said(db, caller, chat.Staff, Math.Max(read, pushed.GetValueOrDefault(chat.Staff)), cancellation)).Where(IsWhisper).ToList();
        return
        [
            .. Newest(said, until, e => News(WebPushKinds.Message, chat, e, VisitorNames.Of(chat.VisitorId, chat.Visitor), unread)),
            .. Newest(whispered, until, e => News(WebPushKinds.Whisper, chat, e, e.SenderName ?? VisitorNames.Of(chat.VisitorId, chat.Visitor), unread)),
        ];
    }

    private static Task<List<EventRow>> Said(DeskDb db, StaffCaller caller, long conversation, long after, CancellationToken cancellation) =>
        db.Events.AsNoTracking()
            .Where(e => e.ConversationId == conversation && e.Seq > after && e.Sender != caller.Person
                && (e.Type == EventTypes.Message || e.Type == EventTypes.Announcement))
            .OrderByDescending(e => e.Seq).Take(LookBack).ToListAsync(cancellation);

    // Due with the oldest, told by the newest.
    private static IEnumerable<WebPushNews> Newest(List<EventRow> said, DateTimeOffset until, Func<EventRow, WebPushNews> news) =>
        said.Count > 0 && said[^1].At <= until ? [news(said[0])] : [];

    private static bool IsWhisper(EventRow said) => JsonSerializer.Deserialize<EventBody>(said.Body, WireJson.Options)?.Mark == StaffMarks.Whisper;

    private static WebPushNews News(string kind, Chat chat, EventRow said, string from, long unread) =>
        new(kind, chat.Session, said.ConversationId, said.Seq, null, unread, from, SessionRows.TextOf(said.Body));

    private static async Task<IEnumerable<WebPushNews>> Ringing(
        DeskDb db, StaffCaller caller, DateTimeOffset until, long unread, CancellationToken cancellation)
    {
        var pending = StateNames.Of(OfferStatus.Pending);
        var rings = await (
            from offer in db.Offers.AsNoTracking()
            where offer.State == pending && offer.AgentId == caller.AgentId && offer.CreatedAt <= until
            join session in db.Sessions on offer.SessionId equals session.Id
            select new { offer.Id, Session = session.Id, session.VisitorId, session.Queue, Name = db.Visitors.Where(v => v.Id == session.VisitorId).Select(v => v.Name).FirstOrDefault() })
            .ToListAsync(cancellation);
        return rings.Select(r => new WebPushNews(
            WebPushKinds.Offer, r.Session, 0, 0, r.Id, unread, VisitorNames.Of(r.VisitorId, r.Name), r.Queue));
    }

    private sealed record Chat(long Session, long Conv, string VisitorId, string? Visitor, long Unread, long Read, long Delivered, long Staff);
}
