using FluentValidation;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Tells the others that somebody types: not stored, at most once, dropped when it comes too often.</summary>
public sealed class SignalTyping(
    RateLimits limits,
    DeskDbs dbs,
    PersonConnections persons,
    SessionDeadlineJobs deadlines,
    FirstReplyWatch firstReplies,
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents)
{
    /// <param name="name">The name to show; a visitor's is not needed.</param>
    /// <param name="connection">The connection that types; it must take part in the conversation.</param>
    public Reply Handle(LiveConnection connection, string? name, TypingRequest request)
    {
        var (group, amongStaff) = (HubGroups.Conversation(request.Conv), HubGroups.StaffConversation(request.Conv));
        if (connection.Person is not { } person || !(connection.TakesPartIn(group) || connection.TakesPartIn(amongStaff)))
        {
            return Reply.Refused(ErrorCodes.NotFound, "There is no such conversation.");
        }

        // Losing a signal harms nobody, so what is too much is dropped without a word.
        if (limits.Typing(person, request.Conv) is not null)
        {
            return Reply.Done;
        }

        var signal = new TypingSignal(request.Conv, person, name);
        if (request.Preview is not null && connection.MayPreview)
        {
            _ = Preview(signal with { Preview = request.Preview });
        }

        if (connection.TakesPartIn(amongStaff))
        {
            _ = agents.Clients.GroupExcept(amongStaff, connection.Id).Typing(signal);
            return Reply.Done;
        }

        deadlines.Typing(request.Conv);
        firstReplies.Typing(request.Conv, person);
        _ = visitors.Clients.GroupExcept(group, connection.Id).Typing(signal);
        _ = agents.Clients.GroupExcept(group, connection.Id).Typing(signal);
        return Reply.Done;
    }

    // Only to who serves: whoever merely looks on has no need of words that were not said.
    private async Task Preview(TypingSignal signal)
    {
        await using var db = dbs.Open();
        var responder = await db.Conversations.Where(c => c.Id == signal.Conv).Select(c => c.Responder).SingleOrDefaultAsync();
        if (Persons.IsAgent(responder))
        {
            string[] shown = [.. persons.Of(responder!).Where(c => c.Hub == HubKind.Agent && c.Has(FeatureNames.DraftPreview)).Select(c => c.Id)];
            await agents.Clients.Clients(shown).Typing(signal);
        }
    }
}

public sealed class TypingRequestValidator : AbstractValidator<TypingRequest>
{
    public TypingRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Preview).MaximumLength(500).WithErrorCode(ErrorCodes.TooLarge);
    }
}
