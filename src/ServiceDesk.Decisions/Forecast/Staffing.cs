namespace ServiceDesk.Decisions.Forecast;

/// <summary>How many agents a service level takes (rule F4).</summary>
public static class Staffing
{
    /// <summary>
    /// The fewest agents by Erlang A with whom the share answered within the target is reached; null when even
    /// <paramref name="most"/> are too few.
    /// </summary>
    /// <param name="input">Its number of agents counts for nothing.</param>
    /// <param name="serviceLevel">Above 0 and below 1.</param>
    public static int? AgentsFor(ForecastInput input, double serviceLevel, int most)
    {
        ArgumentNullException.ThrowIfNull(input);
        bool Suffice(int agents) => ErlangA.Of(input with { Agents = agents }).ServiceLevel >= serviceLevel;
        if (!Suffice(most))
        {
            return null;
        }

        var (few, enough) = (0, most);
        while (enough - few > 1)
        {
            var middle = (few + enough) / 2;
            (few, enough) = Suffice(middle) ? (few, middle) : (middle, enough);
        }

        return enough;
    }
}
