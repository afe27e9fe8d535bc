namespace ServiceDesk.Decisions.Configuration;

/// <summary>Another way than waiting, as the menu offers it.</summary>
public sealed record Fallback
{
    public FallbackKind Kind { get; init; }

    /// <summary>For <see cref="FallbackKind.Email"/> an address, for <see cref="FallbackKind.Link"/> an https address; else null.</summary>
    public string? Target { get; init; }

    /// <summary>What the button says, at most 60 characters; null (default): the widget's own words.</summary>
    public string? Label { get; init; }

    /// <summary>Leave a message, or go on with the bot where the entry point has one.</summary>
    public static IReadOnlyList<Fallback> Usual { get; } = [new() { Kind = FallbackKind.Message }, new() { Kind = FallbackKind.Bot }];
}

public enum FallbackKind
{
    /// <summary>The visitor leaves a message, which becomes a ticket.</summary>
    Message,

    /// <summary>On with the bot; offered only where the entry point has one.</summary>
    Bot,

    /// <summary>A call at a time of the visitor's choice inside the opening hours.</summary>
    CallBack,

    /// <summary>An address to write to.</summary>
    Email,

    /// <summary>A page that may help.</summary>
    Link,
}

/// <summary>Which times a visitor may choose to be called at.</summary>
public sealed record CallBackSettings
{
    /// <summary>A slot takes this long and begins at a multiple of it since local midnight. Default 30 min; 5–240 and a divisor of 1,440.</summary>
    public int SlotMinutes { get; init; } = 30;

    /// <summary>The first slot is not sooner than this. Default 30 min, 0–10,080.</summary>
    public int LeadMinutes { get; init; } = 30;

    /// <summary>The last slot is not later than this. Default 7 days, 1–60.</summary>
    public int DaysAhead { get; init; } = 7;
}
