using System.Net;
using System.Net.WebSockets;
using ServiceDesk.Contracts;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>R01: no foreign page opens a socket or writes, whatever it calls itself.</summary>
public sealed class OriginTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Hubs = ["/hubs/visitor", "/hubs/agent", "/hubs/monitor"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Twelve forms of an origin that is not the one admitted; {0} is the admitted one's host, {1} its port.</summary>
    public static TheoryData<string, string> ForeignOrigins { get; } = new()
    {
        { "none", "" },
        { "null", "null" },
        { "suffix", "http://{0}.evil.example:{1}" },
        { "prefix", "http://evil{0}:{1}" },
        { "port", "http://{0}:1" },
        { "scheme", "https://{0}:{1}" },
        { "subdomain", "http://chat.{0}:{1}" },
        { "trailing dot", "http://{0}.:{1}" },
        { "upper case", "HTTP://{0}:{1}" },
        { "user info", "http://{0}@evil.example:{1}" },
        { "punycode", "http://xn--{0}-9za:{1}" },
        { "file", "file://" },
    };

    [Theory]
    [MemberData(nameof(ForeignOrigins))]
    public async Task A_foreign_origin_gets_neither_negotiation_nor_socket_nor_stream(string form, string pattern)
    {
        foreach (var hub in Hubs)
        {
            var own = new Uri(hub == "/hubs/visitor" ? server.Chat : server.Desk);
            var origin = pattern.Length == 0 ? null : string.Format(null, pattern, own.Host, own.Port);
            if (hub == "/hubs/visitor" && origin is null)
            {
                // No cookie is read there, so a program without an origin is admitted.
                (await Negotiate(hub, own, null)).ShouldBe(HttpStatusCode.OK);
                continue;
            }

            (await Negotiate(hub, own, origin)).ShouldBe(HttpStatusCode.Forbidden, $"{hub} negotiate, {form}");
            (await Get(hub + "?id=x", own, origin, "text/event-stream")).ShouldBe(HttpStatusCode.Forbidden, $"{hub} event stream, {form}");
            (await Get(hub + "?id=x", own, origin, null)).ShouldBe(HttpStatusCode.Forbidden, $"{hub} long poll, {form}");
            (await Upgrade(hub, own, origin)).ShouldBe(HttpStatusCode.Forbidden, $"{hub} WebSocket, {form}");
        }
    }

    [Fact]
    public async Task The_other_origin_of_this_server_is_foreign_too()
    {
        (await Negotiate("/hubs/agent", new Uri(server.Desk), server.Chat)).ShouldBe(HttpStatusCode.Forbidden);
        (await Upgrade("/hubs/monitor", new Uri(server.Desk), server.Chat)).ShouldBe(HttpStatusCode.Forbidden);
        (await Negotiate("/hubs/visitor", new Uri(server.Chat), server.Desk)).ShouldBe(HttpStatusCode.Forbidden);
        (await Upgrade("/hubs/visitor", new Uri(server.Chat), server.Desk)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_spelling_of_the_path_is_checked_as_well()
    {
        (await Upgrade("/HUBS/Agent", new Uri(server.Desk), "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await Negotiate("/Hubs/VISITOR", new Uri(server.Chat), "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_own_origin_opens_a_visitors_socket_and_staff_still_need_to_sign_in()
    {
        (await Upgrade("/hubs/visitor", new Uri(server.Chat), server.Chat)).ShouldBe(HttpStatusCode.SwitchingProtocols);
        (await Negotiate("/hubs/agent", new Uri(server.Desk), server.Desk)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Negotiate("/hubs/monitor", new Uri(server.Desk), server.Desk)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/staff/sign-in")]
    [InlineData("/api/staff/sign-out")]
    [InlineData("/api/staff/accounts/1/deactivate")]
    public async Task Staff_writes_take_only_the_desks_origin(string path)
    {
        using var client = server.Client();
        foreach (var origin in new[] { null, "null", server.Chat, "https://evil.example" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            Add(request, origin);
            using var answer = await client.SendAsync(request, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, origin);
            (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.Forbidden);
        }
    }

    [Theory]
    [InlineData("/desk/", true)]
    [InlineData("/shop/checkout?x=1", true)]
    [InlineData("/w/frame?c=demo-shop", false)]
    public async Task A_page_asked_on_the_wrong_origin_redirects_to_the_right_one(string path, bool onDesk)
    {
        using var client = server.Client();
        using var answer = await client.GetAsync(new Uri((onDesk ? server.Chat : server.Desk) + path), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location!.AbsoluteUri.ShouldBe((onDesk ? server.Desk : server.Chat) + path);
    }

    [Theory]
    [InlineData("/api/staff/me", true)]
    [InlineData("/hubs/agent", true)]
    [InlineData("/api/visitor/config?c=demo-shop", false)]
    [InlineData("/hubs/visitor", false)]
    public async Task A_call_asked_on_the_wrong_origin_is_not_found(string path, bool onDesk)
    {
        using var client = server.Client();
        using var answer = await client.GetAsync(new Uri((onDesk ? server.Chat : server.Desk) + path), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.NotFound);
    }

    [Fact]
    public async Task A_host_name_that_is_not_configured_is_not_served_nor_redirected()
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/") { Headers = { Host = "evil.example" } };
        using var answer = await client.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task Health_answers_on_both()
    {
        using var client = server.Client();
        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            (await client.GetStringAsync(new Uri(server.Desk + path), Cancellation)).ShouldContain("Healthy");
            (await client.GetStringAsync(new Uri(server.Chat + path), Cancellation)).ShouldContain("Healthy");
        }
    }

    private static void Add(HttpRequestMessage request, string? origin)
    {
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }
    }

    private async Task<HttpStatusCode> Negotiate(string hub, Uri own, string? origin)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(own, hub + "/negotiate?negotiateVersion=1"));
        Add(request, origin);
        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> Get(string path, Uri own, string? origin, string? accept)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(own, path));
        Add(request, origin);
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var answer = await client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Upgrade(string hub, Uri own, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(own, hub)) { Scheme = "ws" }.Uri, Cancellation);
        }
        catch (WebSocketException)
        {
            // The status says what the server answered.
        }

        return socket.HttpStatusCode;
    }
}
