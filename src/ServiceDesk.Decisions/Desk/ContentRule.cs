namespace ServiceDesk.Decisions.Configuration;

/// <summary>What becomes of messages that hold certain words. How words are found, <see cref="Messages.ContentReview"/> says.</summary>
public sealed record ContentRule
{
    /// <summary>The reason key that a refusal names.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>1 to 2,000 words or phrases of 1 to 60 characters.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Default <see cref="ContentAction.Refuse"/>.</summary>
    public ContentAction Action { get; init; }

    /// <summary>Whose words are looked at. Default <see cref="ContentSpeakers.Everybody"/>.</summary>
    public ContentSpeakers From { get; init; }
}

public enum ContentAction
{
    /// <summary>The message is not stored; its sender is told.</summary>
    Refuse,

    /// <summary>The message is stored with dots in the place of the words; nobody sees them again.</summary>
    Mask,
}

/// <summary>Bots and the system say what the desk wrote; no rule looks at it.</summary>
public enum ContentSpeakers
{
    Everybody,
    Visitors,
    Staff,
}
