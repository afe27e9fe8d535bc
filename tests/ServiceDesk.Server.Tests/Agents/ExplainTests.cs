using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Agents;

public sealed class ExplainTests
{
    private static readonly StaffCaller Ada = new(1, "Ada", [StaffRoles.Agent]);
    private static readonly StaffCaller Cleo = new(3, "Cleo", [StaffRoles.Agent]);
    private static readonly StaffCaller Supervisor = new(9, "Sue", [StaffRoles.Supervisor]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Why_the_session_came_is_the_reason_stored_with_the_offer()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var offer = await bench.Ringing(session.Id);

        OfferCreated stored;
        await using (var db = bench.Open())
        {
            var row = await db.RoutingEffects.SingleAsync(e => e.Type == nameof(OfferCreated), Cancellation);
            stored = (OfferCreated)RoutingJson.Read<RoutingEffect>(row.Payload);
        }

        var reply = await bench.Get<ExplainSession>().Handle(Supervisor, new ExplainRequest(session.Id), Cancellation);
        var step = reply.Value!.Steps.Single(s => s.Kind == "offered");
        step.Rule.ShouldBe(stored.Decision.RuleId);
        step.Queue.ShouldBe(stored.Decision.QueueId);
        step.ChosenAgent.ShouldBe(offer.AgentId == 1 ? "Ada" : "Ben");
        step.Candidates.Select(c => (c.AgentId, c.Load, c.Capacity, c.LastAssigned, c.Excluded)).ShouldBe(
            stored.Decision.Candidates.Select(c => (c.AgentId, c.Used, c.Capacity, c.LastAssignedSeq, c.Excluded)));
        step.Candidates.Count.ShouldBe(2);
        step.Text.ShouldBe("Everything else → Sales; the least loaded (0 of 2 sessions) of 2 who could take it");
        var card = (await bench.Get<AgentViews>().Ringing(offer.AgentId, Cancellation)).ShouldHaveSingleItem();
        card.Why.ShouldBe(step.Text);
        card.Deadline.ShouldBe(offer.Deadline);
    }

    [Fact]
    public async Task A_declining_agent_is_named_with_the_reason_and_left_out_of_the_next_choice()
    {
        await using var bench = await RoutingBench.Start();
        await bench.Online(1, 2);
        var session = await bench.Queue("v1");
        var first = await bench.Ringing(session.Id);
        await bench.Submit(new Decline(first.Id, first.AgentId, "lunch") { At = default, Seq = 0 }, Guid.CreateVersion7());
        var steps = (await bench.Get<ExplainSession>().Handle(Supervisor, new ExplainRequest(session.Id), Cancellation)).Value!.Steps;
        steps.Select(s => s.Kind).ShouldBe(["enqueued", "offered", "closed", "enqueued", "offered"]);
        steps[^1].Candidates.Single(c => c.AgentId == first.AgentId).Excluded.ShouldBe(ExclusionReasons.Excluded);
    }

    [Fact]
    public async Task An_agent_sees_only_own_sessions_and_those_of_the_own_queues()
    {
        await using var bench = await RoutingBench.Start();
        var session = await bench.Queue("v1");
        (await bench.Get<ExplainSession>().Handle(Ada, new ExplainRequest(session.Id), Cancellation)).Ok.ShouldBeTrue();
        var refused = await bench.Get<ExplainSession>().Handle(Cleo, new ExplainRequest(session.Id), Cancellation);
        refused.Error!.Code.ShouldBe(ErrorCodes.NotFound);

        var lists = bench.Get<ListSessions>();
        (await lists.Handle(Ada, new SessionsRequest(SessionsView.Queue), Cancellation)).Value!.Sessions.ShouldHaveSingleItem().Why
            .ShouldBe("Everything else → Sales");
        (await lists.Handle(Cleo, new SessionsRequest(SessionsView.All), Cancellation)).Value!.Sessions.ShouldBeEmpty();
        (await lists.Handle(Cleo, new SessionsRequest(SessionsView.Queue, "sales"), Cancellation)).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
        (await bench.Get<WatchConversation>().Handle(Cleo, new WatchRequest(session.ConversationId), Cancellation)).Error!.Code
            .ShouldBe(ErrorCodes.NotFound);
        (await bench.Get<WatchConversation>().Handle(Supervisor, new WatchRequest(session.ConversationId), Cancellation)).Value!.Head.Seq
            .ShouldBeGreaterThan(0);
    }
}
