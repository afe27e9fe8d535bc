using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Where conversations stand and how far a person has read.</summary>
public sealed class ConversationHeads(DeskDbs dbs, TimeProvider time)
{
    private readonly Func<DeskDb, List<long>, string, IAsyncEnumerable<Receipts>> _others = EF.CompileAsyncQuery(
        (DeskDb db, List<long> conversations, string person) => db.Members.AsNoTracking()
            .Where(m => conversations.Contains(m.ConversationId) && m.LeftAt == null && m.Person != person)
            .Select(m => new Receipts(m.ConversationId, m.Person, m.DeliveredSeq, m.ReadSeq)));

    /// <summary>As the person sees it. Who is no member has nothing unread.</summary>
    /// <param name="mentions">Messages above the read mark that mention the member.</param>
    public static Head Of(Conversation conversation, Member? member, int mentions = 0) => new(
        conversation.Id,
        conversation.Epoch,
        conversation.HeadSeq,
        conversation.HeadN,
        member?.ReadSeq ?? conversation.HeadSeq,
        member?.ReadN ?? conversation.HeadN,
        conversation.HeadA > 0 ? conversation.HeadA : null,
        conversation.HeadA > 0 ? member?.ReadA ?? conversation.HeadA : null,
        mentions > 0 ? mentions : null);

    /// <summary>Heads of the conversations that the person is a member of now, each with its group, in id order.</summary>
    /// <param name="entryPoint">Only those of this entry point; null for all.</param>
    public async Task<IReadOnlyList<(Head Head, string Group)>> Joined(string person, string? entryPoint, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var joined = await db.Members.AsNoTracking().Where(m => m.Person == person && m.LeftAt == null)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => new { Member = m, Conversation = c })
            .Where(j => entryPoint == null || j.Conversation.EntryPoint == entryPoint)
            .OrderBy(j => j.Conversation.Id).ToListAsync(cancellation);
        var mentions = await Mentions(db, person, conversations: null, cancellation);
        return [.. joined.Select(j => (Of(j.Conversation, j.Member, mentions.GetValueOrDefault(j.Conversation.Id)), HubGroups.Of(j.Conversation)))];
    }

    /// <summary>A page of them.</summary>
    public async Task<Reply<HeadsPage>> Page(string person, string? entryPoint, HeadsRequest request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var ids = await db.Members.Where(m => m.Person == person && m.LeftAt == null && m.ConversationId > request.Since)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (m, c) => c)
            .Where(c => entryPoint == null || c.EntryPoint == entryPoint)
            .OrderBy(c => c.Id).Select(c => c.Id).Take(request.Limit + 1).ToListAsync(cancellation);
        return new HeadsPage(await Some(person, [.. ids.Take(request.Limit)], cancellation), ids.Count > request.Limit);
    }

    /// <summary>Heads of these conversations; the caller has checked the right to them.</summary>
    public async Task<IReadOnlyList<Head>> Some(string person, IReadOnlyCollection<long> conversations, CancellationToken cancellation)
    {
        if (conversations.Count == 0)
        {
            return [];
        }

        await using var db = dbs.Open();
        // In one read: a mark that moved between two would stand beyond the head that was read before it.
        var found = await db.Conversations.AsNoTracking().Where(c => conversations.Contains(c.Id)).OrderBy(c => c.Id)
            .Select(c => new
            {
                Conversation = c,
                Member = db.Members.FirstOrDefault(m => m.ConversationId == c.Id && m.Person == person && m.LeftAt == null),
            })
            .ToListAsync(cancellation);
        var mentions = await Mentions(db, person, conversations, cancellation);
        return [.. found.Select(f => Of(f.Conversation, f.Member, mentions.GetValueOrDefault(f.Conversation.Id)))];
    }

    // Rows at or below the read mark may be there until the next mark removes them.
    private static Task<Dictionary<long, int>> Mentions(
        DeskDb db, string person, IReadOnlyCollection<long>? conversations, CancellationToken cancellation) =>
        db.Mentions.Where(m => m.Person == person && (conversations == null || conversations.Contains(m.ConversationId)))
            .Join(
                db.Members.Where(m => m.Person == person),
                m => m.ConversationId,
                m => m.ConversationId,
                (mention, member) => new { mention.ConversationId, Unread = mention.Seq > member.ReadSeq })
            .Where(m => m.Unread).GroupBy(m => m.ConversationId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);

    /// <summary>The heartbeat's answer: the heads of those watched conversations that the connection sees, so that a lost last push shows.</summary>
    public async Task<Pong> Pong(LiveConnection connection, PingRequest request, CancellationToken cancellation)
    {
        long[] seen = [.. request.Watched.Where(connection.SeesConversation).Distinct()];
        return new Pong(time.Now(), await Some(connection.Person!, seen, cancellation));
    }

    /// <summary>Watermarks of the members of these conversations other than the person, for ticks.</summary>
    public async Task<IReadOnlyList<Receipts>> Others(string person, IReadOnlyCollection<long> conversations, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await _others(db, [.. conversations], person).ToListAsync(cancellation);
    }
}

public sealed class HeadsRequestValidator : AbstractValidator<HeadsRequest>
{
    public HeadsRequestValidator()
    {
        RuleFor(r => r.Since).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Limit).InclusiveBetween(1, 200);
    }
}

public sealed class PingRequestValidator : AbstractValidator<PingRequest>
{
    public PingRequestValidator()
    {
        RuleFor(r => r.Watched).NotNull();
        RuleFor(r => r.Watched).Must(w => w.Count <= 20).WithMessage("must name at most 20 conversations").When(r => r.Watched is not null);
    }
}
