using ServiceDesk.Decisions.Forecast;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Forecast;

/// <summary>Rule F5: the core itself with a plan of visitors.</summary>
public sealed class ForecastSimulationTests
{
    [Fact]
    public void F5_the_same_numbers_give_the_same_figures()
    {
        var input = new ForecastInput(180, 300, 120, 5, 3, 30);
        Simulate(input, 3, 100, 500).ShouldBe(Simulate(input, 3, 100, 500));
        Simulate(input, 3, 100, 500).ShouldNotBe(Simulate(input, 4, 100, 500));
    }

    [Fact]
    public void F5_who_came_during_the_warm_up_is_not_counted()
    {
        var run = Simulate(new ForecastInput(180, 300, 120, 5, 3, 30), 3, warmUp: 200, visitors: 500);
        run.Counted.ShouldBe(2 * 500);
        Simulate(new ForecastInput(180, 300, 120, 5, 3, 30), 3, warmUp: 200, visitors: 0).Counted.ShouldBe(0);
    }

    /// <summary>
    /// With every chance at one half all times are ln 2 of their means, in both runs: somebody comes every 60 s, is served for 120 s and waits
    /// for 210 s at most. So one agent answers the first four after 0, 60, 120 and 180 s; from then on every second one gives up and the others wait for 180 s.
    /// </summary>
    [Fact]
    public void F5_a_run_by_the_clock_has_the_figures_that_a_pencil_finds()
    {
        var figures = Clockwork(handle: 120, warmUp: 0, visitors: 20);
        figures.Counted.ShouldBe(2 * 20);
        figures.Figures.ServiceLevel.ShouldBe(3.0 / 20, 1e-9);
        figures.Figures.Abandonment.ShouldBe(8.0 / 20, 1e-9);
        figures.Figures.MeanWait.ShouldBe((0 + 60 + 120 + (9 * 180)) / 12.0, 1e-6);
        figures.Figures.WaitP50.ShouldBe(180, 1e-6);
        figures.Figures.WaitP90.ShouldBe(180, 1e-6);
        figures.Figures.Occupancy.ShouldBe(1, 1e-9);
        // The tenths reached 1, 1/2, and 0 eight times.
        figures.ServiceLevelError.ShouldBe(2.262 * Math.Sqrt(((0.85 * 0.85) + (0.35 * 0.35) + (8 * 0.15 * 0.15)) / 9 / 10), 1e-9);

        var settled = Clockwork(handle: 120, warmUp: 4, visitors: 4);
        (settled.Counted, settled.ServiceLevelError).ShouldBe((2 * 4, 1));
        settled.Figures.ServiceLevel.ShouldBe(0);
        settled.Figures.Abandonment.ShouldBe(0.5, 1e-9);
        settled.Figures.MeanWait.ShouldBe(180, 1e-6);

        var early = Clockwork(handle: 120, warmUp: 0, visitors: 4).Figures;
        (early.ServiceLevel, early.Abandonment).ShouldBe((0.75, 0));
        early.WaitP50.ShouldBe(60, 1e-6);
        early.MeanWait.ShouldBe(90, 1e-6);
    }

    [Fact]
    public void F5_an_agent_who_is_served_half_the_time_is_busy_half_the_time()
    {
        var figures = Clockwork(handle: 30, warmUp: 3, visitors: 11).Figures;
        figures.Occupancy.ShouldBe(0.5, 1e-9);
        (figures.ServiceLevel, figures.Abandonment, figures.MeanWait, figures.WaitP90).ShouldBe((1, 0, 0, 0));
        Clockwork(handle: 30, warmUp: 3, visitors: 0).ShouldBe(new SimulationFigures(new ForecastFigures(0, 0, 0, 0, 0, 0), 0, 1));
    }

    [Fact]
    public void F5_a_short_run_comes_near_the_model()
    {
        var input = new ForecastInput(150, 120, 240, 5, 1, 30);
        var (model, run) = (ErlangA.Of(input), Simulate(input, seed: 7, warmUp: 200, visitors: 2_000));
        run.Figures.Occupancy.ShouldBe(model.Occupancy, 0.02);
        run.Figures.ServiceLevel.ShouldBe(model.ServiceLevel, 0.03);
        run.Figures.Abandonment.ShouldBe(model.Abandonment, 0.02);
        run.Figures.MeanWait.ShouldBe(model.MeanWait, 5);
        run.ServiceLevelError.ShouldBeInRange(0.005, 0.06);
    }

    private static SimulationFigures Clockwork(double handle, int warmUp, int visitors)
    {
        var half = 1 / Math.Log(2);
        var simulation = new ForecastSimulation(new ForecastInput(3_600 / (60 * half), handle * half, 210 * half, 1, 1, 150), () => 0.5, warmUp);
        for (var i = 0; i < warmUp + visitors; i++)
        {
            simulation.Arrive();
        }

        return simulation.Finish();
    }

    internal static SimulationFigures Simulate(ForecastInput input, int seed, int warmUp, int visitors)
    {
        var random = new Random(seed);
        var simulation = new ForecastSimulation(input, random.NextDouble, warmUp);
        for (var i = 0; i < warmUp + visitors; i++)
        {
            simulation.Arrive();
        }

        return simulation.Finish();
    }
}
