using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Sessions;

/// <summary>Opens the visitor's session at the entry point of its token, or finds the open one (rule S1).</summary>
public sealed class StartSession
{
    public Task<Reply<VisitorSession>> Handle(VisitorCaller caller, StartRequest request, CancellationToken cancellation) => throw new NotImplementedException();
}

public sealed class StartRequestValidator : AbstractValidator<StartRequest>
{
    public StartRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Page).NotNull();
        RuleFor(r => r.Page.Url).NotEmpty().MaximumLength(2000).Must(BeWebAddress)
            .WithMessage("must be an absolute http or https address without fragment").When(r => r.Page is not null);
        RuleFor(r => r.Page.Title).NotNull().MaximumLength(200).When(r => r.Page is not null);
    }

    private static bool BeWebAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Fragment.Length == 0;
}
