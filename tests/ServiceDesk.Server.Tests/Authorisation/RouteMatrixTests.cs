using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The routes of <c>matrix.txt</c>, tried on the running host.</summary>
public sealed class RouteMatrixTests(RouteDesk desk) : IClassFixture<RouteDesk>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. Matrix.Operations(hubs: false)];

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() =>
        desk.Host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(Operations).Distinct().Order()
            .ShouldBe(Matrix.Operations(hubs: false).Order());

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Each_caller_gets_what_the_table_says(string route)
    {
        var wrong = new List<string>();
        foreach (var (caller, expected) in Matrix.Cells(route))
        {
            var got = await desk.Try(route, caller, Cancellation);
            if (got != expected)
            {
                wrong.Add($"{caller}: {got}, expected {expected}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Operations(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return methods.Where(m => m != HttpMethod.Options.Method).DefaultIfEmpty("ANY").Select(method => $"{method} {path}");
    }
}
