using System.Net.Http.Json;
using System.Text.Json;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Admin;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

using SaveDraftRequest = ServiceDesk.Server.Admin.SaveDraftRequest;

namespace ServiceDesk.Server.Tests.Admin;

/// <summary>A host and its administrator over HTTP.</summary>
public sealed class AdminDesk : IAsyncLifetime
{
    private HttpClient _administrator = null!;

    public TestHost Host { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.Start();
        _administrator = await Client(TestDesk.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        await Host.DisposeAsync();
    }

    public async Task<HttpClient> Client(string email)
    {
        var staff = await StaffCredentials.SignIn(Host.Desk, email, TestDesk.Password, Cancellation);
        var client = new HttpClient(new HttpClientHandler { CookieContainer = staff.Cookies }) { BaseAddress = Host.Desk };
        client.DefaultRequestHeaders.Add("Origin", Host.Desk.GetLeftPart(UriPartial.Authority));
        return client;
    }

    public async Task<T> Get<T>(string path) => await Read<T>(await Send(HttpMethod.Get, path));

    public async Task<DeskDraft> Draft() => await Get<DeskDraft>("/api/admin/desk/draft");

    public async Task<DeskPublished> Published() => await Get<DeskPublished>("/api/admin/desk");

    /// <summary>Saves a draft of the desk in force with a change.</summary>
    public async Task<DeskDraft> Save(Func<Desk, Desk> change)
    {
        var (draft, published) = (await Draft(), await Published());
        return await Read<DeskDraft>(await Put(new SaveDraftRequest(draft.Revision, change(published.Desk), published.Version)));
    }

    public Task<HttpResponseMessage> Put(SaveDraftRequest request) => Send(HttpMethod.Put, "/api/admin/desk/draft", JsonContent.Create(request, options: DeskJson.Options));

    public Task<HttpResponseMessage> Publish(long revision, Guid? commandId = null, string? note = null) =>
        Post("/api/admin/desk/publish", new PublishRequest(commandId ?? Guid.CreateVersion7(), revision, note));

    public Task<HttpResponseMessage> Post<T>(string path, T body) => Send(HttpMethod.Post, path, JsonContent.Create(body, options: WireJson.Options));

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        // A server that refuses by the size does not read on.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        return await _administrator.SendAsync(request, Cancellation);
    }

    public static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<T>(text, WireJson.Options)!;
    }

    /// <summary>The refusal's code and every field that it names.</summary>
    public static async Task<(string Code, IReadOnlyList<FieldFault> Details)> Refusal(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.ShouldBeFalse();
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var details = problem.TryGetProperty("details", out var named) ? named.Deserialize<List<FieldFault>>(WireJson.Options)! : [];
        return (problem.GetProperty("code").GetString()!, details);
    }

    public static Desk Rename(Desk desk, string name) => desk with { Queues = [desk.Queues[0] with { Name = name }, .. desk.Queues.Skip(1)] };
}
