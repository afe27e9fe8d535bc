using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>GET /api/visitor/config?c=KEY&amp;locale=: the one request of a closed widget, the same for all visitors.</summary>
internal static class ReadWidgetConfig
{
    private const string BrandColor = "#2f5bd7";

    public static void MapWidgetConfig(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/visitor/config", Read)
        .WithTags("Visitors").WithName("ReadWidgetConfig").WithSummary("What a closed widget shows: name, hours, texts")
        .Produces<WidgetConfig>()
        .Refuses(ErrorCodes.Forbidden, ErrorCodes.NotFound);

    private static IResult Read(
        HttpContext http, string? c, string? locale, EntryPoints entryPoints, CurrentDesk desk, PublicOrigins origins, LauncherTexts texts, TimeProvider time)
    {
        var headers = http.Response.Headers;
        headers.Vary = "Origin";
        var origin = http.Request.Headers.Origin.ToString();
        if (entryPoints.Find(c) is not { } entry)
        {
            return Problems.Of(EntryPoints.Unknown);
        }

        if (origin.Length > 0 && origin != origins.Chat && !entry.AllowedSites.Contains(origin))
        {
            return Problems.Of(new Error(ErrorCodes.Forbidden, "This site is not one of the entry point's allowed sites."));
        }

        if (origin.Length > 0)
        {
            headers.AccessControlAllowOrigin = origin;
        }

        headers.CacheControl = "public, max-age=60";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Ok(ConfigOf(entry, LauncherTexts.LocaleOf(locale), desk.Value, origins, texts, time.Now()));
    }

    private static WidgetConfig ConfigOf(EntryPoint entry, string locale, Desk desk, PublicOrigins origins, LauncherTexts texts, DateTimeOffset now)
    {
        var opens = EntryHours.NextOpening(desk, entry, now);
        return new WidgetConfig(
            entry.PublicKey,
            entry.Name,
            opens == now ? "online" : "closed",
            opens == now ? null : opens,
            $"{origins.Chat}/w/frame?c={Uri.EscapeDataString(entry.PublicKey)}",
            BrandColor,
            locale,
            texts.Of(locale));
    }
}
