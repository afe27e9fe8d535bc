using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>What a group of posts is judged by, read inside its transaction.</summary>
internal sealed class GroupFacts
{
    public required IReadOnlyDictionary<long, Conversation> Conversations { get; init; }

    public required IReadOnlyDictionary<(long Conversation, string Person), Member> Members { get; init; }

    /// <summary>Events that carry an id of the group, stored before or appended by the group.</summary>
    public required Dictionary<(long Conversation, string Sender, Guid Id), EventRow> Known { get; init; }

    /// <summary>
    /// The events that posts of the group are about or quote, with the edits that made them what they are now; of those that are to be
    /// erased, with all their edits and recalls.
    /// </summary>
    public required Dictionary<(long Conversation, long Seq), EventRow> Earlier { get; init; }

    /// <summary>Left messages whose text stands in one of those events, by its id.</summary>
    public required IReadOnlyDictionary<Guid, Ticket> LeftMessages { get; init; }

    /// <summary>What is typed and not sent in conversations of which something is to be erased.</summary>
    public required IReadOnlyList<Draft> Drafts { get; init; }

    /// <summary>The conversation of each ticket that a post names.</summary>
    public required IReadOnlyDictionary<long, long> Tickets { get; init; }

    /// <summary>The conversation of each session that a survey post names.</summary>
    public required IReadOnlyDictionary<long, long> Sessions { get; init; }

    /// <summary>The uploads that posts refer to.</summary>
    public required SentAttachments Attachments { get; init; }

    /// <summary>Outbox events whose effect is committed, or is part of this group.</summary>
    public required HashSet<ConsumedBy> Consumed { get; init; }

    public static async Task<GroupFacts> Read(LogStatements statements, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        var db = statements.Db;
        var earlier = await EarlierOf(db, posts, cancellation);
        return new GroupFacts
        {
            Conversations = ConversationsOf(statements, posts),
            Members = MembersOf(statements, posts),
            Known = KnownOf(statements, posts),
            Earlier = earlier,
            LeftMessages = await LeftMessagesOf(db, posts, earlier, cancellation),
            Drafts = await DraftsOf(db, posts, cancellation),
            Tickets = await TicketsOf(db, posts, cancellation),
            Sessions = await SessionsOf(db, posts, cancellation),
            Attachments = await SentAttachments.Read(db, posts.Select(p => p.Post), cancellation),
            Consumed = await ConsumedOf(db, posts, cancellation),
        };
    }

    private static async Task<Dictionary<(long, long), EventRow>> EarlierOf(
        DeskDb db, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        var found = new Dictionary<(long, long), EventRow>();
        foreach (var conversation in posts.Select(p => p.Post).Where(p => (p.Body.Target ?? p.Body.ReplyTo) is not null).GroupBy(p => p.ConversationId))
        {
            long[] named = [.. conversation.SelectMany(p => new[] { p.Body.Target, p.Body.ReplyTo }).OfType<long>().Distinct()];
            await Read(conversation.Key, named);
            await Read(conversation.Key, [.. named.Select(seq => found.GetValueOrDefault((conversation.Key, seq)))
                .OfType<EventRow>().Select(row => EventBodies.Read(row.Body).Edited?.Seq).OfType<long>()]);
            await ReadCarriers(conversation.Key, [.. conversation.Where(p => p.Admission is Admission.Eraser).Select(p => p.Body.Target!.Value)]);
        }

        return found;

        async Task Read(long conversation, long[] seqs)
        {
            if (seqs.Length > 0)
            {
                foreach (var row in await db.Events.Where(e => e.ConversationId == conversation && seqs.Contains(e.Seq)).ToListAsync(cancellation))
                {
                    found[(conversation, row.Seq)] = row;
                }
            }
        }

        async Task ReadCarriers(long conversation, HashSet<long> erased)
        {
            if (erased.Count > 0)
            {
                var first = erased.Min();
                var changes = db.Events.AsNoTracking().Where(e => e.ConversationId == conversation && e.Seq > first && (e.Type == EventTypes.Edit || e.Type == EventTypes.Recall));
                // Few of them are about what is erased: only these are tracked.
                await Read(conversation, [.. (await changes.Select(e => new { e.Seq, e.Body }).ToListAsync(cancellation))
                    .Where(e => EventBodies.Read(e.Body).Target is { } target && erased.Contains(target)).Select(e => e.Seq)]);
            }
        }
    }

