using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Visitors;

/// <summary>Who a visitor's HTTP call is from: the access token in the Authorization header, never in the address.</summary>
internal sealed class VisitorBearer(VisitorTokens tokens)
{
    private const string Scheme = "Bearer ";

    /// <summary>The identity, or unauthenticated, token_expired or banned.</summary>
    public Task<VisitorCheck> Check(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? tokens.Check(value[Scheme.Length..].Trim(), http.RequestAborted)
            : Task.FromResult(new VisitorCheck(null, new Error(ErrorCodes.Unauthenticated, "The call carries no token of a visitor.")));
    }
}
