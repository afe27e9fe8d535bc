using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Reports;

/// <summary>What a report is about.</summary>
internal sealed record ReportQuery
{
    /// <summary>Start of the interval, with its offset.</summary>
    [FromQuery(Name = "from")]
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the interval, exclusive.</summary>
    [FromQuery(Name = "to")]
    public required DateTimeOffset To { get; init; }

    /// <summary>IANA zone at whose clock hours and days are cut; UTC when left out.</summary>
    [FromQuery(Name = "zone")]
    public string? Zone { get; init; }

    /// <summary>Only these queues; may be repeated.</summary>
    [FromQuery(Name = "queue")]
    public string[]? Queues { get; init; }

    /// <summary>How rows are grouped: none, queue, agent, entryPoint, bot or rule.</summary>
    [FromQuery(Name = "by")]
    public string? By { get; init; }

    /// <summary>How the interval is cut: whole, hour or day.</summary>
    [FromQuery(Name = "per")]
    public string? Per { get; init; }

    public ReportBy Grouping => Enum.TryParse<ReportBy>(By, ignoreCase: true, out var by) ? by : ReportBy.None;

    public ReportPer Cut => Enum.TryParse<ReportPer>(Per, ignoreCase: true, out var per) ? per : ReportPer.Whole;

    public TimeZoneInfo ZoneInfo => TimeZoneInfo.FindSystemTimeZoneById(Zone ?? "UTC");
}

internal sealed class ReportQueryValidator : AbstractValidator<ReportQuery>
{
    public ReportQueryValidator(ReportOptions options)
    {
        RuleFor(q => q.To).GreaterThan(q => q.From).WithMessage("must be after from");
        RuleFor(q => q.To).Must((q, to) => to - q.From <= TimeSpan.FromDays(options.LongestDays)).WithMessage($"at most {options.LongestDays} days after from");
        RuleFor(q => q.Zone).Must(z => z is null || TimeZoneInfo.TryFindSystemTimeZoneById(z, out _)).WithMessage("must be an IANA zone name");
        RuleFor(q => q.Queues).Must(q => q is null || q.Length <= 200).WithMessage("at most 200 queues");
        RuleForEach(q => q.Queues).NotEmpty().MaximumLength(60);
        RuleFor(q => q.By).Must(IsWordOf<ReportBy>).WithMessage("must be one of none, queue, agent, entryPoint, bot, rule");
        RuleFor(q => q.Per).Must(IsWordOf<ReportPer>).WithMessage("must be one of whole, hour, day");
    }

    // A number is no word, whatever the parser thinks.
    private static bool IsWordOf<T>(string? word)
        where T : struct, Enum => word is null || (Enum.TryParse<T>(word, ignoreCase: true, out _) && char.IsLetter(word[0]));
}
