using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Conversations;

/// <summary>Somebody sends what gathered while the connection was away: several events of one conversation, in order, all or none.</summary>
public sealed class SendMany(PostMessage messages, ConversationLog log, RateLimits limits)
{
    /// <param name="name">The name that staff read; null for a visitor who gave none.</param>
    public async Task<Reply<SendManyAnswer>> FromVisitor(VisitorCaller caller, string? name, SendManyRequest request, CancellationToken cancellation)
    {
        if (limits.VisitorSend(caller.Person, request.Events[0].Conv, request.Events.Count) is { } limited)
        {
            return limited;
        }

        return await Together([.. request.Events.Select(e => PostMessage.OfVisitor(caller, name, e))], cancellation);
    }

    public async Task<Reply<SendManyAnswer>> FromStaff(StaffCaller caller, SendManyRequest request, CancellationToken cancellation)
    {
        if (limits.StaffSend(caller.Person, request.Events[0].Conv, request.Events.Count) is { } limited)
        {
            return limited;
        }

        var posts = new List<Reply<Post>>();
        foreach (var e in request.Events)
        {
            posts.Add(await messages.OfStaff(caller, e, cancellation));
        }

        return await Together(posts, cancellation);
    }

    private async Task<Reply<SendManyAnswer>> Together(List<Reply<Post>> posts, CancellationToken cancellation)
    {
        for (var i = 0; i < posts.Count; i++)
        {
            if (posts[i].Error is { } error)
            {
                return Of(i, error);
            }
        }

        var answers = await messages.InTime(log.AppendAll([.. posts.Select(p => p.Value!)], cancellation));
        if (answers.Value is null)
        {
            return answers.Error!;
        }

        var refused = answers.Value.ToList().FindIndex(a => !a.Ok);
        return refused >= 0 ? Of(refused, answers.Value[refused].Error!) : new SendManyAnswer([.. answers.Value.Select(a => a.Value!)]);
    }

    private static Error Of(int index, Error error) =>
        error with { Details = [new FieldFault($"events[{index}]", null, error.Message), .. error.Details ?? []] };
}

public sealed class SendManyRequestValidator : AbstractValidator<SendManyRequest>
{
    /// <summary>Events of one call.</summary>
    public const int Most = 50;

    public SendManyRequestValidator()
    {
        RuleFor(r => r.Events).NotNull();
        When(r => r.Events is not null, () =>
        {
            RuleFor(r => r.Events).Must(e => e.Count is > 0 and <= Most).WithMessage("must be 1 to 50 events");
            RuleFor(r => r.Events).Must(e => e.Count > Most || e.All(x => x is not null && x.Conv == e[0]?.Conv))
                .WithMessage("must be of one conversation");
            RuleForEach(r => r.Events).SetValidator(new SendRequestValidator()).When(r => r.Events.Count <= Most && r.Events.All(e => e is not null));
        });
    }
}
