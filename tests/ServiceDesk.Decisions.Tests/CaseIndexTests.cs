using System.Globalization;
using System.Text.RegularExpressions;

using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests;

/// <summary>
/// The numbered cases of routing (1 to 96), the conformance tests of the protocol and the attacks that messaging must survive: each is
/// carried by the name of a test in one of the test projects.
/// </summary>
public sealed partial class CaseIndexTests
{
    private const int Cases = 96;

    /// <summary>13 and 17 to 19 are about rooms, 23 and 25 about several nodes: they come with these.</summary>
    private static readonly int[] Conformance = [.. Enumerable.Range(1, 12), 14, 15, 16, 20, 21, 22, 24];

    /// <summary>Those of messages, files and their hubs; the others come with what they attack.</summary>
    private static readonly int[] Attacks =
        [.. Enumerable.Range(7, 10), 20, 21, .. Enumerable.Range(24, 6), 32, 33, 34, 35, 37, .. Enumerable.Range(50, 5), 66, .. Enumerable.Range(68, 6)];

    /// <summary>What takes several nodes, and what of it is tested on one already.</summary>
    private static readonly Dictionary<int, string> OfSeveralNodes = new()
    {
        [92] = "the backplane between nodes is down: there is none on one node",
    };

    [Fact]
    public void Every_case_is_carried_by_a_test_or_waits_for_several_nodes_by_name()
    {
        var carried = Carried(CaseName());

        carried.ShouldAllBe(number => number >= 1 && number <= Cases);
        Enumerable.Range(1, Cases).Where(number => !carried.Contains(number) && !OfSeveralNodes.ContainsKey(number))
            .ShouldBeEmpty("a case without a test");
        OfSeveralNodes.Keys.Where(carried.Contains).ShouldBeEmpty("a case that waits no longer");
    }

    [Fact]
    public void Every_conformance_test_of_one_node_without_rooms_is_there() =>
        Conformance.Except(Carried(ConformanceName())).ShouldBeEmpty("a number without a test");

    [Fact]
    public void Every_attack_on_messaging_is_tried() => Attacks.Except(Carried(AttackName())).ShouldBeEmpty("an attack without a test");

    private static HashSet<int> Carried(Regex names) =>
        [.. Files().SelectMany(file => names.Matches(File.ReadAllText(file)))
            .SelectMany(name => name.Groups["number"].Captures)
            .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))];

    // A test's name is a sentence; one that stands for several cases begins with all their numbers.
    [GeneratedRegex(@"\bpublic (?:async Task|void) Case(?:_(?<number>\d{1,2})(?=_))+_[a-zA-Z]")]
    private static partial Regex CaseName();

    [GeneratedRegex(@"\bpublic (?:async Task|Task|void) Conformance(?:_(?<number>\d{2})(?=_))+_[a-zA-Z]")]
    private static partial Regex ConformanceName();

    [GeneratedRegex(@"\bpublic (?:async Task|Task|void) Case(?:_R(?<number>\d{2})(?=_))+_[a-zA-Z]")]
    private static partial Regex AttackName();

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
