using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;

namespace ServiceDesk.Server.Setup;

/// <summary>
/// Sends every request to the origin that serves it and refuses what a foreign page started, before any upgrade.
/// CORS does not protect WebSockets, so the Origin header is compared here, as an exact string.
/// </summary>
internal sealed class OriginGate(RequestDelegate next, PublicOrigins origins)
{
    private enum Side
    {
        Both,
        Chat,
        Desk,
    }

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var side = SideOf(path);
        if (side != Side.Both && !IsHere(side, http.Request.Host))
        {
            await Elsewhere(http, side);
            return;
        }

        if (!Admits(http, side))
        {
            await Problems.Write(http, new Error(ErrorCodes.Forbidden, "This origin may not call here."));
            return;
        }

        await next(http);
    }

    private static Side SideOf(PathString path) =>
        path.StartsWithSegments("/health") ? Side.Both
        : path.StartsWithSegments("/w")
            || path.StartsWithSegments("/api/visitor")
            || path.StartsWithSegments(HubPaths.Visitor) ? Side.Chat
        : Side.Desk;

    private static bool IsCall(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs");

    private bool IsHere(Side side, HostString host) => side == Side.Chat ? origins.IsChatHost(host) : origins.IsDeskHost(host);

    private Task Elsewhere(HttpContext http, Side side)
    {
        var request = http.Request;
        var known = origins.IsDeskHost(request.Host) || origins.IsChatHost(request.Host);
        if (!known || IsCall(request.Path) || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return Problems.Write(http, new Error(ErrorCodes.NotFound, $"This is served by another origin than {request.Host.Value ?? "the one asked"}; see the setting Origins."));
        }

        var target = side == Side.Chat ? origins.Chat : origins.Desk;
        http.Response.Redirect($"{target}{request.PathBase}{request.Path.ToUriComponent()}{request.QueryString}", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    private bool Admits(HttpContext http, Side side)
    {
        var request = http.Request;
        var origin = request.Headers.Origin;
        var path = request.Path;
        if (path.StartsWithSegments(HubPaths.Visitor) || path.StartsWithSegments("/api/visitor/token") || path.StartsWithSegments("/api/visitor/transcript")
            || path.StartsWithSegments(CreateUpload.VisitorPath))
        {
            return origin.Count == 0 || (origin.Count == 1 && origin[0] == origins.Chat);
        }

        var staffHub = path.StartsWithSegments("/hubs");
        var write = side == Side.Desk && !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if (!staffHub && !write)
        {
            return true;
        }

        // A browser leaves Origin out of a same-origin GET (event streams, long polling) and says so in a header that scripts cannot set.
        return origin.Count == 0
            ? HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"] == "same-origin"
            : origin.Count == 1 && origin[0] == origins.Desk;
    }
}

/// <summary>Where the hubs are.</summary>
public static class HubPaths
{
    public const string Visitor = "/hubs/visitor";
    public const string Agent = "/hubs/agent";
    public const string Monitor = "/hubs/monitor";
}
