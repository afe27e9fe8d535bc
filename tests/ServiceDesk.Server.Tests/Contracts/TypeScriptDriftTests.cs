using ServiceDesk.Contracts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Contracts;

public sealed class TypeScriptDriftTests
{
    [Fact]
    public void The_browser_types_are_those_of_the_contract()
    {
        var path = Path.Combine(RepositoryRoot(), "src", "web", "protocol", "src", "contracts.g.ts");
        var written = new TypeScriptWriter(typeof(IVisitorHub).Assembly).Write();
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).ShouldBe(written);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServiceDesk.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("ServiceDesk.sln is not above the test's folder.");
        }

        return folder.FullName;
    }
}
