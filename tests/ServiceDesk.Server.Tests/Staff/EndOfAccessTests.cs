using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using System.Net.Http.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Setup;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Staff;

/// <summary>R03, R04: who signed out or was deactivated is out within 5 s, on open connections too.</summary>
public sealed class EndOfAccessTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_out_closes_the_open_hub_and_makes_the_old_cookie_worthless()
    {
        var (cookie, _) = await SignIn("ana@demo.test");
        await using var hub = await Connect(cookie);
        var closed = Closed(hub);

        var since = Stopwatch.GetTimestamp();
        using var client = server.Client();
        using var answer = await client.SendAsync(Request(HttpMethod.Post, "/api/staff/sign-out", cookie), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await closed.WaitAsync(Limit, Cancellation);
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(Limit);

        using var me = await client.SendAsync(Request(HttpMethod.Get, "/api/staff/me", cookie), Cancellation);
        me.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var negotiate = await client.SendAsync(Request(HttpMethod.Post, "/hubs/agent/negotiate?negotiateVersion=1", cookie), Cancellation);
        negotiate.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_deactivated_account_is_out_at_once_and_cannot_sign_in_until_it_is_activated()
    {
        var (cookie, lee) = await SignIn("lee@demo.test");
        await using var hub = await Connect(cookie);
        var closed = Closed(hub);
        using var administrator = await server.SignedIn("alex@demo.test");

        using var done = await administrator.PostAsync($"/api/staff/accounts/{lee.Id}/deactivate", null, Cancellation);
        done.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await closed.WaitAsync(Limit, Cancellation);

        using var client = server.Client();
        using var me = await client.SendAsync(Request(HttpMethod.Get, "/api/staff/me", cookie), Cancellation);
        me.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await client.SendAsync(SignInRequest("lee@demo.test"), Cancellation);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var activated = await administrator.PostAsync($"/api/staff/accounts/{lee.Id}/activate", null, Cancellation);
        activated.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await SignIn("lee@demo.test");
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_not_found()
    {
        using var administrator = await server.SignedIn("alex@demo.test");
        using var answer = await administrator.PostAsync("/api/staff/accounts/999999/deactivate", null, Cancellation);
        (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.NotFound);
    }

    private static Task Closed(HubConnection hub)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        return closed.Task;
    }

    private async Task<HubConnection> Connect(string cookie)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(server.Desk + "/hubs/agent", HttpTransportType.WebSockets, options =>
            {
                options.Headers["Cookie"] = cookie;
                options.Headers["Origin"] = server.Desk;
            })
            .AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions))
            .Build();
        await hub.StartAsync(Cancellation);
        var hello = new HelloRequest(ProtocolVersion.Current, new ClientInfo("test", "1", "device", "tab", "en"));
        var welcome = await hub.InvokeAsync<Reply<Welcome>>(nameof(IAgentHub.Hello), hello, Cancellation);
        welcome.Ok.ShouldBeTrue(welcome.Error?.Message);
        return hub;
    }

    private async Task<(string Cookie, StaffUser User)> SignIn(string email)
    {
        using var client = server.Client();
        using var answer = await client.SendAsync(SignInRequest(email), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var user = await answer.Content.ReadFromJsonAsync<StaffUser>(WireJson.Options, Cancellation);
        return (answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0], user!);
    }

    private HttpRequestMessage SignInRequest(string email)
    {
        var request = Request(HttpMethod.Post, "/api/staff/sign-in", null);
        request.Content = JsonContent.Create(new SignInRequest(email, RunningServer.Password));
        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? cookie)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", server.Desk);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return request;
    }
}
