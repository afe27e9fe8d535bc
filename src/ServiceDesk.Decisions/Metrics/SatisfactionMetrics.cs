namespace ServiceDesk.Decisions.Metrics;

/// <summary>What visitors say.</summary>
public static class SatisfactionMetrics
{
    /// <summary>One answer, when it is shared out over agents.</summary>
    public const int Whole = 1000;

    public static MetricDefinition Csat { get; } = Of("csat", MetricKind.Rate, "CSAT",
        "Positive answers (4 or 5 of 5) ÷ answers; by agent, to the one who closed. Counted by the answer.");

    public static MetricDefinition CsatWeighted { get; } = Of("csat_weighted", MetricKind.Rate, "CSAT, shared",
        "As CSAT, each answer shared out over the humans who replied by their share of the service time. Counted by the answer.") with
    { Scale = Whole };

    public static MetricDefinition Score { get; } = Of("score", MetricKind.Number, "Mean score",
        "Scores of 1 to 5; by agent, to the one who closed. Counted by the answer.");

    public static MetricDefinition ResponseRate { get; } = Of("response_rate", MetricKind.Rate, "Response rate",
        "Surveys answered ÷ surveys delivered. A survey that was skipped, as after an automatic close without a reply, was not delivered. Counted by the delivery.");

    public static MetricDefinition Solved { get; } = Of("solved", MetricKind.Rate, "Solved, as visitors say",
        "Visitors who said solved ÷ those who said either. Counted by the answer.");

    public static MetricDefinition Nps { get; } = Of("nps", MetricKind.NetScore, "NPS",
        "% of 9–10 − % of 0–6, of relationship surveys only; no data without those. Counted by the answer.");

    public static MetricDefinition Ces { get; } = Of("ces", MetricKind.Number, "CES",
        "Mean of ease, 1 (hard) to 5 (easy), of effort surveys; no data without those. Counted by the answer.");

    private static MetricDefinition Of(string id, MetricKind kind, string name, string definition) =>
        new($"satisfaction.{id}", MetricTable.Satisfaction, kind, name, definition);
}
