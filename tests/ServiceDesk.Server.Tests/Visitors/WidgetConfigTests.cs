using System.Net;
using System.Net.Http.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Setup;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Visitors;

public sealed class WidgetConfigTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_allowed_site_reads_the_configuration_without_credentials()
    {
        using var answer = await Config("demo-shop", RunningServer.Site, "zh-TW");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([RunningServer.Site]);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        answer.Headers.Vary.ShouldContain("Origin");
        answer.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromSeconds(60));

        var config = await answer.Content.ReadFromJsonAsync<WidgetConfig>(WireJson.Options, Cancellation);
        config!.EntryPoint.ShouldBe("demo-shop");
        config.Status.ShouldBe("online");
        config.FrameUrl.ShouldBe($"{server.Chat}/w/frame?c=demo-shop");
        config.Locale.ShouldBe("zh-CN");
        config.Texts.ShouldBe(new Dictionary<string, string> { ["launcher.open"] = "打开聊天" });
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:8443")]
    public async Task A_foreign_site_is_refused_with_a_code_and_no_permission(string origin)
    {
        using var answer = await Config("demo-shop", origin);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.Forbidden);
    }

    [Theory]
    [InlineData("demo-shop2")]
    [InlineData("shop")]
    [InlineData("")]
    public async Task An_unknown_entry_point_is_refused_everywhere_with_a_code(string key)
    {
        using var config = await Config(key, RunningServer.Site);
        config.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Problem.Of(config)).Code.ShouldBe(ErrorCodes.NotFound);

        using var client = server.Client();
        using var frame = await client.GetAsync(new Uri($"{server.Chat}/w/frame?c={key}"), Cancellation);
        frame.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Problem.Of(frame)).Code.ShouldBe(ErrorCodes.NotFound);

        using var token = await client.PostAsJsonAsync(new Uri($"{server.Chat}/api/visitor/token"), new VisitorTokenRequest(key), WireJson.Options, Cancellation);
        (await Problem.Of(token)).Code.ShouldBe(key.Length == 0 ? ErrorCodes.Invalid : ErrorCodes.NotFound);
    }

    [Fact]
    public async Task The_frame_may_be_embedded_by_the_allowed_sites_only_and_runs_nothing_foreign()
    {
        using var client = server.Client();
        using var answer = await client.GetAsync(new Uri($"{server.Chat}/w/frame?c=demo-shop"), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain($"frame-ancestors {RunningServer.Site}");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain($"connect-src 'self' ws://127.0.0.1:{server.Port};");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        answer.Headers.GetValues("Cross-Origin-Embedder-Policy").ShouldBe(["require-corp"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.Contains("X-Frame-Options").ShouldBeFalse();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private async Task<HttpResponseMessage> Config(string key, string origin, string locale = "en")
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Chat}/api/visitor/config?c={key}&locale={locale}");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        return await client.SendAsync(request, Cancellation);
    }
}
