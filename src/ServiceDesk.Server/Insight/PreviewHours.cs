using System.Globalization;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Insight;

/// <summary>GET /api/insight/hours/{schedule} and /at: what a schedule says at an instant, and every boundary ahead.</summary>
internal sealed class PreviewHours(InsightDesks desks, TimeProvider time)
{
    // Query strings name enumerations as C# does; the API's words are its own.
    private const string Published = "published";
    private const string Draft = "draft";
    private const int ChangesShown = 5;

    /// <summary>Every boundary from an instant on, at most for 13 months.</summary>
    public async Task<Reply<HoursAhead>> Ahead(
        string id, string? desk, DateTimeOffset? from, int months, CancellationToken cancellation)
    {
        if (months is < 1 or > 13)
        {
            return Invalid("months", $"{months}", "must be 1 to 13");
        }

        var found = await Schedule(id, desk, from, cancellation);
        if (found.Value is not { } schedule)
        {
            return found.Error!;
        }

        var start = (from ?? time.Now()).ToUniversalTime();
        var until = start.AddMonths(months);
        return new HoursAhead(
            schedule.Id,
            schedule.Zone,
            start,
            until,
            [.. HoursPreview.Boundaries(schedule, start, until).Select(Change)],
            [.. HoursPreview.ClockChanges(schedule, start, until)
                .Select(c => new ClockShift(c.At, (int)c.Before.TotalMinutes, (int)c.After.TotalMinutes))]);
    }

    public async Task<Reply<HoursAt>> At(string id, string? desk, DateTimeOffset? instant, CancellationToken cancellation)
    {
        var found = await Schedule(id, desk, instant, cancellation);
        if (found.Value is not { } schedule)
        {
            return found.Error!;
        }

        var at = (instant ?? time.Now()).ToUniversalTime();
        var answer = HoursPreview.At(schedule, at);
        return new HoursAt(
            schedule.Id,
            schedule.Zone,
            at,
            answer.IsOpen,
            Word(answer.Layer),
            answer.Name,
            answer.Date,
            answer.Interval?.StartMinute,
            answer.Interval?.EndMinute,
            answer.NextChange,
            [.. HoursPreview.Boundaries(schedule, at, at.AddDays(OpeningHours.HorizonDays)).Take(ChangesShown).Select(Change)]);
    }

    private async Task<Reply<Schedule>> Schedule(string id, string? desk, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (desk is not (null or Published or Draft))
        {
            return Invalid("desk", desk, "must be published or draft");
        }

        if (at is { Year: < 2000 or > 2098 })
        {
            return Invalid("at", at.Value.ToString("O", CultureInfo.InvariantCulture), "must be from 2000 to 2098");
        }

        var value = desk == Draft ? await desks.Draft(cancellation) : desks.Published;
        if (value.Schedules.FirstOrDefault(s => s.Id == id) is not { } schedule)
        {
            return new Error(ErrorCodes.NotFound, $"There is no schedule {id}.");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(schedule.Zone, out _)
            ? schedule
            : Invalid("zone", schedule.Zone, "is no zone that this server knows");
    }

    private static HoursChange Change(HoursBoundary b) =>
        new(b.At.ToUniversalTime(), b.Opens, Word(b.Layer), b.Name, (int)b.Offset.TotalMinutes, b.ClocksChanged);

    private static string Word(HoursLayer layer) => JsonNamingPolicy.CamelCase.ConvertName(layer.ToString());

    private static Error Invalid(string field, string value, string rule) =>
        new(ErrorCodes.Invalid, $"{field} {value}: {rule}.", Details: [new FieldFault(field, value, rule)]);
}

internal static class HoursRoutes
{
    public static void MapHours(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/insight/hours/{schedule}", Ahead).RequireAuthorization(StaffPolicies.Board)
            .WithTags("Insight").WithName("PreviewHours").WithSummary("Every opening and closing of a schedule for up to 13 months")
            .Produces<HoursAhead>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
        endpoints.MapGet("/api/insight/hours/{schedule}/at", At).RequireAuthorization(StaffPolicies.Board)
            .WithTags("Insight").WithName("PreviewInstant").WithSummary("Whether a schedule is open at an instant, what decided it, and the next five changes")
            .Produces<HoursAt>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
    }

    private static async Task<IResult> Ahead(
        string schedule, string? desk, DateTimeOffset? from, int? months, PreviewHours use, CancellationToken cancellation) =>
        InsightAnswers.Of(await use.Ahead(schedule, desk, from, months ?? 13, cancellation));

    private static async Task<IResult> At(
        string schedule, string? desk, DateTimeOffset? instant, PreviewHours use, CancellationToken cancellation) =>
        InsightAnswers.Of(await use.At(schedule, desk, instant, cancellation));
}
