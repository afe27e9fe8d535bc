using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Metrics;

/// <summary>The limits that definitions name. The same for all queues; a change of one is a new version of its metrics.</summary>
public sealed record MetricTerms
{
    /// <summary>Who leaves sooner has hardly waited. Default 5 s.</summary>
    public TimeSpan ShortAbandon { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Within it a reopen or a new contact speaks against "solved at first contact". Default 7 days.</summary>
    public TimeSpan Reopening { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Within it a return speaks against containment. Default 24 h.</summary>
    public TimeSpan Return { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A visitor's silence counts as chat up to this. Default 4 min.</summary>
    public TimeSpan VisitorGap { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>An agent's silence counts as chat up to this. Default 10 min.</summary>
    public TimeSpan AgentGap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The lowest score that counts as positive. Default 4 of 5.</summary>
    public int PositiveFrom { get; init; } = 4;
}

/// <summary>What a queue promised at an instant.</summary>
/// <param name="AnswerWithin">The threshold of the service level.</param>
/// <param name="ReplyWithin">The limit of a reply's target clock.</param>
/// <param name="Hours">The queue's service hours; null counts as always open.</param>
public sealed record QueueTerms(TimeSpan AnswerWithin, TimeSpan ReplyWithin, Schedule? Hours);

/// <summary>Looks up what was promised when; the same question always has the same answer.</summary>
public interface IQueueTerms
{
    QueueTerms Of(string queueId, DateTimeOffset at);
}
