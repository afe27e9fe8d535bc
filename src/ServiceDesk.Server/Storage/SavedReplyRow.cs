namespace ServiceDesk.Server.Storage;

/// <summary>A text that staff insert instead of typing it.</summary>
public sealed class SavedReplyRow
{
    public long Id { get; init; }

    /// <summary>Whose it is; null for everybody's.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Of the visitors that it is written for; null for all.</summary>
    public string? Locale { get; set; }

    public required string Shortcut { get; set; }
    public required string Text { get; set; }

    /// <summary>Rises with each change.</summary>
    public int Revision { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
