using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Admin;

/// <summary>POST /api/admin/desk/holidays: a calendar's days, to be put into a draft.</summary>
internal sealed class ReadHolidays(AdminSettings settings, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/admin/desk/holidays", (HttpContext http, ReadHolidays holidays) => holidays.Handle(http))
        .RequireAuthorization(StaffPolicies.Administration)
        .Takes<HolidayRequest>(endpoints.ServiceProvider.GetRequiredService<AdminSettings>().MaxCalendarBytes)
        .WithTags("Configuration").WithName("ReadHolidays").WithSummary("The days of an iCalendar text; nothing is stored")
        .Produces<HolidayAnswer>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.TooLarge);

    private async Task<IResult> Handle(HttpContext http)
    {
        var (request, error) = await DeskBodies.Read<HolidayRequest>(http);
        if (request is null)
        {
            return Problems.Of(error!);
        }

        if (new HolidayRequestValidator().Validate(request) is { IsValid: false } faults)
        {
            return Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [.. faults.Errors.Select(ValidRequests.Fault)]));
        }

        if (CalendarBlocks.Cut(request.Calendar) is not { } events)
        {
            var rule = $"must be an iCalendar text (BEGIN:VCALENDAR) with at most {CalendarBlocks.MostEvents} events";
            return Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault("calendar", null, rule)]));
        }

        var (from, began) = (new DateOnly(request.FromYear, 1, 1), time.GetTimestamp());
        var limit = TimeSpan.FromMilliseconds(settings.CalendarMilliseconds);
        var answer = HolidayCalendar.Read(
            events, TimeZoneInfo.FindSystemTimeZoneById(request.Zone), from, from.AddYears(request.Years),
            () => http.RequestAborted.IsCancellationRequested || time.GetElapsedTime(began) > limit);
        return answer is null
            ? Problems.Of(new Error(ErrorCodes.TooLarge, "The calendar takes too long to read; give a smaller one."))
            : Results.Json(answer, DeskJson.Options);
    }
}

internal sealed class HolidayRequestValidator : AbstractValidator<HolidayRequest>
{
    public HolidayRequestValidator()
    {
        RuleFor(r => r.Calendar).NotEmpty();
        RuleFor(r => r.Zone).Must(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).WithMessage("must be an IANA time zone");
        RuleFor(r => r.FromYear).InclusiveBetween(2000, 2200);
        RuleFor(r => r.Years).InclusiveBetween(1, 5);
    }
}
