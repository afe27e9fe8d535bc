using ServiceDesk.Decisions.Forecast;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Forecast;

/// <summary>Rules F2–F4 against published values.</summary>
public sealed class ErlangTests
{
    /// <summary>The Erlang B table in its usual form: the load that a number of servers carries at a share blocked.</summary>
    [Theory]
    [InlineData(1, 0.0101, 0.01)]
    [InlineData(5, 1.361, 0.01)]
    [InlineData(10, 4.461, 0.01)]
    [InlineData(20, 12.031, 0.01)]
    [InlineData(50, 37.901, 0.01)]
    [InlineData(100, 84.064, 0.01)]
    [InlineData(10, 3.092, 0.001)]
    [InlineData(100, 75.242, 0.001)]
    [InlineData(10, 6.216, 0.05)]
    public void F2_erlang_B_has_the_values_of_the_table(int servers, double load, double blocked) =>
        ErlangC.Blocking(servers, load).ShouldBe(blocked, blocked * 0.005);

    [Fact]
    public void F2_erlang_C_has_the_values_of_the_well_known_example()
    {
        // 200 calls an hour of 180 s, 14 agents, 20 s: 10 erlangs; 17.4 % wait, 88.8 % in time, 7.8 s on average, 71.4 % busy.
        var figures = ErlangC.Of(Input(200, 180, 60, 14, 20)).ShouldNotBeNull();
        ErlangC.WaitProbability(14, 10).ShouldBe(0.1741, 0.0001);
        figures.ServiceLevel.ShouldBe(0.888, 0.0005);
        figures.MeanWait.ShouldBe(7.8, 0.05);
        figures.Occupancy.ShouldBe(0.714, 0.0005);
        figures.WaitP50.ShouldBe(0);
        figures.WaitP90.ShouldBe(180.0 / 4 * Math.Log(1.741), 0.05);
    }

    [Fact]
    public void F2_a_load_not_below_the_servers_has_no_figures()
    {
        ErlangC.WaitProbability(10, 10).ShouldBe(1);
        ErlangC.Of(Input(200, 180, 60, 10, 20)).ShouldBeNull();
    }

    [Fact]
    public void F3_erlang_A_has_the_values_that_Garnett_Mandelbaum_and_Reiman_published()
    {
        // 48 calls a minute of one minute, 50 agents. Without abandonment: 20.8 s, 90 % within 58.1 s, 96 % busy.
        // With two minutes of patience: 3.1 % give up, 3.7 s, 90 % within 12.5 s, 93 % busy.
        var input = Input(2_880, 60, 120, 50, 20);
        var endless = ErlangC.Of(input).ShouldNotBeNull();
        endless.MeanWait.ShouldBe(20.8, 0.1);
        endless.WaitP90.ShouldBe(58.1, 0.2);
        endless.Occupancy.ShouldBe(0.96, 0.001);
        var figures = ErlangA.Of(input);
        figures.Abandonment.ShouldBe(0.031, 0.0005);
        figures.MeanWait.ShouldBe(3.7, 0.1);
        figures.WaitP90.ShouldBe(12.5, 0.3);
        figures.Occupancy.ShouldBe(0.93, 0.001);
    }

    [Theory]
    [InlineData(60, 300, 90, 4)]
    [InlineData(60, 300, 90, 6)]
    [InlineData(600, 300, 90, 45)]
    [InlineData(600, 300, 600, 40)]
    [InlineData(3_000, 600, 120, 300)]
    [InlineData(1, 60, 60, 1)]
    [InlineData(20_000, 900, 1_800, 500)]
    public void F3_the_birth_and_death_chain_and_the_density_of_the_wait_agree(double arrivals, double handle, double patience, int servers)
    {
        var input = Input(arrivals, handle, patience, servers, 30);
        var figures = ErlangA.Of(input);
        var chain = WaitingLineOf(input);
        // What is answered within any time is what did not give up.
        ErlangA.Of(input with { TargetSeconds = 1e6 }).ServiceLevel.ShouldBe(1 - figures.Abandonment, 1e-6);
        figures.Abandonment.ShouldBe(chain, 1e-9);
        figures.WaitP50.ShouldBeLessThanOrEqualTo(figures.WaitP90);
    }

    [Fact]
    public void F3_with_endless_patience_it_comes_to_erlang_C()
    {
        var input = Input(200, 180, 10_000_000, 14, 20);
        var (a, c) = (ErlangA.Of(input), ErlangC.Of(input)!);
        a.ServiceLevel.ShouldBe(c.ServiceLevel, 1e-4);
        a.WaitP90.ShouldBe(c.WaitP90, 0.01);
        a.MeanWait.ShouldBe(c.MeanWait, 0.01);
        a.Abandonment.ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void F3_far_too_many_visitors_give_up_until_the_rest_can_be_served()
    {
        var figures = ErlangA.Of(Input(20_000, 3_600, 60, 2_000, 30));
        figures.Occupancy.ShouldBe(1, 1e-6);
        figures.Abandonment.ShouldBe(0.9, 1e-6);
        figures.ServiceLevel.ShouldBe(0, 1e-6);
        // Nobody is answered before nine in ten gave up; the line's own swings spread that by a few seconds.
        figures.WaitP50.ShouldBe(60 * Math.Log(10), 2);
    }

    [Fact]
    public void F1_an_agent_with_slots_counts_as_so_many_servers() =>
        ErlangA.Of(Input(600, 300, 90, 45, 30)).ShouldBe(ErlangA.Of(Input(600, 300, 90, 9, 30) with { SlotsPerAgent = 5 }));

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void F4_the_staffing_is_the_fewest_that_reach_the_level(double level)
    {
        var input = Input(120, 480, 120, 1, 30) with { SlotsPerAgent = 3 };
        var agents = Staffing.AgentsFor(input, level, 500).ShouldNotBeNull();
        ErlangA.Of(input with { Agents = agents }).ServiceLevel.ShouldBeGreaterThanOrEqualTo(level);
        ErlangA.Of(input with { Agents = agents - 1 }).ServiceLevel.ShouldBeLessThan(level);
        Staffing.AgentsFor(input, level, agents - 1).ShouldBeNull();
    }

    internal static ForecastInput Input(double arrivals, double handle, double patience, int agents, double target) =>
        new(arrivals, handle, patience, agents, 1, target);

    // The chain written out from the empty desk on, without any recursion of Erlang's: the share who give up.
    private static double WaitingLineOf(ForecastInput input)
    {
        var logs = new List<double> { 0 };
        for (var n = 1; n <= input.Servers || logs[^1] > logs.Max() - 60; n++)
        {
            var leaving = (Math.Min(n, input.Servers) / input.HandleSeconds) + (Math.Max(0, n - input.Servers) / input.PatienceSeconds);
            logs.Add(logs[^1] + Math.Log(input.ArrivalRate / leaving));
        }

        var most = logs.Max();
        var weights = logs.ConvertAll(l => Math.Exp(l - most));
        var waiting = weights.Select((w, n) => w * Math.Max(0, n - input.Servers)).Sum() / weights.Sum();
        return waiting / input.PatienceSeconds / input.ArrivalRate;
    }
}
