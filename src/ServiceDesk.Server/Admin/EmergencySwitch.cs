using System.Globalization;
using System.Security.Claims;
using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>POST /api/admin/schedules/{id}/emergency: closes a schedule at once, or takes that back (rule H10).</summary>
internal sealed class EmergencySwitch(CurrentDesk current, RoutingDomain domain, DeskVersions versions, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/admin/schedules/{schedule}/emergency",
            (string schedule, EmergencyRequest request, ClaimsPrincipal user, EmergencySwitch emergency, CancellationToken cancellation) =>
                emergency.Handle(user.Caller(), schedule, request, cancellation))
        .Validated(new EmergencyRequestValidator())
        .RequireAuthorization(StaffPolicies.Board)
        .WithTags("Configuration").WithName("ThrowEmergencySwitch").WithSummary("Close a schedule at once, or open it again; published without a draft")
        .Produces<DeskPublished>()
        .Refuses(
            ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound, ErrorCodes.IdempotencyConflict, ErrorCodes.Unavailable);

    private async Task<IResult> Handle(StaffCaller caller, string scheduleId, EmergencyRequest request, CancellationToken cancellation)
    {
        var now = time.Now();
        if (request.Until <= now)
        {
            var until = request.Until.Value.ToString("O", CultureInfo.InvariantCulture);
            return Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault("until", until, "must be in the future")]));
        }

        var desk = current.Value;
        if (desk.Schedules.All(s => s.Id != scheduleId))
        {
            return Problems.Of(new Error(ErrorCodes.NotFound, $"There is no schedule {scheduleId}."));
        }

        var publication = new Publication(caller.Person, Words(request), ScheduleId: scheduleId);
        if (await versions.Repeated(request.CommandId, publication, cancellation) is { } repeated)
        {
            return repeated;
        }

        var closing = request.Closed ? new EmergencyClosing(now, request.Until, request.Reason) : null;
        var thrown = desk with { Schedules = [.. desk.Schedules.Select(s => s.Id == scheduleId ? s with { Emergency = closing } : s)] };
        var result = await domain.Submit(request.CommandId, new RulesetPublished(thrown, publication) { At = default, Seq = 0 }, cancellation);
        return result.Error is { } error ? Problems.Of(error) : (await versions.Repeated(request.CommandId, publication, cancellation))!;
    }

    // For the history, and what tells a repeat from another command.
    private static string Words(EmergencyRequest request) => request switch
    {
        { Closed: false } => "Open again",
        { Until: { } until } => string.Create(CultureInfo.InvariantCulture, $"Closed until {until:u}: {request.Reason}"),
        _ => $"Closed: {request.Reason}",
    };
}

internal sealed class EmergencyRequestValidator : AbstractValidator<EmergencyRequest>
{
    public EmergencyRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.Reason).NotEmpty().When(r => r.Closed);
        RuleFor(r => r.Reason).MaximumLength(200);
        RuleFor(r => r.Until).Null().WithMessage("is for closing only").When(r => !r.Closed);
    }
}
