namespace ServiceDesk.Decisions.Metrics;

/// <summary>Figures of queues. Each queue visit is a segment of its own: what is routed again adds one and changes no earlier one.</summary>
public static class QueueMetrics
{
    public static MetricDefinition Entered { get; } = Of("entered", MetricKind.Count, "Entered",
        "Queue visits that began. Counted by their start.");

    public static MetricDefinition Answered { get; } = Of("answered", MetricKind.Count, "Answered",
        "Queue visits that ended with an accept by a human. Counted by their end.");

    public static MetricDefinition Abandoned { get; } = Of("abandoned", MetricKind.Count, "Abandoned",
        "Queue visits that ended because the visitor left or closed before any accept. Counted by their end.");

    public static MetricDefinition ShortAbandons { get; } = Of("short_abandons", MetricKind.Count, "Short abandons",
        "Abandoned queue visits that lasted less than 5 s. Counted by their end.");

    public static MetricDefinition Deflected { get; } = Of("deflected", MetricKind.Count, "Overflowed or deflected",
        "Queue visits that a rule or another choice ended: to another queue, the bot, a left message or a call-back. They are not abandoned. Counted by their end.");

    public static MetricDefinition DeflectionRate { get; } = Of("deflection_rate", MetricKind.Rate, "Overflow rate",
        "Overflowed or deflected queue visits ÷ entered. Counted by the start of the visit.");

    public static MetricDefinition Wait { get; } = Of("wait", MetricKind.Duration, "Wait time",
        "Accept − enqueue, per answered queue visit; its mean is the average speed of answer. Wall clock. Counted by the accept.");

    public static MetricDefinition CustomerWait { get; } = Of("customer_wait", MetricKind.Duration, "Customer wait",
        "All queue visits of a session up to its first accept together. Wall clock. Counted by the first accept.");

    public static MetricDefinition TimeToAbandon { get; } = Of("time_to_abandon", MetricKind.Duration, "Time to abandon",
        "Leave − enqueue, per abandoned queue visit. Wall clock. Counted by the leave.");

    public static MetricDefinition AbandonmentRate { get; } = Of("abandonment", MetricKind.Rate, "Abandonment rate",
        "Abandoned ÷ entered. Left messages and call-backs are not abandoned. Counted by the start of the visit.");

    public static MetricDefinition AbandonmentWithoutShort { get; } = Of("abandonment_without_short", MetricKind.Rate, "Abandonment rate without short abandons",
        "(Abandoned − short abandons) ÷ (entered − short abandons). Counted by the start of the visit.");

    public static MetricDefinition ServiceLevel { get; } = Of("service_level", MetricKind.Rate, "Service level",
        "Answered within the queue's threshold (30 s unless set) ÷ (answered + abandoned). Counted by the end of the visit.");

    public static MetricDefinition ServiceLevelWithoutShort { get; } = Of("service_level_without_short", MetricKind.Rate, "Service level without short abandons",
        "Answered within the threshold ÷ (answered + abandoned − short abandons). Counted by the end of the visit.");

    public static MetricDefinition ServiceLevelAbandonsMet { get; } = Of("service_level_abandons_met", MetricKind.Rate, "Service level, early abandons as met",
        "(Answered within the threshold + abandoned within it) ÷ (answered + abandoned). Counted by the end of the visit.");

    public static MetricDefinition Depth { get; } = Of("depth", MetricKind.Level, "Queue depth",
        "Waiting queue visits: mean over the time of the interval, percentiles of that time, maximum.");

    public static MetricDefinition LongestWait { get; } = Of("longest_wait", MetricKind.Duration, "Visit length",
        "How long a queue visit lasted, however it ended; the maximum is the longest wait. Wall clock. Counted by the end of the visit.");

    public static MetricDefinition EstimateError { get; } = Of("estimate_error", MetricKind.Duration, "Estimate error",
        "How far the time from the first estimate to the accept lay from the middle of the range that was shown, either way. Counted by the accept.");

    public static MetricDefinition EstimateCoverage { get; } = Of("estimate_coverage", MetricKind.Rate, "Estimate coverage",
        "Accepts within the range that the first estimate of the visit showed ÷ accepts after an estimate. Counted by the accept.");

    public static MetricDefinition Offers { get; } = Of("offers", MetricKind.Count, "Offers",
        "Offers to agents that came to an end, withdrawn ones excepted. Counted by their end.");

    public static MetricDefinition AcceptRate { get; } = Of("offer_accept", MetricKind.Rate, "Offer accept rate",
        "Accepted offers ÷ offers. Counted by their end.");

    public static MetricDefinition DeclineRate { get; } = Of("offer_decline", MetricKind.Rate, "Offer decline rate",
        "Declined offers ÷ offers. Counted by their end.");

    public static MetricDefinition TimeOutRate { get; } = Of("offer_timeout", MetricKind.Rate, "Offer time-out rate",
        "Offers that nobody answered ÷ offers: agent non-response. Counted by their end.");

    private static MetricDefinition Of(string id, MetricKind kind, string name, string definition) =>
        new($"queue.{id}", MetricTable.Queues, kind, name, definition);
}
