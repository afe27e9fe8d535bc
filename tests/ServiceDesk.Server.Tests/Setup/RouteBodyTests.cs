using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>Bodies that fit nothing, at every route and by the one who may most.</summary>
public sealed class RouteBodyTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Bodies = ["null", "[]", "0", "\"\"", "", "{", "{}", "{\"a\":", "\u0000", "[[[[[[[[", "true"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Case_R16_no_route_fails_on_a_body_that_fits_nothing()
    {
        using var desk = await server.SignedIn(TestDesk.Administrator);
        using var chat = new HttpClient { BaseAddress = new Uri(server.Chat) };
        var failed = new List<string>();
        foreach (var (method, path) in Routes())
        {
            foreach (var body in method == HttpMethod.Get ? [""] : Bodies)
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.UserAgent.Clear();
                if (method != HttpMethod.Get)
                {
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                }

                using var answer = await (path.StartsWith("/api/visitor", StringComparison.Ordinal) ? chat : desk).SendAsync(request, Cancellation);
                if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.NotImplemented)
                {
                    failed.Add($"{method} {path} with {body}: {(int)answer.StatusCode}");
                }
            }
        }

        failed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/saved-replies", """{"shared":false,"shortcut":"s","text":"a\u0000b"}""", "text")]
    [InlineData("/api/insight/dry-run", """{"desk":"published","entryPoint":"shop","attributes":{"a":"b\u0000"}}""", "attributes.a")]
    [InlineData("/api/staff/sign-in", """{"email":"a\u0000@demo.test","password":"p"}""", "email")]
    public async Task Case_R15_text_with_U_0000_is_refused_with_its_field(string path, string body, string field)
    {
        using var desk = await server.SignedIn(TestDesk.Administrator);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await desk.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await answer.Content.ReadFromJsonAsync<Error>(WireJson.Options, Cancellation))!;
        error.Code.ShouldBe(ErrorCodes.Invalid);
        error.Details.ShouldBe([new FieldFault(field, null, "must not contain U+0000")]);
    }

    [Theory]
    [InlineData(10_000_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    [InlineData(129, HttpStatusCode.BadRequest)]
    public async Task Case_R53_a_password_is_measured_before_it_is_hashed(int length, HttpStatusCode expected)
    {
        using var client = server.Client();
        client.DefaultRequestHeaders.Add("Origin", server.Desk);
        HttpStatusCode status;
        try
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/staff/sign-in", new SignInRequest(TestDesk.Ana, new string('x', length)), WireJson.Options, Cancellation);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The server stopped reading before the client stopped writing.
            status = HttpStatusCode.RequestEntityTooLarge;
        }

        status.ShouldBe(expected);
    }

    private IEnumerable<(HttpMethod Method, string Path)> Routes() =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let raw = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where raw.StartsWith("/api/", StringComparison.Ordinal) && raw != "/api/staff/sign-out"
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select (new HttpMethod(method), endpoint.RoutePattern.Parameters.Aggregate(
            raw, (path, p) => System.Text.RegularExpressions.Regex.Replace(path, $@"\{{\**{p.Name}[^}}]*\}}", "999999")));
}
