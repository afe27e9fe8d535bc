using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.SavedReplies;

public sealed class PlainDesk : IAsyncLifetime
{
    public TestHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await TestHost.Start(new Dictionary<string, string?> { ["SavedReplies:MostOwn"] = "3" });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

public sealed class SavedReplyTests(PlainDesk desk) : IClassFixture<PlainDesk>
{
    private static readonly Uri All = new("/api/saved-replies", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shared_replies_are_everybodys_to_read_and_supervisors_to_change_each_change_audited()
    {
        using var sam = await As(TestDesk.Supervisor);
        using var ana = await As(TestDesk.Ana);
        var added = await Read(await sam.PostAsJsonAsync(All, new NewSavedReply(true, "en", "ship", "Hello {{visitor.name}}, it ships."), WireJson.Options, Cancellation));
        (added.Shared, added.Revision).ShouldBe((true, 1));
        (await List(ana)).ShouldContain(added);

        (await Code(await ana.PostAsJsonAsync(All, new NewSavedReply(true, "en", "mine", "x"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.Forbidden);
        (await Code(await ana.PutAsJsonAsync(One(added), new ChangeSavedReply(1, "en", "ship", "x"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.Forbidden);
        (await Code(await ana.DeleteAsync(One(added), Cancellation))).ShouldBe(ErrorCodes.Forbidden);
        (await Code(await sam.PostAsJsonAsync(All, new NewSavedReply(true, "en", "ship", "again"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.AlreadyTaken);

        var changed = await Read(await sam.PutAsJsonAsync(One(added), new ChangeSavedReply(1, "zh-CN", "ship", "已发货"), WireJson.Options, Cancellation));
        (changed.Locale, changed.Text, changed.Revision).ShouldBe(("zh-CN", "已发货", 2));
        (await Code(await sam.PutAsJsonAsync(One(added), new ChangeSavedReply(1, "en", "ship", "late"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.VersionConflict);
        using (var removed = await sam.DeleteAsync(One(added), Cancellation))
        {
            removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await List(ana)).ShouldNotContain(r => r.Id == added.Id);
        await using var db = desk.Host.OpenDb();
        var deeds = await db.Audit.Where(a => a.OnWhat == $"saved_reply:{added.Id}").OrderBy(a => a.Id).Select(a => a.What).ToListAsync(Cancellation);
        deeds.ShouldBe(["saved_reply.add", "saved_reply.change", "saved_reply.remove"]);
    }

    [Fact]
    public async Task Ones_own_replies_do_not_exist_for_others_and_have_a_limit()
    {
        using var lee = await As(TestDesk.Lee);
        using var alex = await As(TestDesk.Administrator);
        var own = await Read(await lee.PostAsJsonAsync(All, new NewSavedReply(false, null, "bye", "Goodbye"), WireJson.Options, Cancellation));
        (await List(lee)).ShouldContain(own);
        (await List(alex)).ShouldNotContain(r => r.Id == own.Id);
        (await Code(await alex.PutAsJsonAsync(One(own), new ChangeSavedReply(1, null, "bye", "x"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.NotFound);
        (await Code(await alex.DeleteAsync(One(own), Cancellation))).ShouldBe(ErrorCodes.NotFound);
        // The same shortcut in another language is another reply.
        await Read(await lee.PostAsJsonAsync(All, new NewSavedReply(false, "zh", "bye", "再见"), WireJson.Options, Cancellation));
        await Read(await lee.PostAsJsonAsync(All, new NewSavedReply(false, null, "hi", "Hello"), WireJson.Options, Cancellation));
        (await Code(await lee.PostAsJsonAsync(All, new NewSavedReply(false, null, "one-more", "x"), WireJson.Options, Cancellation))).ShouldBe(ErrorCodes.TooLarge);
    }

    [Theory]
    [InlineData("two words", "x", null, "shortcut")]
    [InlineData("", "x", null, "shortcut")]
    [InlineData("a/b", "x", null, "shortcut")]
    [InlineData("ok", "", null, "text")]
    [InlineData("ok", "x", "en_US; DROP", "locale")]
    public async Task A_reply_that_breaks_a_rule_is_refused_with_the_field(string shortcut, string text, string? locale, string field)
    {
        using var ana = await As(TestDesk.Ana);
        using var answer = await ana.PostAsJsonAsync(All, new NewSavedReply(false, locale, shortcut, text), WireJson.Options, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("details")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    private static Uri One(SavedReply reply) => new($"/api/saved-replies/{reply.Id}", UriKind.Relative);

    private static async Task<IReadOnlyList<SavedReply>> List(HttpClient http) =>
        (await http.GetFromJsonAsync<SavedReplyList>(All, WireJson.Options, Cancellation))!.Replies;

    private static async Task<SavedReply> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
            return (await answer.Content.ReadFromJsonAsync<SavedReply>(WireJson.Options, Cancellation))!;
        }
    }

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        using (answer)
        {
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();
        }
    }

    private async Task<HttpClient> As(string email)
    {
        var staff = await StaffCredentials.SignIn(desk.Host.Desk, email, TestDesk.Password, Cancellation);
#pragma warning disable CA2000 // The client disposes it.
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = desk.Host.Desk };
#pragma warning restore CA2000
        http.DefaultRequestHeaders.Add("Origin", staff.Origin);
        return http;
    }
}
