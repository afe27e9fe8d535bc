using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.WebPush;

/// <summary>Pushes to browsers in which no desk is open (RFC 8030); section <c>WebPush</c>. Off until there is a contact: it calls servers of the browsers' makers.</summary>
public sealed class WebPushOptions : IValidatableObject
{
    /// <summary>Whom a push service may ask about this server, as <c>mailto:</c> or <c>https:</c> address. Default none, which turns pushes off.</summary>
    [MaxLength(200)]
    public string? Contact { get; set; }

    /// <summary>Seconds for which news waits to be read or delivered before it is pushed. Default 4, 1–300.</summary>
    [Range(1, 300)]
    public int DelaySeconds { get; set; } = 4;

    /// <summary>Seconds for which a push service keeps what it cannot deliver. Default 3,600, 0–604,800.</summary>
    [Range(0, 604_800)]
    public int KeptSeconds { get; set; } = 3_600;

    /// <summary>Seconds for one call of a push service. Default 10, 1–60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Browsers of one person; a further one takes the oldest's place. Default 10, 1–50.</summary>
    [Range(1, 50)]
    public int MostOfOne { get; set; } = 10;

    internal bool IsOn => !string.IsNullOrEmpty(Contact);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && !(Uri.TryCreate(Contact, UriKind.Absolute, out var contact) && contact.Scheme is ("mailto" or "https")))
        {
            yield return new ValidationResult("must be a mailto: or https: address.", [nameof(Contact)]);
        }
    }
}
