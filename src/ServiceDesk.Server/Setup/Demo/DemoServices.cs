namespace ServiceDesk.Server.Setup.Demo;

/// <summary>The demo desk and its shop.</summary>
internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<DemoSettings>(configuration, "Demo")
        .AddSingleton<DemoDesk>()
        .AddHostedService<DemoAddresses>();

    public static void MapDemo(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/shop/{**path:nonfile}", Shop).ExcludeFromDescription();
        }
    }

    // Any address below /shop shows the shop, so that the rules by page can be tried.
    private static async Task<IResult> Shop(HttpContext http, WebPages pages, PublicOrigins origins)
    {
        if (await pages.Read("shop/index.html", http.RequestAborted) is not { } page)
        {
            return Problems.Of(WebPages.NotBuilt);
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        // What a strict host page needs for the widget, and nothing more.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' {origins.Chat}; connect-src {origins.Chat}; frame-src {origins.Chat}; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return Results.Content(
            page.Replace("%CHAT_ORIGIN%", origins.Chat, StringComparison.Ordinal).Replace("%CHANNEL%", DemoConfiguration.PublicKey, StringComparison.Ordinal),
            "text/html; charset=utf-8");
    }
}
