namespace ServiceDesk.Decisions.Forecast;

/// <summary>Queues whose visitors never give up (M/M/N); rule F2.</summary>
public static class ErlangC
{
    /// <summary>Erlang B: the share that finds all servers busy when nobody can wait, by the recursion over the servers.</summary>
    /// <param name="load">In erlangs, 0 or more.</param>
    public static double Blocking(int servers, double load)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        ArgumentOutOfRangeException.ThrowIfNegative(load);
        var blocking = 1.0;
        for (var n = 1; n <= servers; n++)
        {
            blocking = load * blocking / (n + (load * blocking));
        }

        return blocking;
    }

    /// <summary>The share that has to wait; 1 when the load is not below the servers.</summary>
    public static double WaitProbability(int servers, double load)
    {
        if (load >= servers)
        {
            return 1;
        }

        var blocking = Blocking(servers, load);
        return servers * blocking / (servers - (load * (1 - blocking)));
    }

    /// <summary>Null when the load is not below the servers: the queue grows without end.</summary>
    public static ForecastFigures? Of(ForecastInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (servers, load) = (input.Servers, input.OfferedLoad);
        if (load >= servers)
        {
            return null;
        }

        var waits = WaitProbability(servers, load);
        var mean = input.HandleSeconds / (servers - load);
        return new ForecastFigures(
            1 - (waits * Math.Exp(-input.TargetSeconds / mean)),
            Percentile(waits, mean, 0.5),
            Percentile(waits, mean, 0.9),
            waits * mean,
            0,
            load / servers);
    }

    // Whoever waits does so for an exponential time of this mean.
    private static double Percentile(double waits, double mean, double share) =>
        waits <= 1 - share ? 0 : mean * Math.Log(waits / (1 - share));
}
