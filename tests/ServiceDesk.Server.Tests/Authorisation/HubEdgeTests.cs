using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The hub methods of <c>matrix.txt</c> tried by an account without a role, and by who may call them with ids that name nothing.</summary>
public sealed class HubEdgeTests(HubDesk desk) : IClassFixture<HubDesk>
{
    private const long Unknown = 987_654_321;

    private static readonly (Type Hub, Type Contract)[] Hubs =
        [(typeof(VisitorHub), typeof(IVisitorHub)), (typeof(AgentHub), typeof(IAgentHub)), (typeof(MonitorHub), typeof(IMonitorHub))];

    private static readonly string[] Ids = ["conv", "sessionId", "offerId", "ticketId", "agentId", "toAgent"];

    // Where an id that names nothing is no refusal: there is nothing that it could show or change.
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        ["VisitorHub.MarkRead"] = Matrix.Allowed,
        ["VisitorHub.MarkDelivered"] = Matrix.Allowed,
        ["VisitorHub.StillHere"] = ErrorCodes.ConversationClosed,
        ["VisitorHub.AttachmentLinks"] = Matrix.Allowed,
        ["AgentHub.AttachmentLinks"] = Matrix.Allowed,
        ["AgentHub.MarkRead"] = Matrix.Allowed,
        ["AgentHub.MarkDelivered"] = Matrix.Allowed,
        ["AgentHub.Unwatch"] = Matrix.Allowed,
        ["MonitorHub.Unmonitor"] = Matrix.Allowed,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> MethodsWithIds => [.. Matrix.Operations(hubs: true).Where(m => IdsOf(RequestOf(m)).Any())];

    [Fact]
    public async Task Who_has_no_role_is_let_into_no_hub_of_staff()
    {
        var cookies = await Matrix.SignInWithoutRole(desk.Host.Desk, Cancellation);
        foreach (var hub in (string[])["hubs/agent", "hubs/monitor"])
        {
            await using var connection = new HubConnectionBuilder().WithUrl(new Uri(desk.Host.Desk, hub), http =>
            {
                http.Cookies = cookies;
                http.Headers["Origin"] = desk.Host.Desk.GetLeftPart(UriPartial.Authority);
            }).Build();
            (await Should.ThrowAsync<HttpRequestException>(() => connection.StartAsync(Cancellation))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, hub);
        }
    }

    [Theory]
    [MemberData(nameof(MethodsWithIds))]
    public async Task Ids_that_name_nothing_find_nothing_and_those_that_are_none_are_invalid(string method)
    {
        await using var scene = await desk.Scene(HubCall.All[method].Stage, Cancellation);
        // already_taken is said only to those who may take: the scene of such a row is taken.
        var rightful = Matrix.Rows[method].First(cell => cell.Value is Matrix.Allowed or ErrorCodes.AlreadyTaken).Key;
        var request = HubCall.All[method].Request(scene, rightful);
        foreach (var id in IdsOf(request.GetType()))
        {
            (await Code(method, rightful, scene, With(request, id, Unknown))).ShouldBe(Otherwise.GetValueOrDefault(method, ErrorCodes.NotFound), id);
            (await Code(method, rightful, scene, With(request, id, 0))).ShouldBe(ErrorCodes.Invalid, id);
            (await Code(method, rightful, scene, With(request, id, -1))).ShouldBe(ErrorCodes.Invalid, id);
        }
    }

    private static IEnumerable<string> IdsOf(Type request) =>
        request.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(Ids.Contains);

    private static MethodInfo MethodOf(string method)
    {
        var contract = Hubs.Single(h => h.Hub.Name == method.Split('.')[0]).Contract;
        return contract.GetInterfaces().Append(contract).Select(i => i.GetMethod(method.Split('.')[1])).OfType<MethodInfo>().Single();
    }

    private static Type RequestOf(string method) => MethodOf(method).GetParameters().Single().ParameterType;

    private static object With(object request, string id, long value)
    {
        var json = JsonSerializer.SerializeToNode(request, request.GetType(), WireJson.Options)!.AsObject();
        json[id] = JsonValue.Create(value);
        if (json.ContainsKey("commandId"))
        {
            json["commandId"] = JsonValue.Create(Guid.CreateVersion7());
        }

        // A transfer goes to one of two kinds of target.
        if (id == "toAgent")
        {
            json.Remove("toQueue");
        }

        return json.Deserialize(request.GetType(), WireJson.Options)!;
    }

    private async Task<string> Code(string method, Caller caller, HubScene scene, object request)
    {
        var contract = Hubs.Single(h => h.Hub.Name == method.Split('.')[0]).Contract;
        var (hub, lease) = await desk.Reach(contract, caller, scene, Cancellation);
        await using (lease)
        {
            var call = (Task)MethodOf(method).Invoke(hub, [request])!;
            await call;
            var reply = call.GetType().GetProperty("Result")!.GetValue(call)!;
            return ((Error?)reply.GetType().GetProperty(nameof(Reply.Error))!.GetValue(reply))?.Code ?? Matrix.Allowed;
        }
    }
}
