using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Tests.Setup;
using Shouldly;
using Xunit;

using SaveDraftRequest = ServiceDesk.Server.Admin.SaveDraftRequest;

namespace ServiceDesk.Server.Tests.Contracts;

public sealed class TypeScriptDriftTests
{
    [Fact]
    public void The_browser_types_are_those_of_the_contract() =>
        Approve("contracts.g.ts", new TypeScriptWriter("ServiceDesk.Contracts", typeof(IVisitorHub).Assembly.GetExportedTypes()));

    [Fact]
    public void The_administrations_types_are_those_of_the_desk()
    {
        Type[] answers = [typeof(DeskPublished), typeof(DeskDraft), typeof(SaveDraftRequest), typeof(ImportDeskRequest), typeof(DeskFile), typeof(HolidayAnswer), typeof(SkippedEvent), typeof(DeskProblem)];
        var configuration = typeof(Desk).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(Desk).Namespace);
        Approve("desk.g.ts", new TypeScriptWriter("ServiceDesk.Decisions.Configuration", [.. configuration, .. answers, typeof(DayOfWeek)]));
    }

    private static void Approve(string file, TypeScriptWriter writer)
    {
        var path = Path.Combine(Repository.Root, "src", "web", "protocol", "src", file);
        var written = writer.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.ReadAllText(path).ShouldBe(written);
    }
}
