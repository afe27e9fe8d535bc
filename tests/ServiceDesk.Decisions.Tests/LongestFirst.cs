using ServiceDesk.Decisions.Tests;
using ServiceDesk.Decisions.Tests.Routing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ServiceDesk.Decisions.Tests;

/// <summary>Begins with the class that takes long and would come last by the runner's order, alone, with a processor idle beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string First = typeof(RandomisedTests).FullName!;

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections)
            .OrderByDescending(c => c.TestCollectionDisplayName.Contains(First, StringComparison.Ordinal))];
}
