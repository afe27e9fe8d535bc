namespace ServiceDesk.Decisions.Forecast;

/// <summary>
/// What a queue is expected to face: arrivals at random (Poisson), handle times and patience exponentially distributed, and
/// agents who all serve it, attend all the time and take an offer at once (rule F1).
/// </summary>
/// <param name="ArrivalsPerHour">Visitors who want a person, above 0.</param>
/// <param name="HandleSeconds">The mean handle time, wrap-up included, measured at the concurrency given; above 0.</param>
/// <param name="PatienceSeconds">The mean time after which somebody who waits gives up; above 0.</param>
/// <param name="Agents">Who attends, at least 1.</param>
/// <param name="SlotsPerAgent">Sessions at a time; an agent with c slots counts as c servers. At least 1.</param>
/// <param name="TargetSeconds">The service level counts who is answered within this time; 0 or more.</param>
public sealed record ForecastInput(
    double ArrivalsPerHour, double HandleSeconds, double PatienceSeconds, int Agents, int SlotsPerAgent, double TargetSeconds)
{
    public int Servers => Agents * SlotsPerAgent;

    /// <summary>Arrivals per second.</summary>
    public double ArrivalRate => ArrivalsPerHour / 3600;

    /// <summary>In erlangs: the servers that would be busy if nobody gave up.</summary>
    public double OfferedLoad => ArrivalRate * HandleSeconds;
}

/// <summary>What it comes to. Shares are 0 to 1; waits are in seconds and over those who were answered.</summary>
/// <param name="ServiceLevel">Answered within the target ÷ (answered + abandoned).</param>
/// <param name="Abandonment">Given up ÷ (answered + abandoned).</param>
/// <param name="Occupancy">Busy servers ÷ servers.</param>
/// <param name="MeanWait">The speed of answer.</param>
public sealed record ForecastFigures(
    double ServiceLevel, double WaitP50, double WaitP90, double MeanWait, double Abandonment, double Occupancy);
