using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>Token buckets of the hub calls; section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Messages of one visitor. Default 2 per second, 10 at once.</summary>
    [Required]
    public Bucket VisitorSend { get; set; } = new() { PerSecond = 2, Burst = 10 };

    /// <summary>Messages of one member of staff. Default 10 per second, 40 at once.</summary>
    [Required]
    public Bucket StaffSend { get; set; } = new() { PerSecond = 10, Burst = 40 };

    /// <summary>Reads of stored events, per person. Default 10 per second, 40 at once.</summary>
    [Required]
    public Bucket Fetch { get; set; } = new() { PerSecond = 10, Burst = 40 };

    /// <summary>Watermarks, per person and conversation; read and delivered count each for itself. Default 1 per second, 10 at once.</summary>
    [Required]
    public Bucket Mark { get; set; } = new() { PerSecond = 1, Burst = 10 };

    /// <summary>Hello, per device. Default 6 per minute, 20 at once.</summary>
    [Required]
    public Bucket Hello { get; set; } = new() { PerSecond = 0.1, Burst = 20 };

    /// <summary>Typing signals, per person and conversation. Default 1 per 3 seconds.</summary>
    [Required]
    public Bucket Typing { get; set; } = new() { PerSecond = 1 / 3d, Burst = 1 };
}

/// <summary>One token bucket.</summary>
public sealed class Bucket : IValidatableObject
{
    /// <summary>Tokens that come back each second; 0.001 to 10,000.</summary>
    public double PerSecond { get; set; }

    /// <summary>Tokens that a full bucket holds; 1 to 100,000.</summary>
    public int Burst { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PerSecond is not (>= 0.001 and <= 10_000))
        {
            yield return new ValidationResult($"PerSecond is {PerSecond}; it must be 0.001 to 10,000.", [nameof(PerSecond)]);
        }

        if (Burst is < 1 or > 100_000)
        {
            yield return new ValidationResult($"Burst is {Burst}; it must be 1 to 100,000.", [nameof(Burst)]);
        }
    }
}
