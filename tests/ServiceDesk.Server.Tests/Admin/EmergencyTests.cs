using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Routing;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Admin;

public sealed class EmergencyTests(AdminDesk desk) : IClassFixture<AdminDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task H10_the_switch_closes_at_once_and_opens_again_and_a_draft_of_before_stays_fresh()
    {
        var draft = await desk.Save(d => AdminDesk.Rename(d, "Prepared"));
        var command = Guid.CreateVersion7();
        var closed = await AdminDesk.Read<DeskPublished>(await Throw("sales", new EmergencyRequest(command, true, "Fire drill")));
        (closed.Version, closed.Note).ShouldBe((draft.BasedOn + 1, "Closed: Fire drill"));
        Emergency("sales")!.Reason.ShouldBe("Fire drill");
        Emergency("support").ShouldBeNull();
        (await AdminDesk.Read<DeskPublished>(await Throw("sales", new EmergencyRequest(command, true, "Fire drill")))).Version.ShouldBe(closed.Version);
        (await AdminDesk.Refusal(await Throw("sales", new EmergencyRequest(command, true, "Flood")))).Code.ShouldBe(ErrorCodes.IdempotencyConflict);

        await using var visitor = await VisitorBot.Connect(desk.Host.Chat, Cancellation);
        await visitor.Open(Cancellation);
        (await visitor.WantPerson(Cancellation)).Phase.ShouldBe(SessionPhase.Deferred);

        var seen = await desk.Draft();
        (seen.Revision, seen.BasedOn).ShouldBe((draft.Revision, closed.Version));
        seen.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe(FaultCodes.Emergency), f => f.Severity.ShouldBe(FaultSeverity.Warning));
        (await AdminDesk.Read<DeskPublished>(await desk.Publish(draft.Revision))).Desk.Queues[0].Name.ShouldBe("Prepared");
        Emergency("sales").ShouldNotBeNull();

        await AdminDesk.Read<DeskPublished>(await Throw("sales", new EmergencyRequest(Guid.CreateVersion7(), false)));
        Emergency("sales").ShouldBeNull();
    }

    [Fact]
    public async Task No_draft_and_no_old_version_throws_the_switch()
    {
        var draft = await desk.Save(d => d with { Schedules = [.. d.Schedules.Select(s => s with { Emergency = new EmergencyClosing() })] });
        draft.Desk.Schedules.ShouldAllBe(s => s.Emergency == null);
        await AdminDesk.Read<DeskPublished>(await Throw("support", new EmergencyRequest(Guid.CreateVersion7(), true, "Storm", DateTimeOffset.UtcNow.AddHours(2))));
        await AdminDesk.Read<DeskPublished>(await desk.Post("/api/admin/desk/versions/1/roll-back", new RollBackRequest(Guid.CreateVersion7())));
        Emergency("support")!.Reason.ShouldBe("Storm");
        await Throw("support", new EmergencyRequest(Guid.CreateVersion7(), false));
    }

    [Fact]
    public async Task Many_who_throw_switches_at_once_all_do()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            Throw(i % 2 == 0 ? "sales" : "support", new EmergencyRequest(Guid.CreateVersion7(), true, $"Reason {i}"))));
        answers.ShouldAllBe(a => a.IsSuccessStatusCode);
        (Emergency("sales") is not null && Emergency("support") is not null).ShouldBeTrue();
        await Throw("sales", new EmergencyRequest(Guid.CreateVersion7(), false));
        await Throw("support", new EmergencyRequest(Guid.CreateVersion7(), false));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        (await AdminDesk.Refusal(await Throw("nowhere", new EmergencyRequest(Guid.CreateVersion7(), true, "x")))).Code.ShouldBe(ErrorCodes.NotFound);
        (await AdminDesk.Refusal(await Throw("sales", new EmergencyRequest(Guid.Empty, true)))).Details.Select(d => d.Field).ShouldBe(["commandId", "reason"]);
        (await AdminDesk.Refusal(await Throw("sales", new EmergencyRequest(Guid.CreateVersion7(), true, "x", DateTimeOffset.UtcNow.AddDays(-1))))).Details[0].Field.ShouldBe("until");
        (await AdminDesk.Refusal(await Throw("sales", new EmergencyRequest(Guid.CreateVersion7(), false, null, DateTimeOffset.UtcNow.AddDays(1))))).Details[0].Field.ShouldBe("until");
        Emergency("sales").ShouldBeNull();
    }

    private EmergencyClosing? Emergency(string schedule) => desk.Host.Get<CurrentDesk>().Value.Schedules.Single(s => s.Id == schedule).Emergency;

    private Task<HttpResponseMessage> Throw(string schedule, EmergencyRequest request) => desk.Post($"/api/admin/schedules/{schedule}/emergency", request);
}
