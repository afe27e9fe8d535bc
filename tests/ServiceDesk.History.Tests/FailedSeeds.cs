using System.Globalization;

namespace ServiceDesk.History.Tests;

/// <summary>Seeds that broke something once.</summary>
internal static class FailedSeeds
{
    public static IEnumerable<int> Read() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "failed-seeds.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
}
