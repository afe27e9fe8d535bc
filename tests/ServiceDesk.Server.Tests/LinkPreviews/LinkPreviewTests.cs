using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.LinkPreviews;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.LinkPreviews;

public sealed class LinkPreviewTests : IAsyncLifetime
{
    private const string Page = """
        <!doctype html><html><head><title>Fallback</title><meta property="og:title" content="Red shoes &amp; more">
        <meta name='description' content='Shoes
        for   everybody'><meta property="og:site_name" content="Shop"><link rel="icon" href="http://127.0.0.1/x"></head><body>x</body></html>
        """;

    private readonly LoopbackPage _page = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task A_page_says_what_it_is_and_is_looked_at_once()
    {
        _page.Answer = _ => LoopbackPage.Html(Page);
        await using var host = await Start(Names("shop.test"));
        using var http = await Ana(host);
        var url = $"http://shop.test:{_page.Port}/shoes";
        for (var i = 0; i < 3; i++)
        {
            (await Look(http, url)).ShouldBe(new LinkPreview(url, "Shop", "Red shoes & more", "Shoes for everybody"));
        }

        _page.Requests.ShouldHaveSingleItem().ShouldStartWith("GET /shoes HTTP/1.1");
        _page.Requests.Single().ShouldNotContain("Cookie");
    }

    [Theory]
    [InlineData("http://other.test:{0}/", 1)]
    [InlineData("http://127.0.0.1:{0}/", 1)]
    [InlineData("file:///etc/passwd", 1)]
    [InlineData("http://user:secret@shop.test:{0}/", 1)]
    [InlineData("/again", 3)]
    public async Task A_redirect_leads_nowhere_else_and_not_in_circles(string location, int requests)
    {
        _page.Answer = _ => $"HTTP/1.1 302 Found\r\nLocation: {location.Replace("{0}", $"{_page.Port}", StringComparison.Ordinal)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        await using var host = await Start(Names("shop.test", "other.test"));
        using var http = await Ana(host);
        (await Look(http, $"http://shop.test:{_page.Port}/")).Title.ShouldBeNull();
        _page.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_page_is_read_so_far_and_so_long_and_only_when_it_is_one()
    {
        await using var host = await Start(Names("shop.test"), new() { ["LinkPreviews:MaxBytes"] = "2048", ["LinkPreviews:TimeoutSeconds"] = "1" });
        using var http = await Ana(host);
        _page.Answer = _ => LoopbackPage.Html(new string(' ', 4096) + "<title>Too far</title>");
        (await Look(http, $"http://shop.test:{_page.Port}/far")).Title.ShouldBeNull();
        _page.Answer = _ => "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 20\r\nConnection: close\r\n\r\n<title>None</title>.";
        (await Look(http, $"http://shop.test:{_page.Port}/pdf")).Title.ShouldBeNull();
        // Never goes on: the limit ends it.
        _page.Answer = _ => null;
        (await Look(http, $"http://shop.test:{_page.Port}/silent")).Title.ShouldBeNull();
    }

    [Fact]
    public async Task Off_unless_turned_on()
    {
        await using var host = await TestHost.Start();
        using var http = await Ana(host);
        using var answer = await http.GetAsync(new Uri("/api/link-preview?url=http://shop.test/", UriKind.Relative), Cancellation);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString().ShouldBe(ErrorCodes.FeatureDisabled);
    }

    [Fact]
    public async Task Case_R76_no_address_that_is_not_public_is_ever_called()
    {
        _page.Answer = _ => LoopbackPage.Html(Page);
        // As deployed, but for the names, which resolve here to what an attacker would have them resolve to.
        var names = Internal.ToDictionary(a => $"{a.Replace(':', '-').Replace('.', '-')}.test", a => IPAddress.Parse(a));
        var reach = new Reach((host, _) => Task.FromResult<IPAddress[]>(host switch
        {
            "localhost" => [IPAddress.Loopback, IPAddress.IPv6Loopback],
            "half.test" => [IPAddress.Parse("93.184.216.34"), IPAddress.Loopback],
            "none.test" => [],
            _ => [names.GetValueOrDefault(host, IPAddress.Loopback)],
        }), PublicAddresses.IsPublic);
        await using var host = await Start(reach);
        using var http = await Ana(host);
        var ladder = Ladder(_page.Port).Concat(names.Keys.Select(name => $"http://{name}:{_page.Port}/")).ToList();
        ladder.Count.ShouldBeGreaterThanOrEqualTo(60);
        foreach (var url in ladder)
        {
            using var answer = await http.GetAsync(new Uri("/api/link-preview?url=" + Uri.EscapeDataString(url), UriKind.Relative), Cancellation);
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest], url);
            if (answer.IsSuccessStatusCode)
            {
                (await answer.Content.ReadFromJsonAsync<LinkPreview>(WireJson.Options, Cancellation))!.Title.ShouldBeNull(url);
            }
        }

