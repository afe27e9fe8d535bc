using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Supervision;

public sealed class WhisperRequestValidator : AbstractValidator<WhisperRequest>
{
    public WhisperRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Text).NotEmpty();
        RuleFor(r => r.Text).MaximumLength(Conversations.SendRequestValidator.MaxText).WithErrorCode(ErrorCodes.TooLarge);
    }
}

public sealed class AssignRequestValidator : AbstractValidator<AssignRequest>
{
    public AssignRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
        RuleFor(r => r.ToAgent).GreaterThan(0);
    }
}

public sealed class RequeueRequestValidator : AbstractValidator<RequeueRequest>
{
    public RequeueRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
        RuleFor(r => r.ToQueue).NotEmpty().MaximumLength(60);
    }
}

public sealed class BumpRequestValidator : AbstractValidator<BumpRequest>
{
    public BumpRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Seconds).InclusiveBetween(1, 86_400);
    }
}

public sealed class SetAgentPresenceRequestValidator : AbstractValidator<SetAgentPresenceRequest>
{
    public SetAgentPresenceRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.AgentId).GreaterThan(0);
        RuleFor(r => r.Presence).Must(p => p is Presence.Online or Presence.Busy or Presence.Away or Presence.Offline)
            .WithMessage("must be online, busy, away or offline");
        RuleFor(r => r.Reason).MaximumLength(100);
        RuleFor(r => r.Now).Must((r, now) => !now || r.Presence == Presence.Offline).WithMessage("holds only with offline");
    }
}

public sealed class StaffConversationRequestValidator : AbstractValidator<StaffConversationRequest>
{
    public StaffConversationRequestValidator() => RuleFor(r => r.SessionId).GreaterThan(0);
}
