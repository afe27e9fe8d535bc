namespace ServiceDesk.Decisions.Metrics;

/// <summary>One thing that happened, as the figures see it. Append-only, with the server's time; every figure is a fold over these.</summary>
public abstract record LedgerFact
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>A fact about one session.</summary>
public abstract record SessionFact : LedgerFact
{
    public required long SessionId { get; init; }
}

/// <summary>A visitor opened the session.</summary>
/// <param name="EntryPoint">The entry point's key.</param>
public sealed record ConversationOpened(string EntryPoint) : SessionFact;

/// <summary>The matter was named; sessions without one count as of the same matter.</summary>
public sealed record TopicNamed(string Topic) : SessionFact;

/// <summary>A bot answers from here on.</summary>
public sealed record BotTookOver(string BotId) : SessionFact;

/// <summary>A queue visit (segment) begins.</summary>
/// <param name="RuleId">The routing rule that sent it there; null after a transfer or a lost agent.</param>
/// <param name="Cause">Who wanted a person; null when it waits again.</param>
public sealed record EnteredQueue(string QueueId, string? RuleId, HandOverCause? Cause) : SessionFact;

/// <summary>Why a bot's session went to people.</summary>
public enum HandOverCause { Asked, Failed, Rule }

/// <summary>What the visitor was shown while waiting; only the first range of a visit is compared with what came.</summary>
public sealed record EstimateShown(int? Position, TimeSpan? Low, TimeSpan? High) : SessionFact;

/// <summary>The queue visit is over.</summary>
/// <param name="AgentId">Who accepted.</param>
public sealed record LeftQueue(QueueExit Exit, long? AgentId = null) : SessionFact;

public enum QueueExit
{
    /// <summary>A human accepted.</summary>
    Answered,

    /// <summary>The visitor left or closed before any accept.</summary>
    Abandoned,

    /// <summary>A rule sent it on: to another queue, a bot, a left message, a call-back.</summary>
    Deflected,
}

/// <summary>An agent was rung.</summary>
public sealed record OfferMade(long AgentId) : SessionFact;

public sealed record OfferOver(long AgentId, OfferOutcome Outcome) : SessionFact;

public enum OfferOutcome { Accepted, Declined, TimedOut, Withdrawn }

/// <summary>An agent serves it from here on.</summary>
/// <param name="Weight">Units of the agent's capacity.</param>
public sealed record ServiceBegan(long AgentId, int Weight = 1) : SessionFact;

/// <summary>The agent serves it no longer and has nothing left to do for it.</summary>
public sealed record ServiceOver(long AgentId) : SessionFact;

/// <summary>The session ended for the visitor; the agent finishes up.</summary>
public sealed record WrapUpBegan(long AgentId) : SessionFact;

public sealed record Held : SessionFact;

public sealed record Resumed : SessionFact;

public sealed record PassedOn(TransferKind Kind) : SessionFact;

public enum TransferKind { Queue, Agent, Overflow }

/// <summary>A public message; automatic notices are none.</summary>
/// <param name="AgentId">Who, for an agent.</param>
/// <param name="Confident">Of a bot: it knew an answer.</param>
public sealed record MessagePosted(Author By, long? AgentId = null, bool Confident = true) : SessionFact;

public enum Author { Visitor, Agent, Bot }

public sealed record SessionClosed(ClosingKind Kind) : SessionFact;

public enum ClosingKind
{
    /// <summary>Agent or bot closed the matter.</summary>
    Resolved,
    ByVisitor,
    Silence,
    Abandoned,
    Spam,

    /// <summary>Nobody serves it now: closed, full, a message or a call-back instead.</summary>
    Deferred,
    Other,
}

/// <summary>The ended session goes on: the visitor wrote again.</summary>
public sealed record Reopened : SessionFact;

/// <summary>The same visitor opened another session at the same entry point.</summary>
/// <param name="Topic">Its matter, when one was named.</param>
public sealed record VisitorReturned(string? Topic) : SessionFact;

public enum SurveyKind { Satisfaction, Relationship, Effort }

/// <summary>The visitor was asked; a survey that was skipped is none.</summary>
public sealed record SurveyDelivered(SurveyKind Kind = SurveyKind.Satisfaction) : SessionFact;

/// <param name="Score">Satisfaction and effort 1–5, relationship 0–10.</param>
/// <param name="Solved">Whether the visitor says that the matter is solved; null when not said.</param>
public sealed record SurveyAnswered(int Score, bool? Solved = null, SurveyKind Kind = SurveyKind.Satisfaction) : SessionFact;

/// <summary>What an agent is from here on.</summary>
/// <param name="SignedIn">In any state but offline, and connected or within the grace.</param>
/// <param name="Available">In a state that may receive work.</param>
/// <param name="State">The state's stable word.</param>
/// <param name="Reason">Why, for states that carry one.</param>
/// <param name="Capacity">Units that the agent may have at once.</param>
public sealed record AgentStateChanged(
    long AgentId, bool SignedIn, bool Available, string State, string? Reason, int Capacity) : LedgerFact;

/// <summary>The agent is planned to be available in [At, Until).</summary>
public sealed record AgentPlanned(long AgentId, DateTimeOffset Until) : LedgerFact;
