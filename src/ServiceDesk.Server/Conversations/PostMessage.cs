using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Conversations;

/// <summary>Somebody says something: rate limit, then the log, which checks the right to it in its transaction.</summary>
public sealed class PostMessage(ConversationLog log, WatchConversation watch, RateLimits limits)
{
    /// <param name="name">The name that staff read; null for a visitor who gave none.</param>
    public Task<Reply<Ack>> FromVisitor(VisitorCaller caller, string? name, SendRequest request, CancellationToken cancellation)
    {
        // Only what a visitor may set; the other fields of a body belong to bot and system.
        var body = new EventBody { Text = request.Body.Text, ChoiceId = request.Body.ChoiceId };
        return Post(
            limits.VisitorSend(caller.Person), caller.Person, name, new Admission.Visitor(), request, body, cancellation);
    }

    /// <summary>To the visitor, or with a mark to the staff conversation; the log refuses the one in the place of the other.</summary>
    public async Task<Reply<Ack>> FromStaff(StaffCaller caller, SendRequest request, CancellationToken cancellation)
    {
        var limited = limits.StaffSend(caller.Person);
        var body = new EventBody { Text = request.Body.Text, Mark = request.Body.Mark };
        if (body.Mark is null)
        {
            return await Post(limited, caller.Person, caller.Name, new Admission.Responder(caller.Person), request, body, cancellation);
        }

        if (limited is null && await watch.Handle(caller, new WatchRequest(request.Conv), cancellation) is { Ok: false, Error: { } unreadable })
        {
            return unreadable;
        }

        return await Post(limited, caller.Person, caller.Name, new Admission.Staff(), request, body, cancellation);
    }

    private async Task<Reply<Ack>> Post(
        Error? limited, string person, string? name, Admission admission, SendRequest request, EventBody body, CancellationToken cancellation)
    {
        if (limited is not null)
        {
            return limited;
        }

        if (request.Type != EventTypes.Message)
        {
            return new Error(ErrorCodes.UnsupportedType, "Clients send events of type message.");
        }

        return await log.Append(
            new Post(request.Conv, person, name, admission, request.Type, request.ClientMsgId, body), cancellation);
    }
}

public sealed class SendRequestValidator : AbstractValidator<SendRequest>
{
    /// <summary>UTF-16 units of a message's text.</summary>
    public const int MaxText = 4000;

    public SendRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.ClientMsgId).NotEmpty();
        RuleFor(r => r.Type).NotEmpty().MaximumLength(20);
        RuleFor(r => r.Body).NotNull();
        When(r => r.Body is not null, () =>
        {
            RuleFor(r => r.Body.Text).NotEmpty();
            RuleFor(r => r.Body.Text).MaximumLength(MaxText).WithErrorCode(ErrorCodes.TooLarge);
            RuleFor(r => r.Body.ChoiceId).MaximumLength(60);
            RuleFor(r => r.Body.Mark).Must(mark => mark is null or StaffMarks.Note or StaffMarks.Consult).WithMessage("must be note or consult");
        });
    }
}
