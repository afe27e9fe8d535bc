using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Conversations;

/// <summary>How the conversation log groups posts into transactions; section <c>GroupCommit</c>.</summary>
public sealed class GroupCommitOptions
{
    /// <summary>Posts in one transaction at most. Default 256.</summary>
    [Range(1, 4096)]
    public int MaxGroup { get; set; } = 256;

    /// <summary>How long a group of two or more that is not full waits for further posts, in milliseconds. Default 1; 0 takes only what is there.</summary>
    [Range(0, 5)]
    public int LingerMs { get; set; } = 1;

    /// <summary>Posts that may wait for a transaction; further ones are refused as overloaded. Default 8,192.</summary>
    [Range(16, 1_000_000)]
    public int Capacity { get; set; } = 8192;

    /// <summary>Seconds within which a client's post is answered; then it is told timeout, and the post goes on. Default 10.</summary>
    [Range(1, 120)]
    public int AnswerSeconds { get; set; } = 10;

    /// <summary>When a refused poster should try again, in milliseconds. Default 1,000.</summary>
    [Range(50, 60_000)]
    public int OverloadedRetryMs { get; set; } = 1000;
}
