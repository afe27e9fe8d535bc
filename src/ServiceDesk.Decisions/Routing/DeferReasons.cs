namespace ServiceDesk.Decisions.Routing;

/// <summary>Why a session is not served now: the reasons of <see cref="Deferred"/>.</summary>
public static class DeferReasons
{
    /// <summary>The entry point or the queue is closed.</summary>
    public const string Closed = "closed";

    /// <summary>As many wait as the queue takes.</summary>
    public const string Full = "full";

    /// <summary>The estimated wait is longer than the queue allows.</summary>
    public const string Eta = "eta";

    /// <summary>The longest wait is over.</summary>
    public const string MaxWait = "max_wait";

    /// <summary>The time for those who waited at closing is over.</summary>
    public const string Drained = "drained";

    /// <summary>The visitor leaves a message.</summary>
    public const string Message = "message";

    /// <summary>The visitor wants to be called at a time.</summary>
    public const string CallBack = "call_back";

    /// <summary>The visitor writes an e-mail instead.</summary>
    public const string Email = "email";

    /// <summary>The visitor goes to a page instead.</summary>
    public const string Link = "link";

    /// <summary>Nobody who could serve it is online, and the queue does not let newcomers wait for that.</summary>
    public const string NobodyOnline = "nobody_online";

    /// <summary>The queue left the desk and the entry point names no other.</summary>
    public const string QueueRemoved = "queue_removed";
}
