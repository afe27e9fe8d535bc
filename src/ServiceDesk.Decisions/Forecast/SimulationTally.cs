namespace ServiceDesk.Decisions.Forecast;

/// <param name="Counted">Visitors after the warm-up.</param>
/// <param name="ServiceLevelError">Half the width of the 95 % interval of the service level, from the spread of ten parts of the run.</param>
public sealed record SimulationFigures(ForecastFigures Figures, long Counted, double ServiceLevelError);

/// <summary>Counts what a simulation does, from the first visitor after the warm-up on.</summary>
internal sealed class SimulationTally(ForecastInput input, int warmUp)
{
    private const int Parts = 10;
    // Student's t for nine degrees of freedom, two-sided 95 %.
    private const double Spread = 2.262;

    private readonly List<double> waits = [];
    private readonly List<(long Session, bool Met)> met = [];
    private long gaveUp;
    private long came;
    private double busyTime;
    private double since;
    private double from = double.NaN;
    private double until = double.NaN;
    private int busy;

    public void Arrived(double at)
    {
        came++;
        if (came == warmUp + 1)
        {
            (from, since, busyTime) = (at, at, 0);
        }
    }

    public void Answered(long session, double at, double waited)
    {
        Advance(at);
        busy++;
        if (session > warmUp)
        {
            waits.Add(waited);
            met.Add((session, waited <= input.TargetSeconds));
        }
    }

    public void GaveUp(long session)
    {
        if (session > warmUp)
        {
            gaveUp++;
            met.Add((session, false));
        }
    }

    public void Freed(double at)
    {
        Advance(at);
        busy--;
    }

    /// <summary>From here on time no longer counts: nobody comes any more.</summary>
    public void Close(double at)
    {
        Advance(at);
        until = at;
    }

    /// <summary>Two runs of equal length as one.</summary>
    public static SimulationFigures Figures(SimulationTally one, SimulationTally two)
    {
        List<double> waits = [.. one.waits, .. two.waits];
        waits.Sort();
        var gaveUp = one.gaveUp + two.gaveUp;
        var met = one.met.Concat(two.met).Count(m => m.Met);
        var counted = waits.Count + gaveUp;
        var figures = new ForecastFigures(
            Share(met, counted),
            Percentile(waits, 0.5),
            Percentile(waits, 0.9),
            waits.Count == 0 ? 0 : waits.Average(),
            Share(gaveUp, counted),
            (one.Occupancy + two.Occupancy) / 2);
        return new SimulationFigures(figures, counted, Error(one.Levels(), two.Levels()));
    }

    private double Occupancy => until > from ? busyTime / (until - from) / input.Servers : 0;

    private void Advance(double at)
    {
        if (double.IsNaN(until))
        {
            busyTime += busy * (at - since);
            since = at;
        }
    }

    /// <summary>The service level of each tenth of the visitors, in the order in which they came.</summary>
    private List<double> Levels()
    {
        met.Sort((a, b) => a.Session.CompareTo(b.Session));
        var size = met.Count / Parts;
        return size == 0 ? [] : [.. met.Take(size * Parts).Chunk(size).Select(part => Share(part.Count(m => m.Met), size))];
    }

    private static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static double Error(List<double> one, List<double> two)
    {
        if (one.Count == 0)
        {
            return 1;
        }

        var levels = one.Zip(two, (a, b) => (a + b) / 2).ToList();
        var mean = levels.Average();
        var variance = levels.Sum(l => (l - mean) * (l - mean)) / (Parts - 1);
        return Spread * Math.Sqrt(variance / Parts);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
