using System.Net;
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

    public static TheoryData<string> MethodsWithIds => [.. Matrix.Operations(hubs: true).Where(m => IdsOf(HubMethods.RequestOf(m)).Any())];

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

    public static TheoryData<string> VisitorMethodsWithIds =>
        [.. Matrix.Operations(hubs: true).Where(m => m.StartsWith(nameof(VisitorHub), StringComparison.Ordinal) && IdsOf(HubMethods.RequestOf(m)).Any())];

    [Theory]
    [MemberData(nameof(VisitorMethodsWithIds))]
    public async Task Case_R24_A_stranger_gets_the_same_answer_for_what_is_anothers_what_is_among_staff_and_what_is_not(string method)
    {
        await using var others = await desk.Scene(Stage.Asked, Cancellation);
        var (agent, _) = await desk.Reach(typeof(IAgentHub), Caller.Agent, others, Cancellation);
        var among = (await ((IAgentHub)agent).StaffConversation(new StaffConversationRequest(others.Session))).OrThrow().Conv;
        await using var scene = await desk.Scene(HubCall.All[method].Stage, Cancellation);
        var request = HubCall.All[method].Request(scene, Caller.Stranger);
        foreach (var id in IdsOf(request.GetType()))
        {
            var unknown = await Answer(method, scene, request, id, Unknown);
            (await Answer(method, scene, request, id, id == "conv" ? scene.Conversation : scene.Session)).ShouldBe(unknown, $"{id} of another visitor");
            (await Answer(method, scene, request, id, among)).ShouldBe(unknown, $"{id} of a conversation among staff");
        }
    }

    // The id itself apart, which the caller named.
    private async Task<string> Answer(string method, HubScene scene, object request, string id, long value)
    {
        var reply = await desk.Invoke(method, Caller.Stranger, scene, With(request, id, value), Cancellation);
        return JsonSerializer.Serialize(reply, reply.GetType(), WireJson.Options).Replace($"{value}", "ID", StringComparison.Ordinal);
    }

    private static IEnumerable<string> IdsOf(Type request) =>
        request.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(Ids.Contains);

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

    private async Task<string> Code(string method, Caller caller, HubScene scene, object request) =>
        HubMethods.ErrorOf(await desk.Invoke(method, caller, scene, request, Cancellation))?.Code ?? Matrix.Allowed;
}
