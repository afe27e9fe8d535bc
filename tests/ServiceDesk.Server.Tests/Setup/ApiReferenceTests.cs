using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using ServiceDesk.Client;
using ServiceDesk.Server.Setup;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>The HTTP API as others read it: the document is approved as text, <c>UPDATE_APPROVED=1</c> writes it.</summary>
public sealed partial class ApiReferenceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Approved => Path.Combine(Repository.Root, "tests", "ServiceDesk.Server.Tests", "Setup", "openapi.approved.json");

    [Fact]
    public async Task The_document_is_the_approved_one_and_names_every_route_of_the_api()
    {
        await using var host = await TestHost.Start();
        using var http = await Staff(host);
        var document = (await http.GetStringAsync(new Uri(ApiReference.Document, UriKind.Relative), Cancellation)).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            await File.WriteAllTextAsync(Approved, document, Cancellation);
        }

        document.ShouldBe((await File.ReadAllTextAsync(Approved, Cancellation)).ReplaceLineEndings("\n"));
        var described = JsonDocument.Parse(document).RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name);
        var served = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => Constraint().Replace("/" + e.RoutePattern.RawText!.TrimStart('/'), ""))
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Distinct();
        described.Order().ShouldBe(served.Order());
    }

    [Fact]
    public async Task The_reference_loads_nothing_from_outside_and_only_scripts_of_its_own()
    {
        await using var host = await TestHost.Start();
        using var http = await Staff(host);
        using var answer = await http.GetAsync(new Uri(ApiReference.Page + "/", UriKind.Relative), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        var nonce = Nonce().Match(policy).Groups[1].Value;

        policy.ShouldStartWith("default-src 'none'");
        policy.ShouldNotContain("http");
        var scripts = Script().Matches(page).Select(m => m.Value).ToArray();
        scripts.ShouldNotBeEmpty();
        scripts.ShouldAllBe(script => script.Contains($"nonce=\"{nonce}\""));
        var sources = Source().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        sources.ShouldNotBeEmpty();
        foreach (var source in sources)
        {
            var address = new Uri(new Uri(host.Desk, ApiReference.Page + "/"), source);
            address.GetLeftPart(UriPartial.Authority).ShouldBe(host.Desk.GetLeftPart(UriPartial.Authority));
            (await http.GetAsync(address, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK, source);
        }
    }

    private static async Task<HttpClient> Staff(TestHost host)
    {
        var staff = await StaffCredentials.SignIn(host.Desk, TestDesk.Ana, TestDesk.Password, Cancellation);
        return new HttpClient(new HttpClientHandler { CookieContainer = staff.Cookies }) { BaseAddress = host.Desk };
    }

    [GeneratedRegex(@":\w+(?=\})")]
    private static partial Regex Constraint();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Source();
}
