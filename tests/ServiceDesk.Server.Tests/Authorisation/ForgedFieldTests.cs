using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>Fields that only the server sets, claimed in every write by a caller who may make it: the write takes effect, the claims do not.</summary>
public sealed class ForgedFieldTests(HubDesk hubs, RouteDesk routes) : IClassFixture<HubDesk>, IClassFixture<RouteDesk>
{
    private static readonly string[] Reads =
    [
        "VisitorHub.Hello", "VisitorHub.Ping", "VisitorHub.Heads", "VisitorHub.Drafts", "VisitorHub.Fetch", "VisitorHub.AttachmentLinks", "VisitorHub.QueueStatus",
        "VisitorHub.WhyWaiting", "AgentHub.Hello", "AgentHub.Ping", "AgentHub.Heads", "AgentHub.Drafts", "AgentHub.Fetch", "AgentHub.AttachmentLinks", "AgentHub.Sessions",
        "AgentHub.Watch", "AgentHub.Unwatch", "AgentHub.Explain", "AgentHub.Tickets", "MonitorHub.Board", "MonitorHub.Monitor", "MonitorHub.Unmonitor",
    ];

    // What people write in files: a field that is not known is a mistake of theirs, and the whole is refused.
    private static readonly string[] Strict = ["PUT /api/admin/desk/draft", "POST /api/admin/desk/import", "POST /api/admin/desk/holidays"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Case_R29_Fields_of_the_server_in_a_hub_call_have_no_effect(bool messagePack)
    {
        var forgery = await Forgery.Of(hubs.Host);
        var answers = new List<string>();
        foreach (var method in Matrix.Operations(hubs: true).Except(Reads).Where(m => !messagePack || HubMethods.ContractOf(m) != typeof(IVisitorHub)))
        {
            await using var scene = await hubs.Scene(HubCall.All[method].Stage, Cancellation);
            var (rightful, expected) = Matrix.Cells(method).Last();
            await using var connection = await hubs.Raw(HubMethods.ContractOf(method), rightful, scene, messagePack, Cancellation);
            var request = HubCall.All[method].Request(scene, rightful);

            var reply = (await connection.InvokeCoreAsync(
                HubMethods.NameOf(method), HubMethods.ReplyOf(method), [messagePack ? forgery.Map(request) : forgery.Json(request)], Cancellation))!;

            (HubMethods.ErrorOf(reply)?.Code ?? Matrix.Allowed).ShouldBe(expected, method);
            answers.Add(JsonSerializer.Serialize(reply, reply.GetType(), WireJson.Options));
        }

        Signs(answers).ShouldBeEmpty();
        Signs((await StoredText.Of(hubs.Host, Cancellation)).Values).ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_R29_Fields_of_the_server_in_a_body_have_no_effect()
    {
        var forgery = await Forgery.Of(routes.Host);
        var (answers, forged, route) = (new List<string>(), 0, "");
        // Refusals name the value.
        routes.Answered = answer => answers.AddRange(Strict.Contains(route) ? [] : [answer]);
        routes.Sending = request =>
        {
            if (request.Content is JsonContent { Value: { } body })
            {
                request.Content = JsonContent.Create(forgery.Json(body));
                forged++;
            }

            return Task.CompletedTask;
        };
        foreach (var next in Matrix.Operations(hubs: false).Where(operation => !operation.StartsWith("GET ", StringComparison.Ordinal)))
        {
            route = next;
            var (caller, expected) = Matrix.Cells(route).Last();
            (await routes.Try(route, caller, Cancellation)).ShouldBe(Strict.Contains(route) ? ErrorCodes.Invalid : expected, route);
        }

        forged.ShouldBeGreaterThan(10);
        Signs(answers).ShouldBeEmpty();
        Signs((await StoredText.Of(routes.Host, Cancellation)).Values).ShouldBeEmpty();
    }

    private static IEnumerable<string> Signs(IEnumerable<string> texts) =>
        texts.SelectMany(text => Forgery.Signs.Select(sign => text.IndexOf(sign, StringComparison.OrdinalIgnoreCase))
            .Where(at => at >= 0).Select(at => text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 100)]));
}
