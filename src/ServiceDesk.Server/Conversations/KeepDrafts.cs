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
    private static readonly Error NotFound = new(ErrorCodes.NotFound, "There is no such conversation.");

    /// <summary>Refused with not_found for a conversation that the connection does not see.</summary>
    public async Task<Reply<DraftState>> Save(LiveConnection connection, SaveDraftRequest request, CancellationToken cancellation)
    {
        if (connection.Person is not { } person || !Sees(connection, request.Conv))
        {
            return NotFound;
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

    /// <summary>
    /// What the person left unsent stays theirs, also where they no longer take part; a conversation without a draft that the connection
    /// does not see is refused with not_found.
    /// </summary>
    public async Task<Reply<DraftList>> List(LiveConnection connection, DraftsRequest request, CancellationToken cancellation)
    {
        var person = connection.Person;
        await using var db = dbs.Open();
        var drafts = await db.Drafts.AsNoTracking()
            .Where(d => d.Person == person && (request.Conv == null || d.ConversationId == request.Conv))
            .OrderByDescending(d => d.At).Take(Most).ToListAsync(cancellation);
        if (drafts.Count == 0 && request.Conv is { } conversation && !Sees(connection, conversation))
        {
            return NotFound;
        }

        return new DraftList([.. drafts.Select(d => new DraftState(d.ConversationId, d.Text, d.At))]);
    }

    private static bool Sees(LiveConnection connection, long conversation) =>
        connection.Sees(HubGroups.Conversation(conversation)) || connection.Sees(HubGroups.StaffConversation(conversation));

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
