namespace ServiceDesk.Decisions.Forecast;

/// <summary>Queues whose visitors give up after a while (M/M/N+M); rule F3.</summary>
public static class ErlangA
{
    public static ForecastFigures Of(ForecastInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var line = WaitingLine.Of(input);
        var abandonment = line.MeanLength / input.PatienceSeconds / input.ArrivalRate;
        var answered = 1 - abandonment;
        var waits = new OfferedWait(input);
        // Of all who come: those who find a server free, and those whose server comes before they give up.
        double Within(double seconds) => 1 - line.WaitProbability + (line.WaitProbability * waits.AnsweredWithin(seconds));
        return new ForecastFigures(
            Within(input.TargetSeconds),
            Percentile(Within, answered, waits.Longest, 0.5),
            Percentile(Within, answered, waits.Longest, 0.9),
            line.WaitProbability * waits.MeanOfAnswered / answered,
            abandonment,
            input.OfferedLoad * answered / input.Servers);
    }

    private static double Percentile(Func<double, double> within, double answered, double longest, double share)
    {
        var wanted = share * answered;
        if (within(0) >= wanted)
        {
            return 0;
        }

        var (low, high) = (0.0, longest);
        for (var i = 0; i < 60 && high - low > 1e-6; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = within(middle) < wanted ? (middle, high) : (low, middle);
        }

        return high;
    }
}

/// <summary>How many wait, in the long run: the birth–death chain above N, joined to Erlang B below it.</summary>
/// <param name="WaitProbability">The share of arrivals that find all servers busy.</param>
/// <param name="MeanLength">Who waits, on average over time.</param>
internal readonly record struct WaitingLine(double WaitProbability, double MeanLength)
{
    // Below this share of the greatest term a sum no longer changes.
    private const double Negligible = -45;

    public static WaitingLine Of(ForecastInput input)
    {
        // Terms are kept as logarithms: their products pass what a double holds when many wait.
        double term = 0, most = 0;
        double sum = 1, weighted = 0;
        for (var waiting = 1; term > most + Negligible; waiting++)
        {
            var leaving = (input.Servers / input.HandleSeconds) + (waiting / input.PatienceSeconds);
            term += Math.Log(input.ArrivalRate / leaving);
            if (term > most)
            {
                (sum, weighted) = (sum * Math.Exp(most - term), weighted * Math.Exp(most - term));
                most = term;
            }

            var share = Math.Exp(term - most);
            sum += share;
            weighted += waiting * share;
        }

        // Erlang B is the share of "all busy, nobody waits" among the states without a line.
        var blocking = ErlangC.Blocking(input.Servers, input.OfferedLoad);
        var busy = blocking == 0 ? 0 : 1 / (1 + ((1 - blocking) / blocking * Math.Exp(-most) / sum));
        return new WaitingLine(busy, busy * weighted / sum);
    }
}
