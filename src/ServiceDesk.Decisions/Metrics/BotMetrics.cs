namespace ServiceDesk.Decisions.Metrics;

/// <summary>Figures of bots. A bot session is a stretch of a session that a bot answers.</summary>
public static class BotMetrics
{
    public static MetricDefinition Sessions { get; } = Of("sessions", MetricKind.Count, "Bot sessions",
        "Stretches of sessions that a bot answered. Counted by their end.");

    public static MetricDefinition Containment { get; } = Of("containment", MetricKind.Rate, "Containment",
        "Bot sessions that ended without a human and without a return on the same topic within 24 h ÷ bot sessions. Provisional for 24 h. Counted by the end.");

    public static MetricDefinition HandOver { get; } = Of("hand_over", MetricKind.Rate, "Hand-over rate",
        "Bot sessions that enqueued to humans, or would have while closed, ÷ bot sessions. Counted by the end.");

    public static MetricDefinition HandOverAsked { get; } = Of("hand_over_asked", MetricKind.Rate, "Hand-over rate, asked",
        "Bot sessions handed over because the visitor asked ÷ bot sessions. Counted by the end.");

    public static MetricDefinition HandOverFailed { get; } = Of("hand_over_failed", MetricKind.Rate, "Hand-over rate, failed",
        "Bot sessions handed over because the bot did not know or failed ÷ bot sessions. Counted by the end.");

    public static MetricDefinition HandOverRule { get; } = Of("hand_over_rule", MetricKind.Rate, "Hand-over rate, rule",
        "Bot sessions handed over by a rule ÷ bot sessions. Counted by the end.");

    public static MetricDefinition Fallback { get; } = Of("fallback", MetricKind.Rate, "Fallback rate",
        "Turns with no confident answer (no source named) ÷ turns. Counted by the bot's message.");

    public static MetricDefinition Turns { get; } = Of("turns", MetricKind.Number, "Bot turns",
        "Exchanges of visitor and bot per bot session. Counted by the end.");

    public static MetricDefinition FirstResponse { get; } = Of("first_response", MetricKind.Duration, "First bot response",
        "First bot reply − first visitor message. Wall clock. Counted by the reply.");

    public static MetricDefinition Confirmed { get; } = Of("confirmed", MetricKind.Rate, "Confirmed resolution",
        "Visitors who said solved ÷ sessions of bots alone that were asked and answered it. Counted by the answer.");

    private static MetricDefinition Of(string id, MetricKind kind, string name, string definition) =>
        new($"bot.{id}", MetricTable.Bot, kind, name, definition);
}
