namespace ServiceDesk.Decisions.Metrics;

/// <summary>The 95 % confidence interval of a rate by Wilson's score method, which holds for small counts and at 0 and 100 %.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>Low and high as shares of 1; null when nothing was counted.</summary>
    /// <param name="hits">How many of <paramref name="of"/>.</param>
    public static (double Low, double High)? Interval(double hits, double of)
    {
        if (of <= 0)
        {
            return null;
        }

        var share = Math.Clamp(hits / of, 0, 1);
        var z2 = Z * Z / of;
        var centre = (share + (z2 / 2)) / (1 + z2);
        var half = Z * Math.Sqrt((share * (1 - share) / of) + (z2 / (4 * of))) / (1 + z2);
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
