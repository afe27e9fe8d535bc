using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

public sealed class PublicationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_desk_holds_at_once_and_after_a_restart()
    {
        await using var bench = await RoutingBench.Start();
        var waiting = await bench.Queue("v1");
        var next = Renamed(Desks.Small(), 2);
        await Store(bench, next);
        (await bench.Submit(new RulesetPublished(next) { At = default, Seq = 0 }, Guid.CreateVersion7())).Error.ShouldBeNull();
        bench.Get<CurrentDesk>().Value.Queues[0].Name.ShouldBe("Sales, renamed");
        (await bench.Session(waiting.Id)).Key.ShouldBe(waiting.Key);

        await bench.Restart();
        bench.Get<CurrentDesk>().Value.Version.ShouldBe(2);
        await using var db = bench.Open();
        (await db.RoutingDomains.SingleAsync(Cancellation)).RulesetVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_is_told_that_a_desk_is_published_finds_it_in_force()
    {
        await using var bench = await RoutingBench.Start();
        var next = Renamed(Desks.Small(), 2);
        await Store(bench, next);
        Task<CommandResult>? publication = null;
        var answeredBefore = true;
        // Raised while the publication is made known: whoever is answered by then would still find the old desk for a moment.
        bench.Domain.PresenceWanted += () =>
        {
            SpinWait.SpinUntil(() => publication is not null);
            answeredBefore = publication!.Wait(TimeSpan.FromMilliseconds(300), Cancellation);
        };
        publication = bench.Submit(new RulesetPublished(next) { At = default, Seq = 0 }, Guid.CreateVersion7());
        (await publication).Error.ShouldBeNull();
        answeredBefore.ShouldBeFalse();
        bench.Get<CurrentDesk>().Value.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_stored_desk_whose_publication_was_cut_off_is_published_at_the_next_start()
    {
        await using var bench = await RoutingBench.Start();
        await Store(bench, Renamed(Desks.Small(), 2));
        bench.Get<CurrentDesk>().Value.Version.ShouldBe(1);
        await bench.Restart();
        bench.Get<CurrentDesk>().Value.Queues[0].Name.ShouldBe("Sales, renamed");
    }

    [Fact]
    public async Task A_desk_with_faults_is_refused_and_the_one_in_force_stays()
    {
        await using var bench = await RoutingBench.Start();
        var faulty = Desks.Small() with { Version = 2, Schedules = [] };
        var refused = await bench.Submit(new RulesetPublished(faulty) { At = default, Seq = 0 }, Guid.CreateVersion7());
        refused.Error!.Code.ShouldBe(ErrorCodes.Invalid);
        bench.Get<CurrentDesk>().Value.Version.ShouldBe(1);

        await Store(bench, faulty);
        await bench.Restart();
        bench.Get<CurrentDesk>().Value.Version.ShouldBe(1);
        (await bench.Queue("v1")).Status.ShouldBe(SessionStatus.Queued);
    }

    [Fact]
    public async Task A_start_repeated_long_after_the_session_ended_answers_that_session()
    {
        await using var bench = await RoutingBench.Start();
        var command = Guid.CreateVersion7();
        var session = await bench.StartSession("v1", command);
        await bench.Submit(new Ended(session.Id, EndedBy.Visitor) { At = default, Seq = 0 }, Guid.CreateVersion7());
        await bench.Restart();
        var start = new NewSession("v1", RoutingBench.Door, new PageInfo("https://shop.example/cart", "Cart"), "en", true);
        var again = await bench.Domain.Start(command, start, Cancellation);
        (again.Error, again.Session, again.SessionId).ShouldBe((null, null, session.Id));
    }

    private static Desk Renamed(Desk desk, int version) =>
        desk with { Version = version, Queues = [desk.Queues[0] with { Name = "Sales, renamed" }, desk.Queues[1]] };

    private static async Task Store(RoutingBench bench, Desk desk)
    {
        await using var db = bench.Open();
        db.Rulesets.Add(Rulesets.Row(desk, "test", bench.Time.Now()));
        await db.SaveChangesAsync(Cancellation);
    }
}
