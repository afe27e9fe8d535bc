using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Somebody says something, or changes what was said: rate limit, then the log, which checks the right to it in its transaction.
/// </summary>
public sealed class PostMessage(ConversationLog log, WatchConversation watch, StaffScope scope, DeskDbs dbs, RateLimits limits, GroupCommitOptions options, TimeProvider time)
{
    private static readonly string[] ByStaff = [EventTypes.Pin, EventTypes.Announcement];

    /// <param name="name">The name that staff read; null for a visitor who gave none.</param>
    public async Task<Reply<Ack>> FromVisitor(VisitorCaller caller, string? name, SendRequest request, CancellationToken cancellation)
    {
        if (limits.VisitorSend(caller.Person, request.Conv) is { } limited)
        {
            return limited;
        }

        var post = OfVisitor(caller, name, request);
        return post.Value is { } admissible ? await InTime(log.Append(admissible, cancellation)) : post.Error!;
    }

    /// <summary>To the visitor, or with a mark to the staff conversation; the log refuses the one in the place of the other.</summary>
    public async Task<Reply<Ack>> FromStaff(StaffCaller caller, SendRequest request, CancellationToken cancellation)
    {
        if (limits.StaffSend(caller.Person, request.Conv) is { } limited)
        {
            return limited;
        }

        var post = await OfStaff(caller, request, cancellation);
        return post.Value is { } admissible ? await InTime(log.Append(admissible, cancellation)) : post.Error!;
    }

    /// <summary>The answer, or timeout when it does not come: the outcome is unknown then, and the same id finds it.</summary>
    internal async Task<Reply<T>> InTime<T>(Task<Reply<T>> answer)
    {
        try
        {
            return await answer.WaitAsync(TimeSpan.FromSeconds(options.AnswerSeconds), time);
        }
        catch (TimeoutException)
        {
            return new Error(ErrorCodes.Timeout, "The event may be stored yet; repeat it with the same id.", options.OverloadedRetryMs);
        }
    }

    /// <summary>What a visitor's request asks the log for, or why it is refused without asking.</summary>
    internal static Reply<Post> OfVisitor(VisitorCaller caller, string? name, SendRequest request)
    {
        if (Unsupported(request.Type) is { } refusal)
        {
            return refusal;
        }

        if (ByStaff.Contains(request.Type))
        {
            return new Error(ErrorCodes.Forbidden, "This is for staff.");
        }

        Admission right = request.Type == EventTypes.Message ? new Admission.Visitor() : new Admission.VisitorChange();
        return new Post(request.Conv, caller.Person, name, right, request.Type, request.ClientMsgId, SentBodies.Of(request, byVisitor: true))
        {
            Attachments = request.Attachments ?? [],
        };
    }

    /// <inheritdoc cref="OfVisitor"/>
    internal async Task<Reply<Post>> OfStaff(StaffCaller caller, SendRequest request, CancellationToken cancellation)
    {
        if (Unsupported(request.Type) is { } refusal)
        {
            return refusal;
        }

        var body = SentBodies.Of(request, byVisitor: false);
        var (right, deed) = (new Found(new Admission.Responder(caller.Person)), (Deed?)null);
        if (request.Type != EventTypes.Message || body.Mark is not null)
        {
            var found = await Right(caller, request, cancellation);
            if (found.Value is null)
            {
                return found.Error!;
            }

            right = found.Value;
            deed = Deed(request, body, right.Queue);
        }

        return new Post(request.Conv, caller.Person, caller.Name, right.Admission, request.Type, request.ClientMsgId, body, Deed: deed)
        {
            Attachments = request.Attachments ?? [],
        };
    }

    private static Error? Unsupported(string type) => type is EventTypes.Message or EventTypes.Announcement || EventTypes.IsChange(type)
        ? null
        : new Error(ErrorCodes.UnsupportedType, "Clients do not send events of this type.");

    // Taking back what another said is a deed of moderation.
    private static Deed? Deed(SendRequest request, EventBody body, string? queue) =>
        request.Type == EventTypes.Recall && body.Reason is not null
            ? new Deed(Audited.Recall, Audited.Event(request.Conv, body.Target!.Value), queue)
            : null;

    private async Task<Reply<Found>> Right(StaffCaller caller, SendRequest request, CancellationToken cancellation)
    {
        var readable = await watch.Handle(caller, new WatchRequest(request.Conv), cancellation);
        if (readable.Value is not { } watched)
        {
            return readable.Error!;
        }

        await using var db = dbs.Open();
        var service = await db.Conversations.Where(c => c.Id == request.Conv).Select(c => c.StaffOf ?? c.Id).SingleAsync(cancellation);
        var latest = await db.Sessions.Where(s => s.ConversationId == service).MaxAsync(s => s.Id, cancellation);
        var queue = await db.Sessions.Where(s => s.Id == latest).Select(s => s.Queue).SingleAsync(cancellation);
        var oversees = caller.IsSupervisor && await scope.Supervised(db, caller).AnyAsync(s => s.Id == latest, cancellation);
        if (watched.Group == HubGroups.StaffConversation(request.Conv))
        {
            return new Found(new Admission.Staff(oversees), queue);
        }

        // Marked messages go on as staff's, and the log refuses them here.
        return request.Type == EventTypes.Message
            ? new Found(new Admission.Staff(), queue)
            : new Found(oversees && Oversight(request.Type) ? new Admission.Overseer() : new Admission.Responder(caller.Person), queue);
    }

    private static bool Oversight(string type) => type is EventTypes.Recall or EventTypes.Pin or EventTypes.Announcement;

    private sealed record Found(Admission Admission, string? Queue = null);
}
