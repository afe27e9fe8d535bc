using ServiceDesk.Server.Tests;
using ServiceDesk.Server.Tests.Kills;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ServiceDesk.Server.Tests;

/// <summary>Begins with the class that takes long and would come last by the runner's order, alone, with a processor idle beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string First = typeof(KillTests).FullName!;

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections)
            .OrderByDescending(c => c.TestCollectionDisplayName.Contains(First, StringComparison.Ordinal))];
}
