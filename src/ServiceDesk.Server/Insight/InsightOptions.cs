using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Insight;

/// <summary>Limits of forecasts; section <c>Insight</c>.</summary>
public sealed class InsightOptions
{
    /// <summary>Visitors of each of a forecast's two simulated runs that are counted; more give a smaller error and take longer. Default 20,000.</summary>
    [Range(100, 1_000_000)]
    public int SimulatedVisitors { get; set; } = 20_000;

    /// <summary>Visitors before them who fill the queue and are not counted; at least four times as many as there are servers to fill. Default 2,000.</summary>
    [Range(0, 1_000_000)]
    public int WarmUpVisitors { get; set; } = 2_000;

    /// <summary>Milliseconds after which a simulation counts whom it has; a queue not filled by then has none. Default 5,000.</summary>
    [Range(10, 120_000)]
    public int SimulationMilliseconds { get; set; } = 5_000;

    /// <summary>Forecasts and dry runs at a time; further ones are refused with overloaded. Default 2.</summary>
    [Range(1, 64)]
    public int AtATime { get; set; } = 2;

    /// <summary>Milliseconds that a question to the router may take. Default 5,000.</summary>
    [Range(100, 120_000)]
    public int AnswerMilliseconds { get; set; } = 5_000;
}
