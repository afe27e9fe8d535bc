using System.Net;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class WebFileTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_compressed_twin_is_sent_to_who_accepts_it_under_the_files_own_type()
    {
        using var answer = await Get(server.Chat + "/w/v1/loader.js", "br");
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("brotli");

        using var plain = await Get(server.Chat + "/w/v1/loader.js", "br;q=0");
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await plain.Content.ReadAsStringAsync(Cancellation)).ShouldBe("/* loader */");
    }

    [Fact]
    public async Task The_loader_is_evergreen_and_may_be_loaded_by_isolated_pages()
    {
        using var answer = await Get(server.Chat + "/w/v1/loader.js");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=300");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Fingerprinted_files_are_kept_for_ever()
    {
        using var answer = await Get(server.Chat + "/w/assets/panel-1a2b3c4d.js");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer.Headers.CacheControl.MaxAge.ShouldBe(TimeSpan.FromDays(365));
    }

    [Theory]
    [InlineData("/w/frame.html")]
    [InlineData("/w/v1/loader.js.br")]
    [InlineData("/w/../data/servicedesk.db")]
    public async Task Documents_and_twins_have_no_address_of_their_own(string path)
    {
        using var answer = await Get(server.Chat + path);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.TemporaryRedirect);
        if (answer.StatusCode == HttpStatusCode.TemporaryRedirect)
        {
            using var there = await Get(answer.Headers.Location!.AbsoluteUri);
            there.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("/desk/")]
    [InlineData("/desk/sessions/42")]
    public async Task Every_address_of_the_desk_is_its_one_page_with_strict_headers(string path)
    {
        using var answer = await Get(server.Desk + path);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("<title>desk</title>");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
    }

    [Fact]
    public async Task A_missing_script_of_the_desk_is_not_answered_with_the_page()
    {
        using var answer = await Get(server.Desk + "/desk/assets/gone-00000000.js");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_shop_carries_the_snippet_with_chat_origin_and_channel()
    {
        using var answer = await Get(server.Desk + "/shop/checkout");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        page.ShouldBe($"<script src=\"{server.Chat}/w/v1/loader.js\" data-channel=\"demo-shop\"></script>");
    }

    private async Task<HttpResponseMessage> Get(string address, string? encoding = null)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        }

        return await client.SendAsync(request, Cancellation);
    }
}
