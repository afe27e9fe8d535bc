using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Insight;
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
        step.Question.ShouldBe(ExplanationQuestion.Agent);
        (step.What.Key, step.What.Args["agent"]).ShouldBe((FactKeys.Offered, step.ChosenAgent));
        step.Because.Select(f => f.Key).ShouldBe([FactKeys.ChosenPolicy, FactKeys.Load]);
        step.Because[0].Args.ShouldBe(
            new Dictionary<string, string> { ["agent"] = step.ChosenAgent!, ["policy"] = "leastLoaded", ["count"] = "2" }, ignoreOrder: true);
        step.RulesetVersion.ShouldBe(1);
        var card = (await bench.Get<AgentViews>().Ringing(offer.AgentId, Cancellation)).ShouldHaveSingleItem();
        card.Why.ShouldBe("Everything else → Sales; the least loaded (0 of 2 sessions) of 2 who could take it");
        card.Deadline.ShouldBe(offer.Deadline);
    }

    [Fact]
    public async Task Why_this_queue_names_the_rules_that_failed_before_and_what_there_was_instead()
    {
        await using var bench = await RoutingBench.Start();
        var session = await bench.Queue("v1");
        var reply = await bench.Get<ExplainSession>().Handle(Supervisor, new ExplainRequest(session.Id), Cancellation);
        var step = reply.Value!.Steps.ShouldHaveSingleItem();
        (step.Question, step.Kind, step.Queue).ShouldBe((ExplanationQuestion.Queue, "enqueued", session.QueueId));
        (step.What.Key, step.What.Args["reason"], step.What.Args["queue"]).ShouldBe((FactKeys.Enqueued, "visitor", "Sales"));
        var rules = bench.Get<CurrentDesk>().Value.EntryPoints[0].Rules;
        step.Because.Count(f => f.Key is FactKeys.RuleFailed or FactKeys.RuleFailedNothing).ShouldBe(rules.Count - 1);
        step.Because.ShouldContain(f => f.Key == FactKeys.RuleHeld);
        step.Because.ShouldContain(f => f.Key == FactKeys.AdmissionRoom && f.Args["waiting"] == "0");
    }

    [Fact]
    public async Task Why_it_still_waits_is_what_the_router_knows_now_and_is_gone_with_the_wait()
    {
        await using var bench = await RoutingBench.Start();
        var session = await bench.Queue("v1");
        var waiting = (await bench.Get<ExplainSession>().Handle(Supervisor, new ExplainRequest(session.Id), Cancellation)).Value!.Waiting.ShouldNotBeNull();
        (waiting.Reason.Key, waiting.Position, waiting.Length, waiting.Queue).ShouldBe((FactKeys.WaitNobodyOnline, 1, 1, session.QueueId));
        waiting.Agents.ShouldAllBe(a => a.Excluded == ExclusionReasons.Presence);
        waiting.Agents.Select(a => a.Name).ShouldContain("Ada");
        waiting.Deadlines.ShouldContain(d => d.Kind == "longestWait" && d.At == waiting.QueuedAt.AddSeconds(1_200));

        await bench.Online(1);
        waiting = (await bench.Get<ExplainSession>().Handle(Ada, new ExplainRequest(session.Id), Cancellation)).Value!.Waiting.ShouldNotBeNull();
        (waiting.Reason.Key, waiting.Reason.Args["agent"]).ShouldBe((FactKeys.WaitRinging, "Ada"));

        var offer = await bench.Ringing(session.Id);
        await bench.Submit(new Accept(offer.Id, 1) { At = default, Seq = 0 }, Guid.CreateVersion7());
        (await bench.Get<ExplainSession>().Handle(Ada, new ExplainRequest(session.Id), Cancellation)).Value!.Waiting.ShouldBeNull();
    }

    [Fact]
    public async Task A_question_to_the_router_that_fails_harms_nobody_else()
    {
        await using var bench = await RoutingBench.Start();
        await Should.ThrowAsync<InvalidOperationException>(
            () => bench.Get<RoutingDomain>().Ask<string>(_ => throw new InvalidOperationException("broken"), Cancellation));
        (await bench.Get<RoutingDomain>().Ask(core => core.Desk.Version, Cancellation)).Value.ShouldBe(1);
        (await bench.Queue("v1")).Id.ShouldBeGreaterThan(0);
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
