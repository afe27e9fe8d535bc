using System.Collections.Concurrent;
using Microsoft.Extensions.FileProviders;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Setup;

/// <summary>The HTML documents of the web root. They are served through endpoints only, never as files, so that each has its headers.</summary>
internal sealed class WebPages(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, string Text)> _read = new();

    public static Error NotBuilt { get; } = new(ErrorCodes.Unavailable, "The web apps are not built: run npm ci and npm run build in src/web, or build the server without SkipWeb.");

    /// <returns>Null when there is no such document.</returns>
    public async Task<string?> Read(string path, CancellationToken cancellation)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if (_read.TryGetValue(path, out var known) && known.At == file.LastModified)
        {
            return known.Text;
        }

        await using var stream = file.CreateReadStream();
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(cancellation);
        _read[path] = (file.LastModified, text);
        return text;
    }
}

/// <summary>The desk: one page for all its addresses.</summary>
internal static class DeskPages
{
    public static void MapDeskPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", () => Results.Redirect("/desk/")).ExcludeFromDescription();
        // Serves /desk too: a route without its last slash also matches with it, so a redirect there would go in circles.
        endpoints.MapGet("/desk/{**path:nonfile}", Serve).ExcludeFromDescription();
    }

    private static async Task<IResult> Serve(HttpContext http, WebPages pages, PublicOrigins origins)
    {
        if (await pages.Read("desk/index.html", http.RequestAborted) is not { } page)
        {
            return Problems.Of(WebPages.NotBuilt);
        }

        var headers = http.Response.Headers;
        // Mantine writes its style sheets into the document; scripts come from files only.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: {origins.Chat}; media-src blob: {origins.Chat}; font-src 'self'; "
            + $"connect-src 'self' ws{origins.Desk["http".Length..]}; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-cache";
        return Results.Content(Introduced(page, http), "text/html; charset=utf-8");
    }

    // The page need not ask who is signed in, and be refused, when the server knows that nobody is.
    private static string Introduced(string page, HttpContext http) => http.User.Identity is { IsAuthenticated: true }
        ? page
        : page.Replace("</title>", "</title>\n    <meta name=\"staff\" content=\"anonymous\" />", StringComparison.Ordinal);
}
