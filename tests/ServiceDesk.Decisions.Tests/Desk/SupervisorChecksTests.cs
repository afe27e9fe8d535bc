using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

public sealed class SupervisorChecksTests
{
    [Fact]
    public void A_supervisor_of_some_queues_names_each_once_and_only_those_that_exist()
    {
        var desk = Desks.With(Desks.Agent(1));
        DeskChecks.Faults(desk with { Supervisors = [new(7, [Desks.Sales])] }).ShouldBeEmpty();
        var faults = DeskChecks.Faults(desk with
        {
            Supervisors = [new(7, [Desks.Sales, Desks.Sales]), new(7, ["nowhere"]), new(8, [])],
        });
        faults.Select(f => (f.Item, f.Value, f.Code)).ShouldBe(
        [
            ("supervisors", "7", FaultCodes.Duplicate),
            ("supervisors[7].queueIds", "sales", FaultCodes.Duplicate),
            ("supervisors[7].queueIds", "nowhere", FaultCodes.Unknown),
            ("supervisors[8].queueIds.count", "0", FaultCodes.Range),
        ]);
    }
}
