using ServiceDesk.History.Tests.Drive;
using Xunit;

namespace ServiceDesk.History.Tests;

/// <summary>What was acknowledged survives the power, because the log is flushed with every commit; and a full disk loses nothing.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    /// <summary>For histories with other faults beside: null when those of the disk are asked for and this machine allows them.</summary>
    internal static string? WhyNot => Environment.GetEnvironmentVariable("HISTORY_DISK") == "true" ? OwnDisk.WhyNot : "HISTORY_DISK=true tries it";

    [Theory]
    [InlineData(FaultKind.PowerCut)]
    [InlineData(FaultKind.DiskFull)]
    public async Task The_disk_fails_twice_and_every_invariant_holds(FaultKind fault)
    {
        if (OwnDisk.WhyNot is { } reason)
        {
            Assert.Skip(reason);
        }

        var plan = new HistoryPlan(77, 8, 12, [new(fault, 2_500, 900), new(fault, 5_500, 900)]);
        var result = await HistoryRun.Of(plan, withDisk: true, program: null, TestContext.Current.CancellationToken);
        output.WriteLine(result.ToString());
        Assert.True(result.IsClean, result.ToString());
    }
}
