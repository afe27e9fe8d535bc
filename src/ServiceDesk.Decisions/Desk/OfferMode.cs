namespace ServiceDesk.Decisions.Configuration;

/// <summary>How a queue's sessions reach its agents (rules O1–O8).</summary>
public enum OfferMode
{
    /// <summary>One agent at a time is rung.</summary>
    Exclusive,

    /// <summary>The agent has it at once, without ringing.</summary>
    AutoAccept,

    /// <summary>Several agents are rung at once, up to <see cref="Queue.BroadcastAgents"/>; who accepts first has it.</summary>
    Broadcast,

    /// <summary>Nobody is rung: agents take from the queue by themselves.</summary>
    Pull,
}
