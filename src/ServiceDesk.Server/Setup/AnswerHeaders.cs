namespace ServiceDesk.Server.Setup;

/// <summary>Headers that every answer has.</summary>
internal static class AnswerHeaders
{
    public static void UseAnswerHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        var chat = http.Request.Path.StartsWithSegments("/w");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = chat ? "no-referrer" : "same-origin";
        // Host pages that isolate themselves may still load loader and frame.
        headers["Cross-Origin-Resource-Policy"] = chat ? "cross-origin" : "same-origin";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(http);
    });
}
