namespace ServiceDesk.Decisions.Forecast;

/// <summary>
/// How long somebody of endless patience would wait who finds all servers busy. Its density at x is proportional to
/// exp(λ·(1 − e^(−θx))/θ − N·µ·x) (Baccelli and Hebuterne); whoever has patience for x, e^(−θx) of all, is answered then.
/// </summary>
internal sealed class OfferedWait
{
    private const double Negligible = -45;
    private const int Pieces = 2_000;

    private readonly ForecastInput input;
    private readonly double shortest;
    private readonly double peak;
    private readonly double whole;

    public OfferedWait(ForecastInput input)
    {
        this.input = input;
        var busiest = input.ArrivalRate * input.HandleSeconds / input.Servers;
        // Where as many come with enough patience as the servers take on: before it the density grows.
        var mode = busiest > 1 ? input.PatienceSeconds * Math.Log(busiest) : 0;
        peak = Exponent(mode);
        Longest = Edge(mode, mode + input.PatienceSeconds, outwards: true);
        shortest = Exponent(0) - peak > Negligible ? 0 : Edge(mode, 0, outwards: false);
        whole = Integral(Density, shortest, Longest);
        MeanOfAnswered = Integral(x => x * Answered(x), shortest, Longest) / whole;
    }

    /// <summary>Longer waits do not occur.</summary>
    public double Longest { get; }

    /// <summary>The mean wait of those who are answered, times their share.</summary>
    public double MeanOfAnswered { get; }

    /// <summary>The share that is answered, and within this time.</summary>
    public double AnsweredWithin(double seconds)
    {
        var until = Math.Min(seconds, Longest);
        return until <= shortest ? 0 : Integral(Answered, shortest, until) / whole;
    }

    private double Exponent(double x) =>
        (input.ArrivalRate * input.PatienceSeconds * -double.ExpM1(-x / input.PatienceSeconds)) - (input.Servers / input.HandleSeconds * x);

    private double Density(double x) => Math.Exp(Exponent(x) - peak);

    private double Answered(double x) => Density(x) * Math.Exp(-x / input.PatienceSeconds);

    // The density falls steadily from its mode to both sides.
    private double Edge(double mode, double far, bool outwards)
    {
        while (outwards && Exponent(far) - peak > Negligible)
        {
            far = mode + (2 * (far - mode));
        }

        var near = mode;
        for (var i = 0; i < 100; i++)
        {
            var middle = (near + far) / 2;
            (near, far) = Exponent(middle) - peak > Negligible ? (middle, far) : (near, middle);
        }

        return far;
    }

    // Simpson's rule.
    private static double Integral(Func<double, double> f, double from, double to)
    {
        var step = (to - from) / Pieces;
        var sum = f(from) + f(to);
        for (var i = 1; i < Pieces; i++)
        {
            sum += f(from + (i * step)) * (i % 2 == 0 ? 2 : 4);
        }

        return sum * step / 3;
    }
}
