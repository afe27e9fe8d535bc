using System.Text.RegularExpressions;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>Dependencies point one way; what the compiler cannot refuse is read from the sources.</summary>
public sealed partial class DirectionTests
{
    [Fact]
    public void Contracts_and_decisions_depend_on_nothing_but_the_framework()
    {
        foreach (var assembly in (System.Reflection.Assembly[])[typeof(IVisitorHub).Assembly, typeof(RoutingCore).Assembly])
        {
            assembly.GetReferencedAssemblies().Select(a => a.Name!)
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
                .ShouldBeEmpty(assembly.GetName().Name);
        }
    }

    [Fact]
    public void Storage_knows_no_feature_and_no_feature_but_messaging_knows_the_bus()
    {
        Uses("Storage").Where(used => used.StartsWith("ServiceDesk.Server.", StringComparison.Ordinal) && used != "ServiceDesk.Server.Storage")
            .ShouldBeEmpty();
        foreach (var folder in Directory.GetDirectories(Server).Select(Path.GetFileName).Where(f => f is not ("Messaging" or "bin" or "obj" or "wwwroot")))
        {
            Uses(folder!).Where(used => used.StartsWith("MassTransit", StringComparison.Ordinal)).ShouldBeEmpty(folder);
        }
    }

    private static string Server => Path.Combine(Repository.Root, "src", "ServiceDesk.Server");

    private static IEnumerable<string> Uses(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Server, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains("Migrations", StringComparison.Ordinal)
        from Match use in Using().Matches(File.ReadAllText(file))
        select use.Groups[1].Value;

    [GeneratedRegex(@"^using (?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
