using System.Globalization;
using System.Text.RegularExpressions;

using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests;

/// <summary>The numbered cases of routing, 1 to 96: each is carried by the name of a test in one of the test projects.</summary>
public sealed partial class CaseIndexTests
{
    private const int Cases = 96;

    /// <summary>What takes several nodes, and what of it is tested on one already.</summary>
    private static readonly Dictionary<int, string> OfSeveralNodes = new()
    {
        [92] = "the backplane between nodes is down: there is none on one node",
    };

    [Fact]
    public void Every_case_is_carried_by_a_test_or_waits_for_several_nodes_by_name()
    {
        var carried = Files().SelectMany(file => TestName().Matches(File.ReadAllText(file)))
            .SelectMany(name => name.Groups["number"].Captures)
            .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))
            .ToHashSet();

        carried.ShouldAllBe(number => number >= 1 && number <= Cases);
        Enumerable.Range(1, Cases).Where(number => !carried.Contains(number) && !OfSeveralNodes.ContainsKey(number))
            .ShouldBeEmpty("a case without a test");
        OfSeveralNodes.Keys.Where(carried.Contains).ShouldBeEmpty("a case that waits no longer");
    }

    // A test's name is a sentence; one that stands for several cases begins with all their numbers.
    [GeneratedRegex(@"\bpublic (?:async Task|void) Case(?:_(?<number>\d{1,2})(?=_))+_[a-zA-Z]")]
    private static partial Regex TestName();

    private static IEnumerable<string> Files()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ServiceDesk.sln")))
        {
            folder = folder.Parent;
        }

        var tests = Path.Combine(folder.ShouldNotBeNull("the repository's folder").FullName, "tests");
        return Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }
}