    private static async Task<Dictionary<Guid, Ticket>> LeftMessagesOf(
        DeskDb db, IReadOnlyList<HashedPost> posts, Dictionary<(long, long), EventRow> earlier, CancellationToken cancellation)
    {
        Guid[] ids = [.. posts.Select(p => p.Post).Where(p => p.Type is EventTypes.Edit or EventTypes.Recall && p.Body.Target is not null)
            .Select(p => earlier.GetValueOrDefault((p.ConversationId, p.Body.Target!.Value))?.ClientMsgId).OfType<Guid>()];
        return ids.Length == 0 ? [] : await db.Tickets.Where(t => ids.Contains(t.CommandId)).ToDictionaryAsync(t => t.CommandId, cancellation);
    }

    private static async Task<IReadOnlyList<Draft>> DraftsOf(DeskDb db, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        long[] conversations = [.. posts.Select(p => p.Post).Where(p => p.Admission is Admission.Eraser).Select(p => p.ConversationId).Distinct()];
        return conversations.Length == 0 ? [] : await db.Drafts.Where(d => conversations.Contains(d.ConversationId)).ToListAsync(cancellation);
    }

    // In id order, as every path locks heads.
    private static Dictionary<long, Conversation> ConversationsOf(LogStatements statements, IReadOnlyList<HashedPost> posts)
    {
        var conversations = new Dictionary<long, Conversation>();
        foreach (var id in posts.Select(p => p.Post.ConversationId).Distinct().Order())
        {
            foreach (var row in statements.Conversation.Run(id))
            {
                conversations[id] = row;
            }
        }

        return conversations;
    }

    private static Dictionary<(long Conversation, string Person), Member> MembersOf(LogStatements statements, IReadOnlyList<HashedPost> posts)
    {
        var members = new Dictionary<(long, string), Member>();
        foreach (var key in posts.SelectMany(p => (p.Post.Body.Mentions ?? []).Append(p.Post.Sender), (p, person) => (p.Post.ConversationId, Person: person)).Distinct())
        {
            foreach (var row in statements.Member.Run(key.ConversationId, key.Person))
            {
                members[key] = row;
            }
        }

        return members;
    }

    private static Dictionary<(long Conversation, string Sender, Guid Id), EventRow> KnownOf(LogStatements statements, IReadOnlyList<HashedPost> posts)
    {
        var known = new Dictionary<(long, string, Guid), EventRow>();
        foreach (var id in posts.Select(p => p.Post.ClientMsgId).Distinct())
        {
            foreach (var row in statements.Known.Run(id))
            {
                known[(row.ConversationId, row.Sender, id)] = row;
            }
        }

        return known;
    }

    private static async Task<Dictionary<long, long>> TicketsOf(DeskDb db, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        long[] tickets = [.. posts.Select(p => p.Post.Admission).OfType<Admission.Ticket>().Select(t => t.Id)];
        return tickets.Length == 0
            ? []
            : await db.Tickets.AsNoTracking().Where(t => tickets.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.ConversationId, cancellation);
    }

    private static async Task<Dictionary<long, long>> SessionsOf(DeskDb db, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        long[] sessions = [.. posts.Select(p => p.Post.Admission).OfType<Admission.Survey>().Select(s => s.SessionId)];
        return sessions.Length == 0
            ? []
            : await db.Sessions.AsNoTracking().Where(s => sessions.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.ConversationId, cancellation);
    }

    private static async Task<HashSet<ConsumedBy>> ConsumedOf(DeskDb db, IReadOnlyList<HashedPost> posts, CancellationToken cancellation)
    {
        Guid[] events = [.. posts.Select(p => p.Post.Consumed).OfType<ConsumedBy>().Select(c => c.EventId)];
        return events.Length == 0
            ? []
            : [.. await db.Consumed.Where(c => events.Contains(c.EventId)).Select(c => new ConsumedBy(c.Consumer, c.EventId))
                .ToListAsync(cancellation)];
    }
}
