using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;
using ServiceDesk.Client;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>The reference of the HTTP API under its strict policy.</summary>
public sealed class ApiReferenceTests(RunningDesk desk) : IClassFixture<RunningDesk>
{
    [Fact]
    public async Task The_reference_shows_the_routes_and_asks_no_other_host()
    {
        var origin = desk.Server.Desk.GetLeftPart(UriPartial.Authority);
        var staff = await StaffCredentials.SignIn(desk.Server.Desk, TestDesk.Ana, TestDesk.Password, TestContext.Current.CancellationToken);
        await using var context = await desk.Browser.NewContextAsync();
        await context.AddCookiesAsync(staff.Cookies.GetCookies(desk.Server.Desk).Select(c => new Microsoft.Playwright.Cookie { Name = c.Name, Value = c.Value, Url = origin }));
        var page = await context.NewPageAsync();
        var errors = VisitorPage.ConsoleErrorsOf(page);
        var elsewhere = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && request.Url.StartsWith("http", StringComparison.Ordinal))
            {
                elsewhere.Enqueue(request.Url);
            }
        };

        await page.GotoAsync(origin + "/api-reference");
        await page.GetByRole(AriaRole.Heading, new() { Name = "ServiceDesk HTTP API" }).First.WaitForAsync();
        await page.GetByText("Sign in; the answer sets the cookie").First.WaitForAsync();

        elsewhere.ShouldBeEmpty();
        errors.ShouldBeEmpty();
    }
}
