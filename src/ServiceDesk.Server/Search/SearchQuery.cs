using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace ServiceDesk.Server.Search;

/// <summary>What is looked for; every part that is given must hold.</summary>
internal sealed record SearchQuery
{
    public const int MaxText = 200;

    /// <summary>Words that a message must hold, in any order; what stands between quotes side by side. Left out, sessions are listed.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    /// <summary>A part of the visitor's name or mail address.</summary>
    [FromQuery(Name = "visitor")]
    public string? Visitor { get; init; }

    /// <summary>Id of an agent who took part in the session.</summary>
    [FromQuery(Name = "agent")]
    public long? Agent { get; init; }

    /// <summary>Id of the session's queue.</summary>
    [FromQuery(Name = "queue")]
    public string? Queue { get; init; }

    /// <summary>The session's topic.</summary>
    [FromQuery(Name = "topic")]
    public string? Topic { get; init; }

    /// <summary>A word under which staff filed the session.</summary>
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "before")]
    public long? Before { get; init; }

    /// <summary>1 to 50; 20 when left out.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }
}

internal sealed class SearchQueryValidator : AbstractValidator<SearchQuery>
{
    public SearchQueryValidator()
    {
        RuleFor(q => q.Text).MaximumLength(SearchQuery.MaxText);
        RuleFor(q => q.Visitor).MaximumLength(200);
        RuleFor(q => q.Agent).GreaterThan(0);
        RuleFor(q => q.Queue).MaximumLength(60);
        RuleFor(q => q.Topic).MaximumLength(100);
        RuleFor(q => q.Tag).MaximumLength(40);
        RuleFor(q => q.To).GreaterThan(q => q.From).When(q => q is { From: not null, To: not null }).WithMessage("must be after from");
        RuleFor(q => q.Before).GreaterThan(0);
        RuleFor(q => q.Limit).InclusiveBetween(1, 50);
    }
}
