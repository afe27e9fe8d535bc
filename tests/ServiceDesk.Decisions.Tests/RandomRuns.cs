namespace ServiceDesk.Decisions.Tests;

/// <summary>How often a test of random input runs: as often as usual, or as <c>SERVICEDESK_RANDOM_RUNS</c> says.</summary>
internal static class RandomRuns
{
    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("SERVICEDESK_RANDOM_RUNS"), out var asked) ? asked : null;

    public static int Of(int usual) => Asked ?? usual;

    /// <summary>Whether so many runs must have seen everything. A few cannot.</summary>
    public static bool SeeAll(int usual) => Of(usual) >= usual;
}
