using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>The look at contents before they are stored; section <c>ContentHooks</c>.</summary>
public sealed class ContentHookOptions
{
    /// <summary>How long all hooks together may look at one message. Default 50 ms, 5–1,000.</summary>
    [Range(5, 1_000)]
    public int Milliseconds { get; set; } = 50;

    /// <summary>True stores what the hooks could not look at in time; false (default) refuses it with overloaded, to be sent again.</summary>
    public bool PassWhenLate { get; set; }

    /// <summary>What such a refusal gives as the wait. Default 1,000 ms, 100–60,000.</summary>
    [Range(100, 60_000)]
    public int RetryMs { get; set; } = 1_000;
}
