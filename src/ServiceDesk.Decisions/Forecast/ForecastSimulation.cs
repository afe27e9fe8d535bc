namespace ServiceDesk.Decisions.Forecast;

/// <summary>
/// Two runs of the routing core whose chances mirror each other, taken together: where one sees more visitors than usual the
/// other sees fewer, and most of the chance cancels out (rule F5). It goes on visitor by visitor, so that a caller may stop.
/// </summary>
public sealed class ForecastSimulation
{
    private readonly Func<double> uniform;
    private readonly CoreSimulation run;
    private readonly CoreSimulation mirrored;

    /// <param name="uniform">Gives numbers in [0, 1); the same ones give the same figures.</param>
    /// <param name="warmUp">The first arrivals of each run, who find a queue emptier than it is in the long run, and are not counted.</param>
    public ForecastSimulation(ForecastInput input, Func<double> uniform, int warmUp)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(uniform);
        this.uniform = uniform;
        (run, mirrored) = (new CoreSimulation(input, warmUp), new CoreSimulation(input, warmUp));
    }

    /// <summary>One more visitor in each run.</summary>
    public void Arrive()
    {
        var chances = new Chances(Chance(), Chance(), Chance());
        run.Arrive(chances);
        mirrored.Arrive(chances.Mirrored);
    }

    /// <summary>The figures. Nobody can arrive afterwards.</summary>
    public SimulationFigures Finish() => SimulationTally.Figures(run.Finish(), mirrored.Finish());

    // A zero would be a one in the mirror, and with it an endless time.
    private double Chance() => Math.Max(uniform(), 1e-12);
}
