using ServiceDesk.Contracts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>The routes of <c>matrix.txt</c> tried by an account without a role, and with ids that name nothing.</summary>
public sealed class RouteEdgeTests(RouteDesk desk) : IClassFixture<RouteDesk>
{
    // About oneself: whoever is signed in.
    private static readonly string[] Own = ["POST /api/staff/sign-out"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Routes => [.. Matrix.Operations(hubs: false)];

    public static TheoryData<string> RoutesWithIds =>
        [.. Matrix.Operations(hubs: false).Where(route => route.Contains('{', StringComparison.Ordinal) && !route.Contains("{**", StringComparison.Ordinal)
            && !route.Contains("{documentName", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Who_has_no_role_gets_what_everybody_gets_and_the_own(string route)
    {
        var everybody = Matrix.Rows[route][Caller.None] == Matrix.Allowed || Own.Contains(route);
        // A staff cookie is not looked at where visitors come with their token.
        var refusal = route.Contains(" /api/visitor/", StringComparison.Ordinal) ? ErrorCodes.Unauthenticated : ErrorCodes.Forbidden;
        (await desk.TryWithoutRole(route, Cancellation)).ShouldBe(everybody ? Matrix.Allowed : refusal);
    }

    [Theory]
    [MemberData(nameof(RoutesWithIds))]
    public async Task An_id_that_names_nothing_or_is_none_finds_nothing(string route)
    {
        var rightful = Matrix.Rows[route].Last(cell => cell.Value == Matrix.Allowed).Key;
        foreach (var id in (string[])["987654321", "-1", "0", "x", "99999999999999999999999", "a b", "..%2F..", new string('a', 300)])
        {
            (await desk.TryId(route, rightful, id, Cancellation)).ShouldBeOneOf([ErrorCodes.NotFound, ErrorCodes.Invalid], $"{route} with {id}");
        }
    }
}
