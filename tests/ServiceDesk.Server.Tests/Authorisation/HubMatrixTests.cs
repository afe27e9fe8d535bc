using System.Net;
using System.Reflection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The hub methods of <c>matrix.txt</c>, tried with the real client on sessions made for each.</summary>
public sealed class HubMatrixTests(HubDesk desk) : IClassFixture<HubDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Methods => [.. Matrix.Operations(hubs: true)];

    [Fact]
    public void Every_hub_method_has_a_row_and_a_call_that_tries_it()
    {
        // Of the classes, not of the contracts: whatever is public on a hub can be called.
        var methods = HubMethods.Hubs.SelectMany(h => h.Hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && m.GetBaseDefinition() == m).Select(m => $"{h.Hub.Name}.{m.Name}")).Order().ToArray();
        Matrix.Operations(hubs: true).Order().ShouldBe(methods);
        HubCall.All.Keys.Order().ShouldBe(methods);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Each_caller_gets_what_the_table_says(string method)
    {
        var scene = await desk.Scene(HubCall.All[method].Stage, Cancellation);
        var (wrong, used) = (new List<string>(), false);
        foreach (var (caller, expected) in Matrix.Cells(method))
        {
            if (used)
            {
                // The one before took effect: what it was tried on is another one now.
                await scene.DisposeAsync();
                scene = await desk.Scene(HubCall.All[method].Stage, Cancellation);
            }

            var got = await Try(method, caller, scene);
            used = got == Matrix.Allowed && HubCall.All[method].Request(scene, caller) is VersionedCommand or AssignRequest or RequeueRequest or BumpRequest;
            if (got != expected)
            {
                wrong.Add($"{caller}: {got}, expected {expected}");
            }
        }

        await scene.DisposeAsync();
        wrong.ShouldBeEmpty();
    }

    private async Task<string> Try(string method, Caller caller, HubScene scene)
    {
        try
        {
            return await Outcome(method, caller, scene, await desk.Invoke(method, caller, scene, HubCall.All[method].Request(scene, caller), Cancellation));
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return refused.StatusCode == HttpStatusCode.Unauthorized ? ErrorCodes.Unauthenticated : ErrorCodes.Forbidden;
        }
    }

    private async Task<string> Outcome(string method, Caller caller, HubScene scene, object reply)
    {
        if (HubMethods.ErrorOf(reply) is { } error)
        {
            return error.Code;
        }

        var shows = HubCall.All[method].Shows is not { } look || look(scene, reply.GetType().GetProperty(nameof(Reply<int>.Value))!.GetValue(reply)!);
        var marks = HubMethods.NameOf(method) is nameof(IConversationHub.MarkRead) or nameof(IConversationHub.MarkDelivered);
        if (marks)
        {
            var read = method.EndsWith(nameof(IConversationHub.MarkRead), StringComparison.Ordinal);
            shows = await desk.IsMarked(scene, desk.Person(caller, scene), read, Cancellation);
        }

        return shows ? Matrix.Allowed : Matrix.Nothing;
    }
}
