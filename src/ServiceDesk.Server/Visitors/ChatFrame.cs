using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Visitors;

/// <summary>GET /w/frame?c=KEY: the document that host pages embed. Who may embed it stands in its headers.</summary>
internal static class ChatFrame
{
    public static void MapChatFrame(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/w/frame", Serve).ExcludeFromDescription();

    private static async Task<IResult> Serve(HttpContext http, string? c, EntryPoints entryPoints, PublicOrigins origins, WebPages pages)
    {
        if (entryPoints.Find(c) is not { } entry)
        {
            return Problems.Of(EntryPoints.Unknown);
        }

        if (await pages.Read("w/frame.html", http.RequestAborted) is not { } page)
        {
            return Problems.Of(WebPages.NotBuilt);
        }

        var socket = $"ws{origins.Chat["http".Length..]}";
        var sites = entry.AllowedSites.Count == 0 ? "'none'" : string.Join(' ', entry.AllowedSites);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self' {socket}; "
            + $"base-uri 'none'; form-action 'none'; frame-ancestors {sites}";
        headers["Cross-Origin-Embedder-Policy"] = "require-corp";
        headers.CacheControl = "no-cache";
        return Results.Content(page, "text/html; charset=utf-8");
    }
}
