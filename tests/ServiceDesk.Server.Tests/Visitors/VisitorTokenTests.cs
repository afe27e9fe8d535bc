using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Setup;
using ServiceDesk.Server.Visitors;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Visitors;

public sealed class VisitorTokenTests : IAsyncLifetime
{
    private readonly SetTime _time = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly string _root = RunningServer.NewRoot();
    private readonly RunningServer _server;

    public VisitorTokenTests() => _server = new RunningServer(_root, [], _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.Start();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        TestDesk.Delete(_root);
    }

    [Fact]
    public async Task A_new_visitor_gets_an_access_token_that_says_who_and_where()
    {
        var answer = await Ask(null);
        answer.VisitorId.Length.ShouldBe(32);
        answer.ExpiresAt.ShouldBe(_time.GetUtcNow().AddSeconds(900));

        var check = await _server.Services.GetRequiredService<VisitorTokens>().Check(answer.Token, Cancellation);
        check.Identity.ShouldBe(new VisitorIdentity(answer.VisitorId, "shop", answer.ExpiresAt));
    }

    [Fact]
    public async Task An_access_token_ends_at_its_time_and_a_forged_one_is_not_ours()
    {
        var tokens = _server.Services.GetRequiredService<VisitorTokens>();
        var token = (await Ask(null)).Token;

        _time.Advance(TimeSpan.FromSeconds(899));
        (await tokens.Check(token, Cancellation)).Identity.ShouldNotBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await tokens.Check(token, Cancellation)).Refusal!.Code.ShouldBe(ErrorCodes.TokenExpired);

