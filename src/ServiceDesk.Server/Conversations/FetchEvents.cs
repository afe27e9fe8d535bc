using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Reads stored events: catching up after a seq, or paging back before one.</summary>
public sealed class FetchEvents(DeskDbs dbs, WatchConversation watch, RateLimits limits)
{
    /// <summary>A visitor reads the own conversation; any other is not_found, whether it exists or not.</summary>
    public async Task<Reply<EventPage>> ForVisitor(VisitorCaller caller, FetchRequest request, CancellationToken cancellation)
    {
        if (limits.Fetch(caller.Person) is { } limited)
        {
            return limited;
        }

        await using var db = dbs.Open();
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(
            c => c.Id == request.Conv && c.VisitorId == caller.VisitorId && c.EntryPoint == caller.EntryPoint, cancellation);
        var member = await Member(db, request.Conv, caller.Person, cancellation);
        return conversation is null || member is null or { LeftAt: not null }
            ? NotFound
            : await Page(db, conversation, member.Floor, request, EventViews.ForVisitor, cancellation);
    }

    /// <summary>Staff read what they may watch.</summary>
    public async Task<Reply<EventPage>> ForStaff(StaffCaller caller, FetchRequest request, CancellationToken cancellation)
    {
        if (limits.Fetch(caller.Person) is { } limited)
        {
            return limited;
        }

        var right = await watch.Handle(caller, new WatchRequest(request.Conv), cancellation);
        if (!right.Ok)
        {
            return right.Error!;
        }

        await using var db = dbs.Open();
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Conv, cancellation);
        return conversation is null
            ? NotFound
            : await Page(db, conversation, floor: 1, request, EventViews.ForStaff, cancellation);
    }

    private static Error NotFound => new(ErrorCodes.NotFound, "There is no such conversation.");

    private static Task<Member?> Member(DeskDb db, long conversation, string person, CancellationToken cancellation) =>
        db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.ConversationId == conversation && m.Person == person, cancellation);

    private static async Task<Reply<EventPage>> Page(
        DeskDb db, Conversation conversation, long floor, FetchRequest request, Func<EventRow, ConversationEvent> view, CancellationToken cancellation)
    {
        floor = Math.Max(1, floor);
        if (Stale(conversation, floor, request) is { } stale)
        {
            return stale;
        }

        var readable = db.Events.AsNoTracking().Where(e => e.ConversationId == conversation.Id && e.Seq >= floor);
        List<EventRow> rows;
        bool more;
        if (request.After is { } after)
        {
#if PLANTED_FAULTS
            after = Setup.PlantedFaults.After(after);
#endif
            rows = await readable.Where(e => e.Seq > after).OrderBy(e => e.Seq).Take(request.Limit).ToListAsync(cancellation);
            more = rows.Count > 0 && rows[^1].Seq < conversation.HeadSeq;
        }
        else
        {
            rows = await readable.Where(e => e.Seq < request.Before).OrderByDescending(e => e.Seq).Take(request.Limit).ToListAsync(cancellation);
            rows.Reverse();
            more = rows.Count > 0 && rows[0].Seq > floor;
        }

        await QuotedEvents.Fill(db, conversation.Id, floor, rows, cancellation);

        // Events committed since the head was read are in the rows: the head that is told covers them.
        var (head, n) = rows.Count > 0 && rows[^1].Seq > conversation.HeadSeq
            ? (rows[^1].Seq, rows[^1].N)
            : (conversation.HeadSeq, conversation.HeadN);
        long[]? pinned = conversation.Pinned.Count > 0 ? [.. conversation.Pinned.Where(seq => seq >= floor)] : null;
        return new EventPage([.. rows.Select(view)], conversation.Epoch, head, n, floor, more, pinned);
    }

    private static Error? Stale(Conversation conversation, long floor, FetchRequest request)
    {
        if (request.Epoch != conversation.Epoch)
        {
            return new Error(ErrorCodes.EpochChanged, $"The epoch is {conversation.Epoch}: drop what is held and read anew.");
        }

        if (request.After > conversation.HeadSeq)
        {
            return new Error(ErrorCodes.CursorAhead, $"The head is {conversation.HeadSeq}: drop what is held and read anew.");
        }

        return request.After + 1 < floor
            ? Truncated(floor)
            : null;
    }

    /// <summary>What was asked for is kept no longer, or not for this member; the detail tells where history begins.</summary>
    internal static Error Truncated(long floor) => new(
        ErrorCodes.HistoryTruncated,
        $"The lowest readable seq is {floor}.",
        Details: [new FieldFault("floor", floor.ToString(System.Globalization.CultureInfo.InvariantCulture), "the lowest readable seq")]);
}

public sealed class FetchRequestValidator : AbstractValidator<FetchRequest>
{
    /// <summary>Events of one answer.</summary>
    public const int Most = 200;

    public FetchRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Epoch).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Limit).InclusiveBetween(1, Most);
        RuleFor(r => r.After).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Before).GreaterThan(0);
        RuleFor(r => r.After).Must((r, after) => after is null != r.Before is null)
            .WithMessage("exactly one of after and before must be given");
    }
}
