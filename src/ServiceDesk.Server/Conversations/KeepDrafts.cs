using FluentValidation;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>What a person has typed and not sent, kept for the person's other devices; the last one that arrives wins.</summary>
public sealed class KeepDrafts(
    DeskDbs dbs,
    RateLimits limits,
    TimeProvider time,
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents)
{
    private const int Most = 200;

    /// <summary>Refused with not_found for a conversation that the connection does not see.</summary>
    public async Task<Reply<DraftState>> Save(LiveConnection connection, SaveDraftRequest request, CancellationToken cancellation)
    {
        if (connection.Person is not { } person
            || !(connection.Sees(HubGroups.Conversation(request.Conv)) || connection.Sees(HubGroups.StaffConversation(request.Conv))))
        {
            return new Error(ErrorCodes.NotFound, "There is no such conversation.");
        }

        if (limits.Draft(person, request.Conv) is { } limited)
        {
            return limited;
        }

        var draft = new DraftState(request.Conv, request.Text, time.Now());
        await Store(person, draft, cancellation);
        var group = HubGroups.Person(person);
        _ = Persons.IsVisitor(person)
            ? visitors.Clients.GroupExcept(group, connection.Id).Draft(draft)
            : agents.Clients.GroupExcept(group, connection.Id).Draft(draft);
        return draft;
    }

    public async Task<Reply<DraftList>> List(string person, DraftsRequest request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var drafts = await db.Drafts.AsNoTracking()
            .Where(d => d.Person == person && (request.Conv == null || d.ConversationId == request.Conv))
            .OrderByDescending(d => d.At).Take(Most).ToListAsync(cancellation);
        return new DraftList([.. drafts.Select(d => new DraftState(d.ConversationId, d.Text, d.At))]);
    }

    private async Task Store(string person, DraftState draft, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var held = db.Drafts.Where(d => d.Person == person && d.ConversationId == draft.Conv);
        if (draft.Text.Length == 0)
        {
            await held.ExecuteDeleteAsync(cancellation);
        }
        else if (await held.ExecuteUpdateAsync(set => set.SetProperty(d => d.Text, draft.Text).SetProperty(d => d.At, draft.At), cancellation) == 0)
        {
            db.Drafts.Add(new Draft { Person = person, ConversationId = draft.Conv, Text = draft.Text, At = draft.At });
            await db.SaveChangesAsync(cancellation);
        }

        await write.Commit(cancellation);
    }
}

public sealed class SaveDraftRequestValidator : AbstractValidator<SaveDraftRequest>
{
    public SaveDraftRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Text).NotNull();
        RuleFor(r => r.Text).MaximumLength(SendRequestValidator.MaxText).WithErrorCode(ErrorCodes.TooLarge);
    }
}

public sealed class DraftsRequestValidator : AbstractValidator<DraftsRequest>
{
    public DraftsRequestValidator() => RuleFor(r => r.Conv).GreaterThan(0);
}