        var parts = token.Split('.');
        var none = Base64(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"JWT"}"""));
        foreach (var forged in new[] { null, "", "x", token[..^3] + "abc", $"{none}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{parts[1]}", new string('a', 5000) })
        {
            (await tokens.Check(forged, Cancellation)).Refusal!.Code.ShouldBe(ErrorCodes.Unauthenticated, forged);
        }
    }

    [Fact]
    public async Task A_resume_token_stands_for_a_day_then_is_replaced_once()
    {
        var first = await Ask(null);
        _time.Advance(TimeSpan.FromHours(23));
        var same = await Ask(first.ResumeToken);
        same.VisitorId.ShouldBe(first.VisitorId);
        same.ResumeToken.ShouldBe(first.ResumeToken);

        _time.Advance(TimeSpan.FromHours(1));
        var replaced = await Ask(first.ResumeToken);
        replaced.VisitorId.ShouldBe(first.VisitorId);
        replaced.ResumeToken.ShouldNotBe(first.ResumeToken);
        Convert.FromBase64String(replaced.ResumeToken.Replace('-', '+').Replace('_', '/') + "=").Length.ShouldBe(32);
    }

    [Fact]
    public async Task Two_tabs_and_a_lost_answer_end_with_the_same_successor()
    {
        var first = await Ask(null);
        _time.Advance(TimeSpan.FromDays(1));
        var one = await Ask(first.ResumeToken);
        var two = await Ask(first.ResumeToken);
        two.ResumeToken.ShouldBe(one.ResumeToken);

        // As long as nobody used the successor its answer may be lost, so the old token goes on.
        _time.Advance(TimeSpan.FromDays(5));
        (await Ask(first.ResumeToken)).ResumeToken.ShouldBe(one.ResumeToken);
    }

    [Fact]
    public async Task The_old_token_works_until_ten_minutes_after_the_new_ones_first_use()
    {
        var first = await Ask(null);
        _time.Advance(TimeSpan.FromDays(1));
        var next = await Ask(first.ResumeToken);
        (await Ask(next.ResumeToken)).VisitorId.ShouldBe(first.VisitorId);

        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        (await Ask(first.ResumeToken)).VisitorId.ShouldBe(first.VisitorId);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await Ask(first.ResumeToken)).VisitorId.ShouldNotBe(first.VisitorId);
        (await Ask(next.ResumeToken)).VisitorId.ShouldBe(first.VisitorId);
    }

    [Fact]
    public async Task A_resume_token_ends_after_180_days_and_an_unknown_one_makes_a_new_visitor()
    {
        var first = await Ask(null);
        _time.Advance(TimeSpan.FromDays(180));
        var other = await Ask(first.ResumeToken);
        other.VisitorId.ShouldNotBe(first.VisitorId);
        (await Ask("nobody-has-this-token")).VisitorId.ShouldNotBe(other.VisitorId);
    }

    [Fact]
    public async Task The_database_holds_no_token_that_could_be_used()
    {
        var answer = await Ask(null);
        await using var db = _server.Services.GetRequiredService<DeskDbs>().Open();
        var row = await db.VisitorTokens.SingleAsync(Cancellation);
        row.Hash.ShouldBe(VisitorToken.HashOf(answer.ResumeToken));
        var key = await db.SigningKeys.SingleAsync(Cancellation);
        var secret = _server.Services.GetRequiredService<SigningKeys>().Current.Secret;
        key.Protected.ShouldNotContain(Convert.ToBase64String(secret));
        Convert.FromBase64String(key.Protected).AsSpan().IndexOf(secret).ShouldBe(-1);
    }

    [Fact]
    public async Task Tokens_live_through_a_restart()
    {
        var answer = await Ask(null);
        await _server.Stop();
        await _server.DisposeAsync();
        await using var again = new RunningServer(_root, [], _time);
        await again.Start();

        (await again.Services.GetRequiredService<VisitorTokens>().Check(answer.Token, Cancellation)).Identity!.VisitorId.ShouldBe(answer.VisitorId);
        (await Ask(answer.ResumeToken, again)).VisitorId.ShouldBe(answer.VisitorId);
    }

    [Theory]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("0", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{\"entryPoint\":", HttpStatusCode.BadRequest)]
    [InlineData("{\"entryPoint\":{\"$ne\":null}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"entryPoint\":\"demo-shop\",\"identityToken\":\"x\"}", HttpStatusCode.NotImplemented)]
    public async Task A_body_that_is_not_understood_is_refused_with_a_code(string body, HttpStatusCode status)
    {
        using var client = _server.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(_server.Chat + "/api/visitor/token"), content, Cancellation);
        answer.StatusCode.ShouldBe(status);
        (await Problem.Of(answer)).Code.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        using var client = _server.Client();
        using var content = new StringContent("{\"entryPoint\":\"" + new string('x', 200_000) + "\"}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(_server.Chat + "/api/visitor/token"), content, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Problem.Of(answer)).Code.ShouldBe(ErrorCodes.TooLarge);
    }

    [Fact]
    public async Task One_address_that_asks_too_often_is_told_when_to_come_back()
    {
        var root = RunningServer.NewRoot();
        await using (var server = new RunningServer(root, new() { ["Visitors:TokensPerMinute"] = "2" }))
        {
            await server.Start();
            for (var i = 0; i < 4; i++)
            {
                await Ask(null, server);
            }

            using var client = server.Client();
            using var answer = await client.PostAsJsonAsync(new Uri(server.Chat + "/api/visitor/token"), new VisitorTokenRequest("demo-shop"), WireJson.Options, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            var problem = await Problem.Of(answer);
            problem.Code.ShouldBe(ErrorCodes.RateLimited);
            problem.RetryAfterMs.ShouldNotBeNull().ShouldBeInRange(1, 60_000);
        }

        TestDesk.Delete(root);
    }

    private Task<VisitorTokenAnswer> Ask(string? resumeToken) => Ask(resumeToken, _server);

    private static async Task<VisitorTokenAnswer> Ask(string? resumeToken, RunningServer server)
    {
        using var client = server.Client();
        using var answer = await client.PostAsJsonAsync(
            new Uri(server.Chat + "/api/visitor/token"), new VisitorTokenRequest("demo-shop", resumeToken), WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<VisitorTokenAnswer>(WireJson.Options, Cancellation))!;
    }

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
