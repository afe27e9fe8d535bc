using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Sessions;

/// <summary>What the page says of its visitor: rules may ask for it, staff see it, nobody has to believe it.</summary>
public sealed class PageContextTests(SupervisedDesk desk) : IClassFixture<SupervisedDesk>
{
    private static readonly PageInfo Page = new("https://shop.test/cart", "Cart");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_that_asks_for_an_attribute_holds_for_a_visitor_whose_page_gives_it()
    {
        string gold = "", usual = "";
        await desk.Publish(
            d =>
            {
                var point = d.EntryPoints[0];
                usual = point.Rules[^1].QueueId;
                gold = d.Queues.First(q => q.Id != usual).Id;
                var rule = new RoutingRule { Id = "gold", When = new AttributeIs("plan", AttributeComparison.Is, "gold"), QueueId = gold };
                return d with { EntryPoints = [point with { Rules = [rule, .. point.Rules] }, .. d.EntryPoints.Skip(1)] };
            },
            Cancellation);

        (await Waiting(new Dictionary<string, string> { ["plan"] = "gold" })).Queue.ShouldBe(gold);
        (await Waiting(new Dictionary<string, string> { ["plan"] = "basic" })).Queue.ShouldBe(usual);
        (await Waiting(null)).Queue.ShouldBe(usual);
    }

    [Fact]
    public async Task Staff_see_it_with_the_session()
    {
        (await Waiting(new Dictionary<string, string> { ["cart"] = "129.50", ["member"] = "true" })).Context
            .ShouldBe(new Dictionary<string, string> { ["cart"] = "129.50", ["member"] = "true" }, ignoreOrder: true);
        (await Waiting(null)).Context.ShouldBeNull();
    }

    [Fact]
    public async Task Too_much_of_it_is_refused_by_name_and_begins_nothing()
    {
        await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var hub = await visitor.Hub(Cancellation);
        foreach (var context in new Dictionary<string, string>[]
        {
            Enumerable.Range(0, 51).ToDictionary(i => $"key{i}", _ => "1"),
            new() { [new string('n', 61)] = "1" },
            new() { [" "] = "1" },
            new() { ["long"] = new string('x', 501) },
            Enumerable.Range(0, 20).ToDictionary(i => $"key{i}", _ => new string('é', 300)),
        })
        {
            var error = (await hub.Start(new StartRequest(Guid.CreateVersion7(), Page, context))).Error!;
            error.Code.ShouldBe(ErrorCodes.Invalid);
            error.Details!.ShouldHaveSingleItem().Field.ShouldBe("context");
        }

        visitor.Connection.Welcome!.Heads.ShouldBeEmpty();
        (await hub.Start(new StartRequest(Guid.CreateVersion7(), Page, new Dictionary<string, string>()))).OrThrow();
    }

    private async Task<SessionRow> Waiting(IReadOnlyDictionary<string, string>? context)
    {
        await using var visitor = await VisitorBot.Connect(desk.Served.Host.Chat, Cancellation);
        var hub = await visitor.Hub(Cancellation);
        var session = (await hub.Start(new StartRequest(Guid.CreateVersion7(), Page, context))).OrThrow();
        (await hub.RequestAgent(new RequestAgentRequest(Guid.CreateVersion7(), session.SessionId))).OrThrow();
        return await desk.Row(session.SessionId, Cancellation);
    }
}
