using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Surveys;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;
using AgentConnection = ServiceDesk.Decisions.Routing.AgentConnection;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Tests.Reports;

/// <summary>
/// The real host with a clock that the test moves, and a day that is told event by event: what is entered is known to the
/// second, so every figure can be worked out by hand.
/// </summary>
public sealed class KnownDay : IAsyncLifetime
{
    public static readonly DateTimeOffset Midnight = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, long> _agents = [];
    private int _visitors;

    internal MovedClock Clock { get; } = new(Midnight.AddHours(9));

    public TestHost Host { get; private set; } = null!;

    /// <summary>The day that is asked about.</summary>
    public static string Day => "from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z&zone=UTC";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = await TestHost.Start(
            new Dictionary<string, string?> { ["Demo:Capacity"] = "2", ["Demo:RingSeconds"] = "60", ["Alerts:EvaluateSeconds"] = "300" },
            services => services.AddSingleton<TimeProvider>(Clock));
        await using var db = Host.OpenDb();
        foreach (var account in await db.Users.ToListAsync(CancellationToken.None))
        {
            _agents[account.Email!] = account.Id;
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public long Agent(string email) => _agents[email];

    public string Person(string email) => Persons.Agent(Agent(email));

    /// <summary>Moves the clock to this long after nine and lets the router do what fell due.</summary>
    public async Task At(int seconds)
    {
        Clock.Set(Midnight.AddHours(9).AddSeconds(seconds));
        await Submit(new Tick { At = default, Seq = 0 });
    }

    public async Task<CommandResult> Submit(RoutingEvent e) =>
        await Host.Get<RoutingDomain>().Submit(e is Tick ? null : Guid.CreateVersion7(), e, Cancellation);

    public async Task Online(string agent)
    {
        (await Submit(new AgentConnection(Agent(agent), true) { At = default, Seq = 0 })).Error.ShouldBeNull();
        await Presence(agent, Decisions.Agents.Presence.Online);
    }

    public async Task Presence(string agent, Presence presence, string? reason = null) =>
        (await Submit(new AgentPresence(Agent(agent), presence, reason) { At = default, Seq = 0 })).Error.ShouldBeNull();

    /// <summary>A visitor opens a session, without the embedded bot's words.</summary>
    public async Task<(long Session, long Conversation, string Visitor)> Open()
    {
        var visitor = $"{++_visitors:x32}";
        await using (var db = Host.OpenDb())
        {
            db.Visitors.Add(new Visitor { Id = visitor, Locale = "en", CreatedAt = Clock.Now() });
            await db.SaveChangesAsync(Cancellation);
        }

        var start = new NewSession(visitor, Host.Get<CurrentDesk>().Value.EntryPoints[0].Key, new PageInfo("https://shop.test/cart", "Cart"), "en", VisitorConnected: true);
        var session = (await Host.Get<RoutingDomain>().Start(Guid.CreateVersion7(), start, Cancellation)).Session!;
        return (session.Id, session.ConversationId, visitor);
    }

    public async Task Queue(long session, string queue) =>
        (await Submit(new SessionEnqueued(session, EnqueuedBy.Visitor, null, queue) { At = default, Seq = 0 })).Error.ShouldBeNull();

    public async Task Accept(long session, string agent) =>
        (await Submit(new Accept(await Ringing(session), Agent(agent)) { At = default, Seq = 0 })).Error.ShouldBeNull();

    public async Task Decline(long session, string agent) =>
        (await Submit(new Decline(await Ringing(session), Agent(agent), "busy") { At = default, Seq = 0 })).Error.ShouldBeNull();

    public async Task End(long session, EndedBy by, string? agent = null) =>
        (await Submit(new Ended(session, by, agent is null ? null : Agent(agent)) { At = default, Seq = 0 })).Error.ShouldBeNull();

    public async Task Says(long conversation, string person, string text)
    {
        Admission admission = person.StartsWith("visitor", StringComparison.Ordinal) ? new Admission.Visitor() : new Admission.Responder(person);
        var said = await Host.Get<ConversationLog>().Append(
            new Post(conversation, person, null, admission, EventTypes.Message, Guid.CreateVersion7(), new EventBody { Text = text }), Cancellation);
        said.Error.ShouldBeNull();
    }

    /// <summary>The visitor answers the survey as soon as it is there.</summary>
    public async Task Rate(long session, string visitor, int score)
    {
        await Eventually.True(
            () =>
            {
                using var db = Host.OpenDb();
                return db.Surveys.Any(s => s.SessionId == session);
            },
            Cancellation);
        var request = new SubmitSurveyRequest(Guid.CreateVersion7(), session, score);
        (await Host.Get<SubmitSurvey>().Handle(new VisitorCaller(visitor, "shop", "en", "127.0.0.1"), request, Cancellation)).Error.ShouldBeNull();
    }

    public async Task<long> Ringing(long session)
    {
        await using var db = Host.OpenDb();
        return (await db.Offers.SingleAsync(o => o.SessionId == session && o.State == "pending", Cancellation)).Id;
    }

    public async Task<HttpClient> SignedIn(string email)
    {
        var staff = await StaffCredentials.SignIn(Host.Desk, email, TestDesk.Password, Cancellation);
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = Host.Desk };
        http.DefaultRequestHeaders.Add("Origin", Host.Desk.GetLeftPart(UriPartial.Authority));
        return http;
    }

    public static async Task<T> Get<T>(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonSerializer.Deserialize<T>(text, WireJson.Options)!;
    }

    public static async Task<(int Status, string Code)> Refusal(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString()!);
    }
}

/// <summary>A clock that stands until it is set; timers run in real time, so that the host's loops go on.</summary>
internal sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public void Set(DateTimeOffset to) => Interlocked.Exchange(ref _ticks, to.UtcTicks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
}
