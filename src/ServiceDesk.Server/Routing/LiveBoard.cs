using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;

namespace ServiceDesk.Server.Routing;

/// <summary>The supervisors' board: a projection kept after each commit, sent whole once a second while somebody watches.</summary>
public sealed class LiveBoard
{
    /// <summary>Answers the board as it stands and subscribes the connection. Supervisors and administrators only.</summary>
    public Task<Reply<BoardState>> Watch(StaffCaller caller, string connectionId, BoardRequest request, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Forgets a connection; call it when one closes.</summary>
    public void Unwatch(string connectionId) => throw new NotImplementedException();
}

public sealed class BoardRequestValidator : AbstractValidator<BoardRequest>
{
    public BoardRequestValidator()
    {
        RuleFor(r => r.Queues).Must(q => q is null || q.Count <= 200).WithMessage("at most 200 queues");
        RuleForEach(r => r.Queues).NotEmpty().MaximumLength(60);
    }
}

public sealed class SuperviseRequestValidator : AbstractValidator<SuperviseRequest>
{
    public SuperviseRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Version).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Text).MaximumLength(4000);
    }
}
