using System.Security.Claims;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tickets;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// POST /api/conversations/{id}/erasures, for administrators: what messages said is erased for good, with their edits and files. Each
/// erasure is a recall in the conversation's own order, so that whoever has it open loses the text at once.
/// </summary>
internal sealed class EraseMessages(
    ConversationLog log,
    PostMessage messages,
    DeskDbs dbs,
    SessionPushes sessions,
    TicketRows tickets,
    AgentMentions mentions,
    Checkpoints checkpoints,
    TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/conversations/{conversation:long}/erasures",
            (long conversation, EraseRequest request, ClaimsPrincipal user, EraseMessages erase, CancellationToken cancellation) =>
                erase.Handle(user.Caller(), conversation, request, cancellation))
        .Validated(new EraseRequestValidator())
        .RequireAuthorization(StaffPolicies.Administration)
        .WithTags("Conversations").WithName("EraseMessages").WithSummary("Erase for good what messages said, all or none; audited with the reason")
        .Produces<ErasedMessages>()
        .Refuses(
            ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound, ErrorCodes.Overloaded, ErrorCodes.Unavailable,
            ErrorCodes.Timeout);

    private async Task<IResult> Handle(StaffCaller caller, long conversation, EraseRequest request, CancellationToken cancellation)
    {
        // Goes on when its answer is no longer waited for: what is erased is told of, and the log is emptied of it.
        var reply = await messages.InTime(Erase(caller, conversation, request, CancellationToken.None)).WaitAsync(cancellation);
        return reply.Error is { } refusal ? Problems.Of(refusal) : Results.Ok(reply.Value);
    }

    private async Task<Reply<ErasedMessages>> Erase(StaffCaller caller, long conversation, EraseRequest request, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var service = await db.Conversations.Where(c => c.Id == conversation).Select(c => c.StaffOf ?? c.Id).SingleOrDefaultAsync(cancellation);
        var held = await db.Sessions.AsNoTracking().Where(s => s.ConversationId == service).OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.Queue }).ToListAsync(cancellation);
        var queue = held.LastOrDefault()?.Queue;
        var answers = await log.AppendAll([.. request.Seqs.Select(seq => Erasure(caller, conversation, seq, request.Reason.Trim(), queue))], cancellation);
        if ((answers.Error ?? answers.Value!.FirstOrDefault(a => !a.Ok)?.Error) is { } refusal)
        {
            return refusal;
        }

        checkpoints.Empty();
        await Tell(db, conversation, service, [.. held.Select(s => s.Id)], request.Seqs, cancellation);
        return new ErasedMessages(request.Seqs, time.Now());
    }

    private static Post Erasure(StaffCaller caller, long conversation, long seq, string reason, string? queue) => new(
        conversation,
        caller.Person,
        caller.Name,
        new Admission.Eraser(),
        EventTypes.Recall,
        Guid.CreateVersion7(),
        new EventBody { Target = seq, Purged = true },
        Deed: new Deed(Audited.Erase, Audited.Event(conversation, seq), queue, reason));

    // Lists show the last words of what is over too, which no event of a conversation tells.
    private async Task Tell(
        DeskDb db, long conversation, long service, IReadOnlyList<long> held, IReadOnlyList<long> seqs, CancellationToken cancellation)
    {
        foreach (var session in held)
        {
            sessions.ChangedAmongStaff(session);
        }

        foreach (var ticket in await db.Tickets.Where(t => t.ConversationId == service).Select(t => t.Id).ToListAsync(cancellation))
        {
            tickets.Changed(ticket);
        }

        var named = await db.Mentions.Where(m => m.ConversationId == conversation && EF.Parameter(seqs).Contains(m.Seq))
            .Select(m => m.Person).Distinct().ToListAsync(cancellation);
        await mentions.Push(named.Select(Persons.AgentId).OfType<long>(), cancellation);
    }
}

internal sealed class EraseRequestValidator : AbstractValidator<EraseRequest>
{
    private const int Most = 200;
    private const int LongestReason = 200;

    public EraseRequestValidator()
    {
        RuleFor(r => r.Seqs).NotNull();
        RuleFor(r => r.Seqs).Must(seqs => seqs.Count is > 0 and <= Most).WithMessage($"must name 1 to {Most}").When(r => r.Seqs is not null);
        RuleFor(r => r.Seqs).Must(seqs => seqs.Distinct().Count() == seqs.Count).WithMessage("must name each once").When(r => r.Seqs is { Count: <= Most });
        RuleFor(r => r.Reason).NotEmpty().MaximumLength(LongestReason);
    }
}