        _page.Connections.ShouldBe(0);
        // The listener is there: whoever is allowed to reaches it.
        await using var open = await Start(Names("shop.test"));
        using var allowed = await Ana(open);
        (await Look(allowed, $"http://shop.test:{_page.Port}/")).Title.ShouldNotBeNull();
        _page.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Case_R76_a_name_that_changes_its_mind_gains_nothing()
    {
        _page.Answer = _ => LoopbackPage.Html(Page);
        var asked = 0;
        // One that may be called, where nobody listens, when it is first asked; the listener's from then on: what is checked is what is called.
        var free = IPAddress.Parse("127.0.0.2");
        var reach = new Reach(
            (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? free : IPAddress.Loopback]), address => address.Equals(free));
        await using var host = await Start(reach, new() { ["LinkPreviews:TimeoutSeconds"] = "1" });
        using var http = await Ana(host);
        (await Look(http, $"http://rebinding.test:{_page.Port}/")).Title.ShouldBeNull();
        (await Look(http, $"http://rebinding.test:{_page.Port}/again")).Title.ShouldBeNull();
        _page.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("<meta property=\"og:title\" content=\"", 20_000)]
    [InlineData("<meta ", 40_000)]
    [InlineData("<title>", 30_000)]
    [InlineData("<", 250_000)]
    [InlineData("&amp;", 50_000)]
    [InlineData("<meta name=description content", 8_000)]
    public void Case_R51_a_page_made_to_be_slow_is_passed_over_once(string part, int times)
    {
        var html = new StringBuilder().Insert(0, part, times).ToString();
        var summary = PageSummary.Of(new Uri("http://shop.test/"), html);
        (summary.Title?.Length ?? 0).ShouldBeLessThanOrEqualTo(200);
        (summary.Description?.Length ?? 0).ShouldBeLessThanOrEqualTo(400);
    }

    private static readonly string[] Internal =
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.0.8",
        "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.88.99.1", "203.0.113.5", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "::127.0.0.1", "fec0::1", "100::1",
    ];

    private static IEnumerable<string> Ladder(int port) =>
    [
        $"http://127.0.0.1:{port}/", $"http://localhost:{port}/", $"http://LOCALHOST:{port}/", $"http://localhost.:{port}/", $"http://2130706433:{port}/",
        $"http://0x7f000001:{port}/", $"http://0x7f.0.0.1:{port}/", $"http://0177.0.0.1:{port}/", $"http://017700000001:{port}/", $"http://127.1:{port}/",
        $"http://127.0.1:{port}/", $"http://0:{port}/", $"http://0.0.0.0:{port}/", $"http://[::1]:{port}/", $"http://[::]:{port}/", $"http://[0:0:0:0:0:0:0:1]:{port}/",
        $"http://[::ffff:127.0.0.1]:{port}/", $"http://[::ffff:7f00:1]:{port}/", $"http://[64:ff9b::127.0.0.1]:{port}/", $"http://[2002:7f00:0001::]:{port}/",
        $"http://[fe80::1%25lo]:{port}/", $"http://user@127.0.0.1:{port}/", $"http://shop.test@127.0.0.1:{port}/", $"http://127.0.0.1:{port}@shop.test/",
        $"http://shop.test:{port}#@127.0.0.1/", $"http://①②⑦.⓪.⓪.①:{port}/", $"http://127。0。0。1:{port}/", $"http://half.test:{port}/", $"http://none.test:{port}/",
        $"http://any.test:{port}/", $"https://127.0.0.1:{port}/", $"ftp://127.0.0.1:{port}/", $"gopher://127.0.0.1:{port}/_x", "file:///etc/passwd", "file://127.0.0.1/etc/passwd",
        $"//127.0.0.1:{port}/", $"http:127.0.0.1:{port}/", $"http:/\\127.0.0.1:{port}/", $"http://\t127.0.0.1:{port}/", $"http://127.0.0.1%00.shop.test:{port}/",
        $"http://127.0.0.1:{port}\\@shop.test/", $"data:text/html,<title>x</title>", "javascript:alert(1)", $"dict://127.0.0.1:{port}/", $"ldap://127.0.0.1:{port}/",
        "http://127.0.0.1:22/", "http://127.0.0.1:6379/", "", " ", "http://", new string('a', 3_000),
    ];

    private static Reach Names(params string[] names) => new(
        (host, _) => Task.FromResult<IPAddress[]>(names.Contains(host) ? [IPAddress.Loopback] : []), IPAddress.IsLoopback);

    private Task<TestHost> Start(Reach reach, Dictionary<string, string?>? settings = null)
    {
        settings ??= [];
        settings["LinkPreviews:Enabled"] = "true";
        settings["LinkPreviews:Ports"] = $"80 443 {_page.Port}";
        settings["RateLimits:LinkPreview:Burst"] = "1000";
        return TestHost.Start(settings, services => services.AddSingleton(reach));
    }

    private static async Task<LinkPreview> Look(HttpClient http, string url) => (await http.GetFromJsonAsync<LinkPreview>(
        new Uri("/api/link-preview?url=" + Uri.EscapeDataString(url), UriKind.Relative), WireJson.Options, Cancellation))!;

    private static async Task<HttpClient> Ana(TestHost host)
    {
        var staff = await StaffCredentials.SignIn(host.Desk, TestDesk.Ana, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        return new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = host.Desk };
#pragma warning restore CA2000
    }
}
