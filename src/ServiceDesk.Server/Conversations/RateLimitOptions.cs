using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>Token buckets of the hub calls; section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions : IValidatableObject
{
    /// <summary>Messages of one visitor. Default 2 per second, 10 at once.</summary>
    public Bucket VisitorSend { get; set; } = new(2, 10);

    /// <summary>Messages of one member of staff. Default 10 per second, 40 at once.</summary>
    public Bucket StaffSend { get; set; } = new(10, 40);

    /// <summary>Messages of one person in one conversation. Default 10 per second, 40 at once.</summary>
    public Bucket ConversationSend { get; set; } = new(10, 40);

    /// <summary>Hub calls of all visitors of one address range. Default 100 per second, 400 at once.</summary>
    public Bucket AddressCalls { get; set; } = new(100, 400);

    /// <summary>Drafts, per person and conversation. Default 1 per second, 10 at once.</summary>
    public Bucket Draft { get; set; } = new(1, 10);

    /// <summary>Reads of stored events, per person. Default 10 per second, 40 at once.</summary>
    public Bucket Fetch { get; set; } = new(10, 40);

    /// <summary>Watermarks, per person and conversation; read and delivered count each for itself. Default 1 per second, 10 at once.</summary>
    public Bucket Mark { get; set; } = new(1, 10);

    /// <summary>Hello, per device. Default 6 per minute, 20 at once.</summary>
    public Bucket Hello { get; set; } = new(0.1, 20);

    /// <summary>Typing signals, per person and conversation. Default 1 per 3 seconds.</summary>
    public Bucket Typing { get; set; } = new(1 / 3d, 1);

    /// <summary>New sessions of visitors who have not written yet, per address range. Default 1 per 10 seconds, 20 at once.</summary>
    public Bucket SessionStart { get; set; } = new(0.1, 20);

    /// <summary>Searches, per member of staff. Default 5 per second, 20 at once.</summary>
    public Bucket Search { get; set; } = new(5, 20);

    /// <summary>Transcripts sent by mail, per visitor. Default 1 per 1,000 seconds, 3 at once.</summary>
    public Bucket TranscriptMail { get; set; } = new(0.001, 3);

    /// <summary>Transcripts sent by mail, per address range. Default 1 per 100 seconds, 20 at once.</summary>
    public Bucket TranscriptMailAddress { get; set; } = new(0.01, 20);

    /// <summary>Linked pages that a member of staff has looked at. Default 2 per second, 20 at once.</summary>
    public Bucket LinkPreview { get; set; } = new(2, 20);

    /// <summary>Uploads of one person. Default 10 per minute, 10 at once.</summary>
    public Bucket Upload { get; set; } = new(10 / 60d, 10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        Bucket[] buckets = [VisitorSend, StaffSend, ConversationSend, AddressCalls, Draft, Fetch, Mark, Hello, Typing, SessionStart, Search, TranscriptMail, TranscriptMailAddress, LinkPreview, Upload];
        string[] names =
        [
            nameof(VisitorSend), nameof(StaffSend), nameof(ConversationSend), nameof(AddressCalls), nameof(Draft), nameof(Fetch), nameof(Mark), nameof(Hello), nameof(Typing), nameof(SessionStart), nameof(Search),
            nameof(TranscriptMail), nameof(TranscriptMailAddress), nameof(LinkPreview), nameof(Upload),
        ];
        return names.Zip(buckets).Where(b => !b.Second.IsUsable).Select(b => new ValidationResult(
            "PerSecond must be 0.001 to 10,000 and Burst 1 to 100,000.", [b.First]));
    }
}

/// <summary>One token bucket.</summary>
/// <param name="PerSecond">Tokens that come back each second; 0.001 to 10,000.</param>
/// <param name="Burst">Tokens that a full bucket holds; 1 to 100,000.</param>
public sealed record Bucket(double PerSecond, int Burst)
{
    /// <summary>For the configuration's binder.</summary>
    public Bucket()
        : this(0, 0)
    {
    }

    internal bool IsUsable => PerSecond is >= 0.001 and <= 10_000 && Burst is >= 1 and <= 100_000;
}
