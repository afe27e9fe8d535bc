using ServiceDesk.Decisions.Forecast;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Forecast;

/// <summary>Rule F5: the model and the core itself say the same.</summary>
public sealed class ForecastAgreementTests(ITestOutputHelper output)
{
    /// <summary>Loads from 50 % to 150 % of the servers, patience shorter and longer than the handle time, one slot and several.</summary>
    [Theory]
    [InlineData(60, 120, 240, 4, 1, 30)]
    [InlineData(120, 120, 60, 4, 1, 20)]
    [InlineData(150, 120, 240, 5, 1, 30)]
    [InlineData(180, 300, 120, 5, 3, 30)]
    [InlineData(220, 300, 600, 4, 5, 60)]
    [InlineData(360, 300, 180, 10, 3, 30)]
    [InlineData(450, 240, 120, 5, 4, 60)]
    [InlineData(600, 600, 300, 10, 10, 10)]
    public void F5_erlang_A_and_the_simulated_core_agree_within_5_percent(
        double arrivals, double handle, double patience, int agents, int slots, double target)
    {
        var input = new ForecastInput(arrivals, handle, patience, agents, slots, target);
        var model = ErlangA.Of(input);
        var run = ForecastSimulationTests.Simulate(input, seed: 7, warmUp: 1_000, visitors: 40_000);
        var core = run.Figures;
        output.WriteLine($"load {input.OfferedLoad:0.0} of {input.Servers}\n  {model}\n  {core} ± {run.ServiceLevelError:0.0000}");
        Near(core.ServiceLevel, model.ServiceLevel, 0.001);
        Near(core.Occupancy, model.Occupancy, 0.001);
        Near(core.Abandonment, model.Abandonment, 0.005);
        Near(core.WaitP50, model.WaitP50, 0.5);
        Near(core.WaitP90, model.WaitP90, 0.5);
        Near(core.MeanWait, model.MeanWait, 0.5);
    }

    [Fact]
    public void F5_the_stated_error_covers_the_model_nearly_always()
    {
        var input = new ForecastInput(150, 120, 240, 5, 1, 30);
        var model = ErlangA.Of(input).ServiceLevel;
        Enumerable.Range(0, 20).Count(seed =>
        {
            var run = ForecastSimulationTests.Simulate(input, seed, 200, 3_000);
            return Math.Abs(run.Figures.ServiceLevel - model) <= run.ServiceLevelError;
        }).ShouldBeGreaterThanOrEqualTo(16);
    }

    private static void Near(double actual, double expected, double atLeast) =>
        actual.ShouldBe(expected, Math.Max(atLeast, expected * 0.05));
}
