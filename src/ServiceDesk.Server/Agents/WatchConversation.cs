using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Agents;

/// <summary>Whether the caller may read a conversation live, by role and queue. The hub joins the group.</summary>
public sealed class WatchConversation(DeskDbs dbs, StaffScope scope)
{
    /// <summary>Refused with not_found for a conversation whose latest session the caller may not see.</summary>
    public async Task<Reply<Head>> Handle(StaffCaller caller, WatchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        var latest = await db.Sessions.Where(s => s.ConversationId == request.Conv).MaxAsync(s => (long?)s.Id, cancellation);
        if (latest is null || !await scope.Visible(db, caller).AnyAsync(s => s.Id == latest, cancellation))
        {
            return new Error(ErrorCodes.NotFound, $"There is no conversation {request.Conv}.");
        }

        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == request.Conv, cancellation);
        var member = await db.Members.AsNoTracking()
            .FirstOrDefaultAsync(m => m.ConversationId == request.Conv && m.Person == caller.Person, cancellation);
        return ConversationHeads.Of(conversation, member);
    }
}

public sealed class WatchRequestValidator : AbstractValidator<WatchRequest>
{
    public WatchRequestValidator() => RuleFor(r => r.Conv).GreaterThan(0);
}
