using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using Shouldly;
using Xunit;
using Presence = ServiceDesk.Decisions.Agents.Presence;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>The server's own services over a real SQLite file, with a clock that the test moves. Hubs, jobs and bus stay off.</summary>
internal sealed class RoutingBench : IAsyncDisposable
{
    public const string Door = "shop";

    // Never disposed: the jobs' library keeps the one of the last host that started for the whole process.
    private static readonly ILoggerFactory Log =
        LoggerFactory.Create(log => log.AddProvider(new TestOutputLogs()).SetMinimumLevel(LogLevel.Warning));

    private readonly string _folder = Directory.CreateTempSubdirectory("servicedesk-routing-").FullName;
    private readonly List<ServiceProvider> _ended = [];
    private int _lingerMs;
    private ServiceProvider _services = null!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public CommitFaults Faults { get; } = new();

    public RoutingDomain Domain => Get<RoutingDomain>();

    public RoutingCounters Counters => Get<RoutingCounters>();

    /// <param name="lingerMs">How long a group of posts waits for others; on this clock that is until the test moves it.</param>
    public static async Task<RoutingBench> Start(Desk? desk = null, int lingerMs = 0)
    {
        var bench = new RoutingBench { _lingerMs = lingerMs };
        bench.Build();
        await using (var bare = new SqliteDeskDb(bench.Get<DbContextOptions<SqliteDeskDb>>()))
        {
            await bare.Database.EnsureCreatedAsync();
        }

        await using (var db = bench.Open())
        {
            db.Rulesets.Add(Rulesets.Row((desk ?? Desks.Small()) with { Version = 1 }, "test", bench.Time.Now()));
            await db.SaveChangesAsync();
        }

        await bench.StartLoop();
        return bench;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public DeskDb Open() => Get<DeskDbs>().Open();

    /// <summary>Ends the process's services without ceremony and begins others on the same file.</summary>
    public async Task Restart()
    {
        await Stop();
        Build();
        await StartLoop();
    }

    public async Task Stop()
    {
        await Get<RoutingLoop>().StopAsync(CancellationToken.None);
        await Get<ConversationLog>().StopAsync(CancellationToken.None);
        _ended.Add(_services);
    }

    /// <summary>Moves the clock and waits until the router has done what fell due.</summary>
    public async Task Pass(TimeSpan time)
    {
        Time.Advance(time);
        await Submit(new Tick { At = default, Seq = 0 });
    }

    public Task<CommandResult> Submit(RoutingEvent e, Guid? commandId = null) =>
        Domain.Submit(commandId, e, TestContext.Current.CancellationToken);

    public async Task<SessionState> StartSession(string visitor, Guid? commandId = null)
    {
        var start = new NewSession(visitor, Door, new PageInfo("https://shop.example/cart", "Cart"), "en", VisitorConnected: true);
        var result = await Domain.Start(commandId ?? Guid.CreateVersion7(), start, TestContext.Current.CancellationToken);
        result.Error.ShouldBeNull();
        return result.Session.ShouldNotBeNull();
    }

    public async Task<SessionState> Queue(string visitor, string? topic = null)
    {
        var session = await StartSession(visitor);
        var result = await Submit(new SessionEnqueued(session.Id, EnqueuedBy.Visitor, topic) { At = default, Seq = 0 }, Guid.CreateVersion7());
        result.Error.ShouldBeNull();
        return result.Session!;
    }

    public async Task Online(params long[] agents)
    {
        foreach (var agent in agents)
        {
            (await Submit(new Decisions.Routing.AgentConnection(agent, true) { At = default, Seq = 0 })).Error.ShouldBeNull();
            (await Submit(new AgentPresence(agent, Presence.Online) { At = default, Seq = 0 })).Error.ShouldBeNull();
        }
    }

    public async Task<SessionState> Accept(long offerId, long agent)
    {
        var result = await Submit(new Accept(offerId, agent) { At = default, Seq = 0 }, Guid.CreateVersion7());
        result.Error.ShouldBeNull();
        return result.Session!;
    }

    /// <summary>The session as committed.</summary>
    public async Task<SessionState> Session(long id)
    {
        await using var db = Open();
        return RoutingJson.Read<SessionState>((await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id)).Core);
    }

    public async Task<OfferState> Offer(long id)
    {
        await using var db = Open();
        return RoutingJson.Read<OfferState>((await db.Offers.AsNoTracking().SingleAsync(o => o.Id == id)).Core);
    }

    /// <summary>The session's ringing offer.</summary>
    public async Task<OfferState> Ringing(long sessionId) => await Offer((await Session(sessionId)).OfferId.ShouldNotBeNull());

    /// <summary>The notes in a session's conversation, by kind.</summary>
    public async Task<IReadOnlyList<string>> Notes(long conversationId)
    {
        await using var db = Open();
        var rows = await db.Events.AsNoTracking().Where(e => e.ConversationId == conversationId && e.Type == EventTypes.System)
            .OrderBy(e => e.Seq).ToListAsync();
        return rows.ConvertAll(r => EventViews.ForStaff(r).Body.Note!.Kind);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var services in _ended)
        {
            await services.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private void Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = _folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GroupCommit:LingerMs"] = _lingerMs.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Routing:ReloadMilliseconds"] = "10",
        });
        builder.Services.AddLogging().AddSingleton(Log);
        builder.Services.AddServiceDesk(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Faults);
        builder.Services.AddSingleton(provider => new DbContextOptionsBuilder<SqliteDeskDb>()
            .UseSqlite($"Data Source={Path.Combine(_folder, "test.db")};Foreign Keys=True")
            .AddInterceptors(Faults).Options);
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        _services = builder.Services.BuildServiceProvider();
    }

    private async Task StartLoop()
    {
        await Get<CommitPublisher>().StartAsync(CancellationToken.None);
        await Get<ConversationLog>().StartAsync(CancellationToken.None);
        await Get<RoutingLoop>().StartAsync(CancellationToken.None);
        var waited = Stopwatch.StartNew();
        while (!Domain.Ready)
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "the router did not become ready");
            await Task.Delay(5);
        }
    }
}

/// <summary>Lets commits fail when the test says so, after everything was written and before it is durable.</summary>
internal sealed class CommitFaults : DbTransactionInterceptor
{
    /// <summary>How many of the next commits fail.</summary>
    public int Next { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Next > 0)
        {
            Next--;
            throw new InvalidOperationException("The disk is gone (by the test's order).");
        }

        return ValueTask.FromResult(result);
    }
}

/// <summary>Shows the server's warnings with the test that caused them.</summary>
internal sealed class TestOutputLogs : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
