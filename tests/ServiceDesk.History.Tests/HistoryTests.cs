using ServiceDesk.History.Tests.Drive;
using Xunit;

namespace ServiceDesk.History.Tests;

/// <summary>Histories of the real server under faults; HISTORIES and HISTORY_SECONDS ask for more or longer ones.</summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const int Visitors = 12;

    /// <summary>New ones with each build, and all that ever failed.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Number("HISTORIES", 2)).Concat(FailedSeeds.Read())];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Under_faults_every_invariant_holds(int seed)
    {
        var hasDisk = PowerCutTests.WhyNot is null;
        if (!hasDisk)
        {
            output.WriteLine($"Without full disks and power cuts: {PowerCutTests.WhyNot}.");
        }

        var plan = HistoryPlan.From(seed, Number("HISTORY_SECONDS", 20), Visitors, hasDisk);
        var result = await HistoryRun.Of(plan, hasDisk, program: null, TestContext.Current.CancellationToken);
        output.WriteLine(result.ToString());
        Assert.True(result.IsClean, result.ToString());
    }

    private static int Number(string variable, int standard) =>
        Environment.GetEnvironmentVariable(variable) is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : standard;
}
