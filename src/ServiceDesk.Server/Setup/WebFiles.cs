using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace ServiceDesk.Server.Setup;

/// <summary>The files of the web root: compressed ahead of time, fingerprinted ones cached for ever.</summary>
internal static class WebFiles
{
    private static readonly (string Encoding, string Suffix)[] Encodings = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly object EncodingKey = new();

    public static void UseWebFiles(this IApplicationBuilder app) => app.UseWhen(http => IsAsset(http.Request), files =>
    {
        files.Use(Compressed);
        files.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = new OfOriginal(),
            OnPrepareResponse = response => Describe(response.Context),
        });
    });

    // Documents have endpoints, and a compressed twin is no address of its own.
    private static bool IsAsset(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && Types.TryGetContentType(request.Path.Value ?? string.Empty, out _)
        && !HasSuffix(request.Path, ".html")
        && !HasSuffix(request.Path, ".br")
        && !HasSuffix(request.Path, ".gz");

    private static async Task Compressed(HttpContext http, RequestDelegate next)
    {
        var environment = http.RequestServices.GetRequiredService<IWebHostEnvironment>();
        var path = http.Request.Path;
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, suffix) in Encodings)
        {
            if (accepted.Any(a => a.Value == encoding && a.Quality is not 0) && environment.WebRootFileProvider.GetFileInfo(path + suffix).Exists)
            {
                http.Items[EncodingKey] = encoding;
                http.Request.Path = path + suffix;
                break;
            }
        }

        await next(http);
    }

    private static void Describe(HttpContext http)
    {
        var headers = http.Response.Headers;
        var path = http.Request.Path;
        headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        if (http.Items[EncodingKey] is string encoding)
        {
            headers.ContentEncoding = encoding;
        }

        // Build tools put a fingerprint into every name under assets; the loader's name never changes.
        headers.CacheControl = path.Value!.Contains("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "public, max-age=300";
    }

    private static bool HasSuffix(PathString path, string suffix) => path.Value?.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) == true;

    private sealed class OfOriginal : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType)
        {
            var suffix = Array.Find(Encodings, e => subpath.EndsWith(e.Suffix, StringComparison.Ordinal)).Suffix;
            return Types.TryGetContentType(suffix is null ? subpath : subpath[..^suffix.Length], out contentType);
        }
    }
}
