namespace ServiceDesk.Contracts;

/// <summary>What a figure means.</summary>
/// <param name="Id">Stable, such as <c>queue.wait</c>.</param>
/// <param name="Kind">How it is to be read.</param>
/// <param name="Name">English.</param>
/// <param name="Definition">English sentences.</param>
public sealed record MetricInfo(string Id, ReportTable Table, int Version, FigureKind Kind, string Name, string Definition);

public enum ReportTable
{
    Queues,
    Conversations,
    Agents,
    Bot,
    Satisfaction,
}

public enum FigureKind
{
    Count,
    Duration,
    Number,
    Rate,
    TimeShare,
    TotalTime,
    Level,
    NetScore,
    Spread,
}

/// <summary>How rows are grouped.</summary>
public enum ReportBy
{
    None,
    Queue,
    Agent,
    EntryPoint,
    Bot,
    Rule,
}

/// <summary>How the interval is cut, at the clock of the report's zone.</summary>
public enum ReportPer
{
    Whole,
    Hour,
    Day,
}

/// <param name="Metrics">Those that the table has, in its order.</param>
/// <param name="Rows">By key, then by start.</param>
/// <param name="Total">Of all rows, weighted by what each counts; never a mean of means.</param>
/// <param name="AsOf">What happened later is not in it.</param>
public sealed record Report(
    ReportTable Table, DateTimeOffset From, DateTimeOffset To, string Zone, ReportBy By, ReportPer Per, IReadOnlyList<string> Metrics,
    IReadOnlyList<ReportRow> Rows, ReportRow Total, DateTimeOffset AsOf);

/// <param name="Key">What the row is about, by the grouping; empty for what belongs to none.</param>
/// <param name="Label">Its name.</param>
/// <param name="Start">Of the piece of the interval that the row covers, up to <paramref name="End"/>.</param>
/// <param name="Figures">Those with data; one that is missing is no data, not 0.</param>
/// <param name="Unavailable">Of agents: signed-in seconds without work, by the reason of the state; null in the other tables.</param>
public sealed record ReportRow(
    string Key, string Label, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<ReportFigure> Figures,
    IReadOnlyDictionary<string, double>? Unavailable = null);

/// <param name="Version">Of the metric's definition.</param>
/// <param name="Count">Over how many it was counted; for levels and shares of time, seconds.</param>
/// <param name="Value">A count, the mean of values, per cent, or seconds.</param>
/// <param name="P50">Percentiles and maximum, where values are told: seconds for durations.</param>
/// <param name="Low">The 95 % interval of a rate of fewer than 100 answers.</param>
/// <param name="Ranked">False when an agent's figure rests on too few for a ranking.</param>
public sealed record ReportFigure(
    string Metric, int Version, long Count, double Value, double? P50 = null, double? P90 = null, double? P95 = null, double? Max = null,
    double? Low = null, double? High = null, bool Ranked = true);

/// <summary>The sessions behind a figure, newest first.</summary>
/// <param name="More">There are further ones.</param>
public sealed record ReportSessions(MetricInfo Metric, IReadOnlyList<ReportSession> Sessions, bool More);

/// <param name="At">The instant by which it counts.</param>
/// <param name="Value">What it contributed: seconds, a number, or how many of <paramref name="Of"/>.</param>
/// <param name="Of">For rates: of how many.</param>
public sealed record ReportSession(
    long SessionId, long ConversationId, DateTimeOffset At, double Value, double? Of, string VisitorName, string EntryPoint, string? Queue,
    long? AgentId, string? AgentName);
