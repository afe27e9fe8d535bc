using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>A harness that finds nothing may be blind. Each fault that is planted in the host must be found, and by few steps.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Within = 120;
    private const int Tries = 1_500;

    public static TheoryData<string> Bugs => [.. Enum.GetNames<HostBug>().Where(b => b != nameof(HostBug.None))];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found_and_its_reproduction_is_small(string name)
    {
        var bug = Enum.Parse<HostBug>(name);
        var found = Enumerable.Range(1, Within).Select(seed => Run.Of(seed, bug)).FirstOrDefault(run => run.Fault is not null);
        found.ShouldNotBeNull($"{bug} within {Within} seeds");

        var small = Shrinker.Shrink(found, bug, Tries);
        output.WriteLine(small.Describe(bug));
        small.Plan.Steps.Count.ShouldBeLessThanOrEqualTo(Shrinker.Enough);
        Run.Of(small.Plan, bug).Fault.ShouldBe(small.Fault, "a reproduction fails every time, in the same words");
        Run.Of(small.Plan).Fault.ShouldBeNull("it is the planted bug that was found");
    }
}
