using Shouldly;
using Xunit;

namespace ServiceDesk.History.Tests;

/// <summary>
/// A checker that never failed proves nothing: each fault that is planted in a build of the server of its own is found within five
/// histories, by the invariant that it breaks.
/// </summary>
public sealed class PlantedFaultTests(PlantedRuns runs, ITestOutputHelper output) : IClassFixture<PlantedRuns>
{
    public static TheoryData<string> Faults => [.. PlantedRuns.Groups.SelectMany(g => g.Faults).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_checker_finds(string planted)
    {
        var group = PlantedRuns.Groups.Single(g => g.Faults.Any(f => f.Name == planted));
        if (group.WhyNot is { } reason)
        {
            Assert.Skip(reason);
        }

        var made = await runs.Of(group).WaitAsync(TestContext.Current.CancellationToken);
        var all = string.Join('\n', made.Select(m => m.ToString()));
        output.WriteLine(all);
        group.Faults.Single(f => f.Name == planted).IsFoundIn(made).ShouldBeTrue(all);
    }
}
