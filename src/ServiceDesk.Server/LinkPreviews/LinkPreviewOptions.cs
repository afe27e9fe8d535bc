using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>Looking at pages that people link to; section <c>LinkPreviews</c>. Off unless turned on: it tells the pages' servers that somebody reads.</summary>
public sealed class LinkPreviewOptions : IValidatableObject
{
    /// <summary>Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>Ports that may be asked, separated by blanks. Default 80 443.</summary>
    [MaxLength(100)]
    public string Ports { get; set; } = "80 443";

    /// <summary>Seconds for one page, redirects included. Default 5, 1–30.</summary>
    [Range(1, 30)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>Bytes of a page that are read; the rest is not looked at. Default 262,144, 1,024–4,194,304.</summary>
    [Range(1_024, 4_194_304)]
    public int MaxBytes { get; set; } = 262_144;

    /// <summary>Redirects that are followed, on the same host only. Default 2, 0–5.</summary>
    [Range(0, 5)]
    public int Redirects { get; set; } = 2;

    /// <summary>Pages that are looked at at the same time. Default 8, 1–100.</summary>
    [Range(1, 100)]
    public int Concurrent { get; set; } = 8;

    /// <summary>Previews kept in memory. Default 1,000, 10–100,000.</summary>
    [Range(10, 100_000)]
    public int Kept { get; set; } = 1_000;

    /// <summary>Minutes for which they are kept. Default 60, 1–1,440.</summary>
    [Range(1, 1_440)]
    public int KeptMinutes { get; set; } = 60;

    internal IReadOnlySet<int> PortSet => Ports.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0).ToHashSet();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PortSet.Count == 0 || PortSet.Any(p => p is < 1 or > 65_535))
        {
            yield return new ValidationResult("must be ports from 1 to 65,535, separated by blanks.", [nameof(Ports)]);
        }
    }
}
