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
        var member = await db.Members.AsNoTracking()
            .FirstOrDefaultAsync(m => m.ConversationId == request.Conv && m.Person == caller.Person, cancellation);
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Conv, cancellation);
        if (conversation is null || !await Sees(db, caller, conversation.StaffOf ?? conversation.Id, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no conversation {request.Conv}.");
        }

        return new Watched(ConversationHeads.Of(conversation, member), HubGroups.Of(conversation));
    }

    private async Task<bool> Sees(DeskDb db, StaffCaller caller, long service, CancellationToken cancellation)
    {
        var latest = await db.Sessions.Where(s => s.ConversationId == service).MaxAsync(s => (long?)s.Id, cancellation);
        return latest is not null && await scope.Visible(db, caller).AnyAsync(s => s.Id == latest, cancellation);
    }
}

public sealed class WatchRequestValidator : AbstractValidator<WatchRequest>
{
    public WatchRequestValidator() => RuleFor(r => r.Conv).GreaterThan(0);
}
