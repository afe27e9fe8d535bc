using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Server.LinkPreviews;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Tests.Supervision;
using ServiceDesk.Server.WebPush;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.WebPush;

/// <summary>News for who has no desk open, as a push service gets it and as the browser reads it.</summary>
public sealed class WebPushTests : IAsyncLifetime
{
    private const string Contact = "mailto:desk@demo.test";
    private const string Route = "/api/staff/web-push";

    // Longer than the delay and the look that follows it.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["WebPush:Contact"] = Contact,
        ["WebPush:DelaySeconds"] = "1",
        ["Demo:RingSeconds"] = "120",
        ["Demo:GraceSeconds"] = "120",
    };

    private readonly Browser _browser = new();
    private LoopbackPushService _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await LoopbackPushService.Start();

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Words_that_nobody_saw_are_pushed_once_and_only_the_browser_can_read_them()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        var conversation = await Served(host, visitor);

        var asked = await visitor.Say("Are you there?", Cancellation);
        var first = await Pushed(host, 1);
        await Task.Delay(Long, Cancellation);
        _service.Pushes.Count.ShouldBe(1, "it was told once");
        var again = await visitor.Say("Hello?", Cancellation);
        var second = await Pushed(host, 2);

        (first.Kind, first.Conv, first.Seq, first.Text, first.OfferId).ShouldBe((WebPushKinds.Message, conversation, asked.Seq, "Are you there?", null));
        first.From.ShouldStartWith("Visitor ");
        (first.SessionId, first.Unread).ShouldBe((visitor.Session!.SessionId, 1));
        (second.Seq, second.Text, second.Unread).ShouldBe((again.Seq, "Hello?", 2));
        _service.Pushes.ShouldAllBe(p => p.Headers["Topic"] == $"conv-{conversation}" && p.Headers["TTL"] == "3600" && p.Headers["Urgency"] == "high");
        _service.Pushes.ShouldAllBe(p => !System.Text.Encoding.UTF8.GetString(p.Body).Contains("there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_a_desk_open_is_not_pushed_to_nor_told_later_of_what_was_delivered()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await using (var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation))
        {
            var conversation = await Served(host, visitor, ana);
            var ack = await visitor.Say("Seen at once", Cancellation);
            await Task.Delay(Long, Cancellation);
            (await (await ana.Hub(Cancellation)).MarkDelivered(new MarkRequest(conversation, ack.Seq))).OrThrow();
            await Eventually.True(() => Delivered(host, conversation, ana.Person) >= ack.Seq, Cancellation);
        }

        await Task.Delay(Long, Cancellation);
        _service.Pushes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_rings_is_pushed_to_who_has_gone()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        OfferCard offer;
        await using (var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation))
        {
            await Subscribe(host, ana);
            await ana.Choose(Presence.Online, Cancellation);
            await visitor.Open(Cancellation);
            await visitor.WantPerson(Cancellation);
            offer = await ana.Ringing(Cancellation);
        }

        var rings = await Pushed(host, 1);

        (rings.Kind, rings.OfferId, rings.SessionId, rings.Text).ShouldBe((WebPushKinds.Offer, offer.OfferId, visitor.Session!.SessionId, offer.Queue));
        await Task.Delay(Long, Cancellation);
        _service.Pushes.Count.ShouldBe(1, "it was told once");
    }

    [Fact]
    public async Task Whispers_and_mentions_are_pushed()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await using var sam = await AgentBot.Connect(host.Desk, TestDesk.Supervisor, Cancellation);
        await Served(host, visitor);
        var session = visitor.Session!.SessionId;
        var staff = (await (await sam.Hub(Cancellation)).StaffConversation(new StaffConversationRequest(session))).OrThrow().Conv;
        await using (var db = host.OpenDb())
        {
            var ana = await db.Users.SingleAsync(u => u.Email == TestDesk.Ana, Cancellation);
            (await (await sam.Hub(Cancellation)).Send(new SendRequest(
                staff, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Look at this", Mark = StaffMarks.Note }, Mentions: [$"agent:{ana.Id}"]))).OrThrow();
        }

        var mention = await Pushed(host, 1);

        (mention.Kind, mention.SessionId, mention.Conv, mention.From, mention.Text).ShouldBe((WebPushKinds.Mention, session, staff, "Sam", "Look at this"));
        await using var monitor = await SupervisedDesk.MonitorOf(sam.Credentials);
        (await monitor.As<IMonitorHub>(Cancellation).Whisper(new WhisperRequest(Guid.CreateVersion7(), session, "Offer a voucher"))).OrThrow();
        var whisper = await Pushed(host, 2);
        (whisper.Kind, whisper.SessionId, whisper.Conv, whisper.From, whisper.Text).ShouldBe((WebPushKinds.Whisper, session, staff, "Sam", "Offer a voucher"));
    }

    [Fact]
    public async Task Who_wants_no_previews_is_told_without_the_words()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await Served(host, visitor, previews: false);

        await visitor.Say("A secret", Cancellation);

        (await Pushed(host, 1)).Text.ShouldBeNull();
    }

    [Fact]
    public async Task A_subscription_that_has_ended_is_removed_and_one_that_is_refused_for_now_stays()
    {
        await using var host = await Start();
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await Served(host, visitor);

        _service.Answer = HttpStatusCode.TooManyRequests;
        await visitor.Say("One", Cancellation);
        await Eventually.True(() => _service.Pushes.Count == 1, Cancellation);
        await Eventually.True(() => Marks(host) == 1, Cancellation);
        Subscriptions(host).ShouldBe(1);
        _service.Answer = HttpStatusCode.Gone;
        await visitor.Say("Two", Cancellation);

        await Eventually.True(() => Subscriptions(host) == 0, Cancellation);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_not_called()
    {
        await using var host = await TestHost.Start(Settings);
        await using var visitor = await VisitorBot.Connect(host.Chat, Cancellation);
        await Served(host, visitor);

        await visitor.Say("Hello?", Cancellation);

        await Eventually.True(() => Marks(host) == 1, Cancellation);
        _service.Pushes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_is_of_who_subscribed_in_it_last_and_only_its_own_person_ends_it()
    {
        await using var host = await Start();
        using var ana = await Http(host, TestDesk.Ana);
        using var lee = await Http(host, TestDesk.Lee);
        var subscription = new WebPushSubscription("https://push.example/abc", _browser.P256dh, _browser.Auth);

        (await ana.GetFromJsonAsync<WebPushKey>(Route, WireJson.Options, Cancellation))!.Key.ShouldBe(host.Get<WebPushKeys>().Pair.Public);
        (await Put(ana, subscription)).ShouldBe(HttpStatusCode.NoContent);
        (await Put(ana, subscription with { Previews = false })).ShouldBe(HttpStatusCode.NoContent);
        Subscriptions(host).ShouldBe(1);
        (await Put(lee, subscription)).ShouldBe(HttpStatusCode.NoContent);
        Subscriptions(host).ShouldBe(1);
        (await Delete(ana, subscription.Endpoint)).ShouldBe(HttpStatusCode.NoContent);
        Subscriptions(host).ShouldBe(1, "it is Lee's");
        (await Delete(lee, subscription.Endpoint)).ShouldBe(HttpStatusCode.NoContent);
        Subscriptions(host).ShouldBe(0);
    }

    [Fact]
    public async Task Of_more_browsers_than_are_allowed_the_newest_stay()
    {
        await using var host = await TestHost.Start(new Dictionary<string, string?>(Settings) { ["WebPush:MostOfOne"] = "2" });
        using var ana = await Http(host, TestDesk.Ana);
        for (var i = 1; i <= 4; i++)
        {
            await Put(ana, new WebPushSubscription($"https://push.example/{i}", _browser.P256dh, _browser.Auth));
        }

        await using var db = host.OpenDb();
        (await db.WebPushSubscriptions.OrderBy(s => s.Id).Select(s => s.Endpoint).ToListAsync(Cancellation))
            .ShouldBe(["https://push.example/3", "https://push.example/4"]);
    }

    [Fact]
    public async Task What_no_browser_could_be_reached_by_is_refused_with_its_field()
    {
        await using var host = await Start();
        using var ana = await Http(host, TestDesk.Ana);
        var good = new WebPushSubscription("https://push.example/a", _browser.P256dh, _browser.Auth);
        (WebPushSubscription Request, string Field)[] cases =
        [
            (good with { Endpoint = "http://push.example/a" }, "endpoint"),
            (good with { Endpoint = "https://ana:secret@push.example/a" }, "endpoint"),
            (good with { Endpoint = "nowhere" }, "endpoint"),
            (good with { Endpoint = "https://push.example/" + new string('a', 1_000) }, "endpoint"),
            (good with { P256dh = "AAAA" }, "p256dh"),
            // As long as a point, and on no curve.
            (good with { P256dh = "BA" + new string('A', 85) }, "p256dh"),
            (good with { Auth = "AAAA" }, "auth"),
            (good with { Auth = "not base64 at all" }, "auth"),
        ];
        foreach (var (request, field) in cases)
        {
            using var answer = await ana.PutAsJsonAsync(Route, request, WireJson.Options, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, field);
            (await answer.Content.ReadFromJsonAsync<Error>(WireJson.Options, Cancellation))!.Details!.Single().Field.ShouldBe(field);
        }

        Subscriptions(host).ShouldBe(0);
    }

    private static Task<TestHost> Start() => TestHost.Start(
        Settings, services => services.AddSingleton(Reach.PublicInternet with { MayCall = IPAddress.IsLoopback }));

    private static async Task<HttpClient> Http(TestHost host, string email)
    {
        var credentials = await StaffCredentials.SignIn(host.Desk, email, TestDesk.Password, Cancellation);
        var http = new HttpClient(new HttpClientHandler { CookieContainer = credentials.Cookies }) { BaseAddress = host.Desk };
        http.DefaultRequestHeaders.Add("Origin", credentials.Origin);
        return http;
    }

    private static async Task<HttpStatusCode> Put(HttpClient http, WebPushSubscription subscription)
    {
        using var answer = await http.PutAsJsonAsync(Route, subscription, WireJson.Options, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> Delete(HttpClient http, string endpoint)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Route) { Content = JsonContent.Create(new WebPushEnd(endpoint), options: WireJson.Options) };
        using var answer = await http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private static int Subscriptions(TestHost host)
    {
        using var db = host.OpenDb();
        return db.WebPushSubscriptions.Count();
    }

    private static int Marks(TestHost host)
    {
        using var db = host.OpenDb();
        return db.WebPushMarks.Count();
    }

    private static long Delivered(TestHost host, long conversation, string person)
    {
        using var db = host.OpenDb();
        return db.Members.Where(m => m.ConversationId == conversation && m.Person == person).Select(m => m.DeliveredSeq).Single();
    }

    /// <summary>Ana serves the visitor, has subscribed, and has closed her desk.</summary>
    private async Task<long> Served(TestHost host, VisitorBot visitor, bool previews = true)
    {
        await using var ana = await AgentBot.Connect(host.Desk, TestDesk.Ana, Cancellation);
        return await Served(host, visitor, ana, previews);
    }

    private async Task<long> Served(TestHost host, VisitorBot visitor, AgentBot ana, bool previews = true)
    {
        await ana.Choose(Presence.Online, Cancellation);
        await visitor.Open(Cancellation);
        await visitor.WantPerson(Cancellation);
        var row = await ana.Accept(await ana.Ringing(Cancellation), Cancellation);
        await ana.Say(row.ConversationId, "Hello", Cancellation);
        await Subscribe(host, ana, previews);
        return row.ConversationId;
    }

    private async Task Subscribe(TestHost host, AgentBot ana, bool previews = true)
    {
        await using var db = host.OpenDb();
        // By itself: a browser's own address is https, which a test has no certificate for.
        db.WebPushSubscriptions.Add(new WebPushSubscriptionRow
        {
            AccountId = ana.Credentials.User.Id,
            EndpointHash = "of the test",
            Endpoint = new Uri(_service.Address, "browser/of-ana").ToString(),
            P256dh = _browser.P256dh,
            Auth = _browser.Auth,
            Previews = previews,
            CreatedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<WebPushNews> Pushed(TestHost host, int count)
    {
        await Eventually.True(() => _service.Pushes.Count >= count, Cancellation);
        var push = _service.Pushes.ElementAt(count - 1);
        push.Path.ShouldBe("browser/of-ana");
        return _browser.Read(push, host.Get<WebPushKeys>().Pair.Public, _service.Address, Contact);
    }
}
