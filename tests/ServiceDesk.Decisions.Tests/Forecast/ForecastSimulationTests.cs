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
