using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Insight;

/// <summary>POST /api/insight/dry-run: what would become of a visitor who does not exist.</summary>
internal sealed class TryVisitor(InsightDesks desks, RoutingDomain domain, InsightGate gate, InsightOptions options, TimeProvider time)
{
    public async Task<Reply<DryRunAnswer>> Handle(DryRunRequest request, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(TimeSpan.FromMilliseconds(options.AnswerMilliseconds));
        var present = await domain.Ask(core => core.Present(), limited.Token);
        if (present.Value is not { } now)
        {
            return present.Error!;
        }

        var visitor = Visitor(request, time.Now());
        var published = request.Desk == InsightDesk.Draft ? null : desks.Published;
        var draft = request.Desk == InsightDesk.Published ? null : await desks.Draft(cancellation);
        return await gate.Run(
            () =>
            {
                var (one, two) = (Result(published, visitor, now), Result(draft, visitor, now));
                return new DryRunAnswer(
                    visitor.At, one, two, one is null || two is null ? [] : DryRunFacts.Differences(one.Steps, two.Steps));
            },
            cancellation);
    }

    private static DryRunResult? Result(Desk? desk, DryRunVisitor visitor, PresentState now)
    {
        if (desk is null)
        {
            return null;
        }

        var faults = DeskChecks.Faults(desk).Select(f => f.ToString()).ToList();
        if (desk.EntryPoints.All(e => e.Key != visitor.EntryPoint))
        {
            faults.Add($"entryPoint {visitor.EntryPoint}: the desk has none of this key");
        }

        return faults.Count > 0
            ? new DryRunResult(desk.Version, [], faults)
            : new DryRunResult(desk.Version, DryRunFacts.Of(DryRun.Walk(desk, visitor, now), new InsightNames(desk)), []);
    }

    private static DryRunVisitor Visitor(DryRunRequest request, DateTimeOffset now) => new()
    {
        EntryPoint = request.EntryPoint,
        At = (request.At ?? now).ToUniversalTime(),
        Channel = Given(request.Channel),
        SourceUrl = Given(request.Url),
        Locale = Given(request.Locale),
        Topic = Given(request.Topic),
        Attributes = request.Attributes ?? new Dictionary<string, string>(),
        BotResult = Given(request.BotResult),
        KnownAgentId = request.KnownAgent,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed class DryRunRequestValidator : AbstractValidator<DryRunRequest>
{
    // Schedules are looked at for 400 days, and a calendar ends somewhere.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DryRunRequestValidator()
    {
        RuleFor(r => r.Desk).IsInEnum();
        RuleFor(r => r.EntryPoint).NotEmpty().MaximumLength(100);
        RuleFor(r => r.At).Must(at => at is null || (at >= Earliest && at < Latest)).WithMessage("must be from 2000 to 2099");
        RuleFor(r => r.Channel).MaximumLength(100);
        RuleFor(r => r.Url).MaximumLength(2_000);
        RuleFor(r => r.Locale).MaximumLength(35);
        RuleFor(r => r.Topic).MaximumLength(100);
        RuleFor(r => r.BotResult).MaximumLength(100);
        RuleFor(r => r.Attributes).Must(a => a is null || (a.Count <= 50 && a.All(p => p.Key.Length is > 0 and <= 100 && p.Value is { Length: <= 1_000 })))
            .WithMessage("must be at most 50, with names of 1 to 100 and values of at most 1,000 characters");
    }
}

internal static class DryRunRoute
{
    public static void MapDryRun(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/insight/dry-run", Try).Validated(new DryRunRequestValidator()).RequireAuthorization(StaffPolicies.Board)
        .WithTags("Insight").WithName("TryVisitor").WithSummary("What would become of a visitor, by the published configuration, the draft, or both")
        .Produces<DryRunAnswer>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.Overloaded, ErrorCodes.Unavailable);

    private static async Task<IResult> Try(DryRunRequest request, TryVisitor use, CancellationToken cancellation) =>
        InsightAnswers.Of(await use.Handle(request, cancellation));
}
