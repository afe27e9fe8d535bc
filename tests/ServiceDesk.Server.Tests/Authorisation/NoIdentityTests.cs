using System.Net;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>Whoever says nothing of who they are changes nothing: the routes and hub methods of <c>matrix.txt</c>, and the database before and after.</summary>
public sealed class NoIdentityTests(RouteDesk routes, HubDesk hubs) : IClassFixture<RouteDesk>, IClassFixture<HubDesk>
{
    // Written by the clock, whoever calls: the lease of the node, and how fast queues move.
    private static readonly string[] ByClock = ["node", "queue_pace"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> GuardedRoutes => [.. Guarded(hubs: false).Where(route => !route.StartsWith("GET ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(GuardedRoutes))]
    public async Task Case_R26_A_route_without_an_identity_refuses_and_changes_nothing(string route)
    {
        var before = await Quiet(routes.Host);
        // Making the request stores what it is tried on.
        routes.Sending = async _ => before = await Quiet(routes.Host);

        (await routes.Try(route, Caller.None, Cancellation)).ShouldBe(ErrorCodes.Unauthenticated);

        Changed(before, await Stored(routes.Host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_R26_Hub_methods_without_an_identity_refuse_and_change_nothing()
    {
        foreach (var stage in Guarded(hubs: true).GroupBy(method => HubCall.All[method].Stage))
        {
            await using var scene = await hubs.Scene(stage.Key, Cancellation);
            var before = await Quiet(hubs.Host);
            foreach (var method in stage)
            {
                (await Code(method, scene)).ShouldBe(ErrorCodes.Unauthenticated, method);
            }

            Changed(before, await Stored(hubs.Host)).ShouldBeEmpty($"at {stage.Key}");
        }
    }

    private async Task<string?> Code(string method, HubScene scene)
    {
        try
        {
            var request = HubCall.All[method].Request(scene, Caller.None);
            return HubMethods.ErrorOf(await hubs.Invoke(method, Caller.None, scene, request, Cancellation))?.Code;
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            return ErrorCodes.Unauthenticated;
        }
    }

    // What the server does by itself after the request was made ready is over when a look and the next one find the same.
    private static async Task<IReadOnlyDictionary<string, string>> Quiet(TestHost host)
    {
        var seen = await Stored(host);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation);
            var next = await Stored(host);
            if (Changed(seen, next).Count == 0)
            {
                return next;
            }

            seen = next;
        }
    }

    private static Task<IReadOnlyDictionary<string, string>> Stored(TestHost host) => StoredText.Of(host, Cancellation, ByClock);

    private static List<string> Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. after.Where(table => before.GetValueOrDefault(table.Key) != table.Value).Select(table => table.Key)];

    private static IEnumerable<string> Guarded(bool hubs) =>
        Matrix.Operations(hubs).Where(operation => Matrix.Rows[operation][Caller.None] == ErrorCodes.Unauthenticated);
}
