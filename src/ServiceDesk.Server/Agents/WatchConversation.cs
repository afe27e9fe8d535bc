using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>A conversation that may be watched.</summary>
/// <param name="Head">With the caller's own read mark.</param>
/// <param name="Group">What carries its events.</param>
public sealed record Watched(Head Head, string Group);

/// <summary>Whether the caller may read a conversation live, by role and queue. The hub joins the group.</summary>
public sealed class WatchConversation(DeskDbs dbs, StaffScope scope)
{
    // Compiled: a desk that comes back watches all that it shows, one call after the other.
    private readonly Func<DeskDb, long, string, CancellationToken, Task<Member?>> _member = EF.CompileAsyncQuery(
        (DeskDb db, long conversation, string person, CancellationToken cancellation) =>
            db.Members.AsNoTracking().FirstOrDefault(m => m.ConversationId == conversation && m.Person == person));

    private readonly Func<DeskDb, long, CancellationToken, Task<Conversation?>> _conversation = EF.CompileAsyncQuery(
        (DeskDb db, long id, CancellationToken cancellation) => db.Conversations.AsNoTracking().FirstOrDefault(c => c.Id == id));

    private readonly Func<DeskDb, long, CancellationToken, Task<Session?>> _latest = EF.CompileAsyncQuery(
        (DeskDb db, long service, CancellationToken cancellation) =>
            db.Sessions.AsNoTracking().Where(s => s.ConversationId == service).OrderByDescending(s => s.Id).FirstOrDefault());

    /// <summary>
    /// Refused with not_found for a conversation whose latest session the caller may not see. Whoever reads the visitor's
    /// conversation reads what staff say about it.
    /// </summary>
    public async Task<Reply<Watched>> Handle(StaffCaller caller, WatchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        // The mark before the head: the other way round it may have moved beyond the head that was read.
        var member = await _member(db, request.Conv, caller.Person, cancellation);
        var conversation = await _conversation(db, request.Conv, cancellation);
        if (conversation is null || !await Sees(db, caller, conversation.StaffOf ?? conversation.Id, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no conversation {request.Conv}.");
        }

        return new Watched(ConversationHeads.Of(conversation, member), HubGroups.Of(conversation));
    }

    private async Task<bool> Sees(DeskDb db, StaffCaller caller, long service, CancellationToken cancellation)
    {
        var latest = await _latest(db, service, cancellation);
        return latest is not null
            && (scope.SeesByQueue(caller, latest) || await scope.Visible(db, caller).AnyAsync(s => s.Id == latest.Id, cancellation));
    }
}

public sealed class WatchRequestValidator : AbstractValidator<WatchRequest>
{
    public WatchRequestValidator() => RuleFor(r => r.Conv).GreaterThan(0);
}
