namespace ServiceDesk.Server.Jobs;

/// <summary>Keeps one delayed job per live session, armed at its next slow deadline (silence, reply due, bot idle, visitor left).</summary>
public sealed class SessionDeadlineJobs
{
    /// <summary>
    /// Says that a commit changed the session's state or who owes the next word. Never waits and reads nothing now: call it
    /// after the commit, as often as it happens.
    /// </summary>
    public void Changed(long sessionId)
    {
    }

    /// <summary>Says that somebody types in the session's conversation: a silence step that is due now waits once for 30 s.</summary>
    public void Typing(long conversationId)
    {
    }
}
