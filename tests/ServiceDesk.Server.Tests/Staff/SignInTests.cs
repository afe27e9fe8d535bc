using System.Net;
using System.Net.Http.Json;
using System.Text;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Tests.Setup;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Staff;

public sealed class SignInTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_sets_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        using var client = server.Client();
        using var answer = await SignIn(client, "ana@demo.test", RunningServer.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var user = await answer.Content.ReadFromJsonAsync<StaffUser>(WireJson.Options, Cancellation);
        user!.Name.ShouldBe("Ana");
        user.Roles.ShouldBe([StaffRoles.Agent]);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToUpperInvariant();
        cookie.ShouldContain("HTTPONLY");
        cookie.ShouldContain("SAMESITE=LAX");
        cookie.ShouldContain("PATH=/");
        cookie.ShouldNotContain("DOMAIN");
    }

    [Fact]
    public async Task On_https_the_cookie_is_secure()
    {
        var root = RunningServer.NewRoot();
        await using (var secure = new RunningServer(root, new() { ["Origins:Desk"] = "https://desk.example", ["Origins:Chat"] = "https://chat.example" }))
        {
            await secure.Start();
            using var client = secure.Client();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/staff/sign-in") { Content = JsonContent.Create(new SignInRequest("ana@demo.test", RunningServer.Password)) };
            request.Headers.Host = "desk.example";
            request.Headers.Add("Origin", "https://desk.example");
            using var answer = await client.SendAsync(request, Cancellation);
            answer.Headers.GetValues("Set-Cookie").Single().ToUpperInvariant().ShouldContain("SECURE");
        }

        TestDesk.Delete(root);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        using var client = server.Client();
        using var wrong = await SignIn(client, "lee@demo.test", "wrong password");
        using var unknown = await SignIn(client, "nobody@demo.test", "wrong password");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrong.Content.ReadAsStringAsync(Cancellation)).ShouldBe(await unknown.Content.ReadAsStringAsync(Cancellation));
        (await Problem.Of(wrong)).Code.ShouldBe(ErrorCodes.Unauthenticated);
        wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("{\"email\":\"ana@demo.test\",\"password\":\"\"}")]
    [InlineData("{\"email\":\"ana@demo.test\",\"password\":null}")]
    [InlineData("{\"email\":\"ana@demo.test\"}")]
    [InlineData("{\"email\":\"ana@demo.test\",\"password\":[]}")]
    [InlineData("null")]
    public async Task A_password_that_is_none_is_invalid(string body)
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/staff/sign-in") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", server.Desk);
        using var answer = await client.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.Invalid);
    }

    [Fact]
    public async Task A_password_over_the_cap_is_refused_unhashed_and_never_echoed()
    {
        using var client = server.Client();
        var password = new string('p', 129);
        using var answer = await SignIn(client, "ana@demo.test", password);
        var problem = await Problem.Of(answer);
        problem.Code.ShouldBe(ErrorCodes.Invalid);
        problem.Details!.Single().Field.ShouldBe("password");
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("pppp");
    }

    [Fact]
    public async Task Case_R28_After_ten_wrong_passwords_the_right_one_is_refused_as_well()
    {
        using var client = server.Client();
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await SignIn(client, "mei@demo.test", "wrong password");
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var right = await SignIn(client, "mei@demo.test", RunningServer.Password);
        right.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Problem.Of(right)).Code.ShouldBe(ErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_a_coded_refusal_and_no_redirect()
    {
        using var client = server.Client();
        using var me = await client.GetAsync("/api/staff/me", Cancellation);
        me.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Problem.Of(me)).Code.ShouldBe(ErrorCodes.Unauthenticated);
    }

    [Fact]
    public async Task A_role_opens_what_is_its_own_and_no_more()
    {
        using var agent = await server.SignedIn("lee@demo.test");
        using var deactivate = await agent.PostAsync("/api/staff/accounts/1/deactivate", null, Cancellation);
        deactivate.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Problem.Of(deactivate)).Code.ShouldBe(ErrorCodes.Forbidden);
        using var monitor = await agent.PostAsync("/hubs/monitor/negotiate?negotiateVersion=1", null, Cancellation);
        monitor.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var own = await agent.PostAsync("/hubs/agent/negotiate?negotiateVersion=1", null, Cancellation);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var supervisor = await server.SignedIn("sam@demo.test");
        using var board = await supervisor.PostAsync("/hubs/monitor/negotiate?negotiateVersion=1", null, Cancellation);
        board.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> SignIn(HttpClient client, string email, string password)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/staff/sign-in") { Content = JsonContent.Create(new SignInRequest(email, password)) };
        request.Headers.Add("Origin", server.Desk);
        return await client.SendAsync(request, Cancellation);
    }
}
