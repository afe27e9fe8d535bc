using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Hubs;

public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.Start(
        new Dictionary<string, string?> { ["RealTime:HelloSeconds"] = "1" },
        services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Before_hello_only_hello_is_answered_and_without_one_the_connection_ends()
    {
        await using var connection = await Raw();
        var closed = Closed(connection);
        var hub = connection.As<IVisitorHub>(Cancellation);

        (await hub.Ping(new PingRequest([]))).Error!.Code.ShouldBe(ErrorCodes.Unauthenticated);
        (await hub.Start(new StartRequest(Guid.CreateVersion7(), new PageInfo("https://shop.test/", "Shop")))).Error!.Code.ShouldBe(ErrorCodes.Unauthenticated);
        (await hub.Hello(Hello("not a token"))).Error!.Code.ShouldBe(ErrorCodes.Unauthenticated);

        await closed.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task An_expired_token_is_refused_and_ends_a_connection_that_does_not_renew_it()
    {
        await using var bot = await VisitorBot.Connect(_host.Chat, Cancellation);
        var old = await bot.Credentials.Token(renew: false, Cancellation);
        await using var connection = await Raw();
        var hub = connection.As<IVisitorHub>(Cancellation);
        var controls = new List<Control>();
        using var registration = connection.On<Control>(nameof(IVisitorClient.Control), controls.Add);
        (await hub.Hello(Hello(old))).OrThrow();
        var closed = Closed(connection);

        _clock.Shift = TimeSpan.FromSeconds(900 + 30);
        (await hub.Hello(Hello(old))).Error!.Code.ShouldBe(ErrorCodes.TokenExpired);
        (await hub.Ping(new PingRequest([]))).Ok.ShouldBeTrue("the grace of 60 s runs");
        _clock.Shift = TimeSpan.FromSeconds(900 + 61);

        await closed.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        controls.ShouldContain(c => c.Kind == ControlKinds.TokenExpired);
    }

    [Fact]
    public async Task A_further_hello_renews_the_identity_and_another_visitor_is_refused_on_it()
    {
        await using var bot = await VisitorBot.Connect(_host.Chat, Cancellation);
        await using var other = await VisitorBot.Connect(_host.Chat, Cancellation);
        var hub = await bot.Hub(Cancellation);

        (await hub.Hello(Hello(await bot.Credentials.Token(renew: true, Cancellation)))).Value!.User.Id.ShouldBe(bot.Person);
        (await hub.Hello(Hello(await other.Credentials.Token(renew: false, Cancellation)))).Error!.Code.ShouldBe(ErrorCodes.Forbidden);
    }

    [Fact]
    public async Task Another_major_protocol_is_refused_by_name()
    {
        await using var connection = await Raw();
        var reply = await connection.As<IVisitorHub>(Cancellation).Hello(Hello("x") with { Protocol = "2.0" });
        reply.Error!.Code.ShouldBe(ErrorCodes.ProtocolUnsupported);
        reply.Error.Message.ShouldContain("1.0");
    }

    [Fact]
    public async Task Hello_is_limited_per_device_and_says_when_to_come_back()
    {
        await using var connection = await Raw();
        var hub = connection.As<IVisitorHub>(Cancellation);
        Reply<Welcome> last = null!;
        for (var i = 0; i < 21; i++)
        {
            last = await hub.Hello(Hello("x", device: "one-device"));
        }

        last.Error!.Code.ShouldBe(ErrorCodes.RateLimited);
        last.Error.RetryAfterMs!.Value.ShouldBeInRange(1, 10_000);
    }

    [Fact]
    public async Task Staff_hubs_ask_for_a_cookie_and_the_board_for_a_role()
    {
        (await Status("hubs/agent", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status("hubs/monitor", null)).ShouldBe(HttpStatusCode.Unauthorized);
        var agent = await StaffCredentials.SignIn(_host.Desk, TestDesk.Ana, TestDesk.Password, Cancellation);
        (await Status("hubs/monitor", agent)).ShouldBe(HttpStatusCode.Forbidden);
        (await Status("hubs/agent", agent)).ShouldBe(HttpStatusCode.OK);
        var supervisor = await StaffCredentials.SignIn(_host.Desk, TestDesk.Supervisor, TestDesk.Password, Cancellation);
        (await Status("hubs/monitor", supervisor)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sign_out_ends_the_connections_within_five_seconds_and_says_why()
    {
        var credentials = await StaffCredentials.SignIn(_host.Desk, TestDesk.Lee, TestDesk.Password, Cancellation);
        await using var connection = await Raw(credentials);
        var controls = new List<Control>();
        using var registration = connection.On<Control>(nameof(IAgentClient.Control), controls.Add);
        (await connection.As<IAgentHub>(Cancellation).Hello(Hello(null))).OrThrow();
        var closed = Closed(connection);

        await credentials.SignOut(Cancellation);

        await closed.WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
        controls.ShouldContain(c => c.Kind == ControlKinds.SignedOut);
        await Should.ThrowAsync<Exception>(() => Raw(credentials));
    }

    private static HelloRequest Hello(string? token, string? device = null) =>
        new(ProtocolVersion.Current, new ClientInfo("test", "1.0", device ?? Guid.NewGuid().ToString("N"), "tab", "en"), token);

    private static Task Closed(HubConnection connection)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += _ => Task.FromResult(closed.TrySetResult());
        return closed.Task;
    }

    private async Task<HubConnection> Raw(StaffCredentials? staff = null, string path = "hubs/agent")
    {
        var builder = new HubConnectionBuilder().WithUrl(staff is null ? new Uri(_host.Chat, "hubs/visitor") : new Uri(_host.Desk, path), http =>
        {
            if (staff is not null)
            {
                http.Cookies = staff.Cookies;
                http.Headers["Origin"] = staff.Origin;
            }
        });
        builder.Services.Configure<Microsoft.AspNetCore.SignalR.JsonHubProtocolOptions>(json => WireJson.Apply(json.PayloadSerializerOptions));
        var connection = builder.Build();
        await connection.StartAsync(Cancellation);
        return connection;
    }

    private async Task<HttpStatusCode> Status(string hub, StaffCredentials? staff)
    {
        using var handler = new HttpClientHandler { CookieContainer = staff?.Cookies ?? new CookieContainer() };
        using var http = new HttpClient(handler) { BaseAddress = _host.Desk };
        http.DefaultRequestHeaders.Add("Origin", _host.Desk.GetLeftPart(UriPartial.Authority));
        using var answer = await http.PostAsync(new Uri($"{hub}/negotiate?negotiateVersion=1", UriKind.Relative), null, Cancellation);
        return answer.StatusCode;
    }
}
