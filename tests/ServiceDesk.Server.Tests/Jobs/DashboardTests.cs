using System.Net;
using ServiceDesk.Client;
using ServiceDesk.Server.Tests.Messaging;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Jobs;

/// <summary>Case R89: the jobs' console is for administrators only, also when a proxy on the loopback asks.</summary>
public sealed class DashboardTests
{
    private static CancellationToken Cancellation => Served.Cancellation;

    [Fact]
    public async Task The_dashboard_is_for_administrators_only()
    {
        await using var host = await TestHost.Start();

        (await Ask(host, null, "/jobs")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(host, null, "/jobs/recurring")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(host, TestDesk.Ana, "/jobs")).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(host, TestDesk.Supervisor, "/jobs/scheduled")).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(host, TestDesk.Administrator, "/jobs")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> Ask(TestHost host, string? email, string path)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = host.Desk };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        if (email is not null)
        {
            var credentials = await StaffCredentials.SignIn(host.Desk, email, TestDesk.Password, Cancellation);
            request.Headers.Add("Cookie", credentials.Cookies.GetCookieHeader(host.Desk));
        }

        using var answer = await http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
