using System.Text.Json;
using Microsoft.Playwright;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Browser.Tests;

/// <summary>A server that pushes; a push service that a browser could subscribe at is not there.</summary>
public sealed class PushingDesk() : RunningDesk(new Dictionary<string, string?> { ["WebPush:Contact"] = "mailto:desk@demo.test" });

/// <summary>What the desk's worker makes of a push, as it is handed over by the browser.</summary>
public sealed class WebPushTests(PushingDesk desk) : IClassFixture<PushingDesk>
{
    private const string Shown =
        """
        async () => {
          const worker = await navigator.serviceWorker.getRegistration("/desk/");
          return (await worker?.getNotifications() ?? []).map((n) => [n.tag, n.title, n.body].join(" | ")).sort().join("\n");
        }
        """;

    [Fact]
    public async Task A_push_is_shown_by_who_speaks_and_the_desk_that_it_opens_shows_the_chat()
    {
        var ana = await AgentPage.SignIn(desk, TestDesk.Ana);
        await ana.Page.Context.GrantPermissionsAsync(["notifications"]);
        var asked = ana.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/api/staff/web-push", StringComparison.Ordinal));
        var worker = WorkerOf(ana.Page);
        await ana.Page.ReloadAsync();
        (await asked).Status.ShouldBe(200, "the desk asked for the key to subscribe with");
        await ana.GoOnline();
        var visitor = await VisitorPage.Visit(desk, "shop/");
        await visitor.OpenWidget();
        await visitor.WantPerson();
        await ana.Ringing.WaitForAsync();
        await ana.Accept();
        var session = await ana.Page.EvaluateAsync<long>("() => fetch('/api/search').then((a) => a.json()).then((page) => page.hits[0].sessionId)");

        var (client, registration) = await worker;
        foreach (var news in (WebPushNews[])
            [
                new(WebPushKinds.Message, session, 1, 5, null, 1, "Kim", "Are you there?"),
                new(WebPushKinds.Whisper, session, 2, 1, null, 1, "Sam", null),
                new(WebPushKinds.Offer, session, 0, 0, 7, 1, "Lou", "sales"),
            ])
        {
            await client.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object>
            {
                ["origin"] = new Uri(ana.Page.Url).GetLeftPart(UriPartial.Authority),
                ["registrationId"] = registration,
                ["data"] = JsonSerializer.Serialize(news, WireJson.Options),
            });
        }

        await ana.Page.WaitForFunctionAsync($"async () => (await ({Shown})()).split('\\n').length === 3");
        (await ana.Page.EvaluateAsync<string>(Shown)).ShouldBe($"chat-{session} | Kim | Are you there?\noffer-7 | Lou | sales\nstaff-{session} | Sam | ");

        await ana.Page.GotoAsync(new Uri(new Uri(ana.Page.Url), $"/desk/inbox#chat-{session}").ToString());
        await ana.Page.ReloadAsync();
        await Assertions.Expect(ana.Composer).ToBeVisibleAsync();
        new Uri(ana.Page.Url).Fragment.ShouldBeEmpty();
        // The browser's own word: contexts of tests are such, and a page cannot know.
        ana.ConsoleErrors.Where(error => !error.Contains("Push API in incognito mode", StringComparison.Ordinal)).ShouldBeEmpty();
        await ana.Page.Context.CloseAsync();
        await visitor.Page.Context.CloseAsync();
    }

    private static async Task<(ICDPSession Client, string Registration)> WorkerOf(IPage page)
    {
        var client = await page.Context.NewCDPSessionAsync(page);
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Event("ServiceWorker.workerVersionUpdated").OnEvent += (_, json) =>
        {
            foreach (var version in json!.Value.GetProperty("versions").EnumerateArray())
            {
                if (version.GetProperty("status").GetString() == "activated")
                {
                    found.TrySetResult(version.GetProperty("registrationId").GetString()!);
                }
            }
        };
        await client.SendAsync("ServiceWorker.enable");
        return (client, await found.Task);
    }
}
