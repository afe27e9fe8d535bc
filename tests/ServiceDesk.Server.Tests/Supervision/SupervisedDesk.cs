using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Xunit;

namespace ServiceDesk.Server.Tests.Supervision;

/// <summary>Ana serves, Sam supervises: with a desk, and with the board's hub.</summary>
public sealed class SupervisedDesk : IAsyncLifetime
{
    private HubConnection _monitor = null!;

    public ServedDesk Served { get; private set; } = null!;

    public AgentBot Sam { get; private set; } = null!;

    public IMonitorHub Monitor { get; private set; } = null!;

    public AgentBot Ana => Served.Agent;

    public async ValueTask InitializeAsync()
    {
        Served = await ServedDesk.Start(
            CancellationToken.None,
            new Dictionary<string, string?>
            {
                ["Demo:RingSeconds"] = "120",
                // Whom the bot does not understand stays with it: a chat that it hands over would ring at Ana and keep others away.
                ["Bot:MissLimit"] = "10",
                ["Watermarks:FlushMs"] = "10",
                ["Search:FollowMilliseconds"] = "20",
                ["RateLimits:Search:PerSecond"] = "1000",
                ["RateLimits:Search:Burst"] = "10000",
            });
        Sam = await AgentBot.Connect(Served.Host.Desk, TestDesk.Supervisor, CancellationToken.None);
        await (await Sam.Hub(CancellationToken.None)).Sessions(new SessionsRequest(SessionsView.All));
        _monitor = await Connect();
        Monitor = _monitor.As<IMonitorHub>(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await Sam.DisposeAsync();
        await Served.DisposeAsync();
    }

    /// <summary>One more connection of Sam's to the board's hub.</summary>
    public Task<HubConnection> Connect() => MonitorOf(Sam.Credentials);

    /// <summary>A supervisor's connection to the board's hub.</summary>
    public static async Task<HubConnection> MonitorOf(StaffCredentials staff)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(staff.Desk, "hubs/monitor"), http =>
        {
            http.Cookies = staff.Cookies;
            http.Headers["Origin"] = staff.Origin;
        });
        builder.AddJsonProtocol(json => WireJson.Apply(json.PayloadSerializerOptions));
        var connection = builder.Build();
        await connection.StartAsync();
        return connection;
    }

    /// <summary>A visitor whom Ana serves, and how the session stands.</summary>
    public async Task<(VisitorBot Visitor, SessionRow Row)> Session(CancellationToken cancellation)
    {
        var visitor = await Served.Visitor(cancellation);
        return (visitor, await Row(visitor.Session!.SessionId, cancellation));
    }

    public async Task<SessionRow> Row(long session, CancellationToken cancellation) =>
        (await (await Sam.Hub(cancellation)).Sessions(new SessionsRequest(SessionsView.All))).OrThrow().Sessions.Single(s => s.SessionId == session);

    public async Task<IReadOnlyList<AuditRow>> Audit(string onWhat, CancellationToken cancellation)
    {
        await using var db = Served.Host.OpenDb();
        return await db.Audit.AsNoTracking().Where(a => a.OnWhat == onWhat).OrderBy(a => a.Id).ToListAsync(cancellation);
    }

    /// <summary>Puts another desk into force.</summary>
    public async Task Publish(Func<Desk, Desk> change, CancellationToken cancellation)
    {
        var desk = Served.Host.Get<CurrentDesk>().Value;
        var next = change(desk) with { Version = desk.Version + 1 };
        await using var db = Served.Host.OpenDb();
        db.Rulesets.Add(Rulesets.Row(next, "test", Served.Host.Get<TimeProvider>().Now()));
        await db.SaveChangesAsync(cancellation);
        var published = await Served.Host.Get<RoutingDomain>().Submit(
            Guid.CreateVersion7(), new RulesetPublished(next) { At = default, Seq = 0 }, cancellation);
        if (published.Error is { } error)
        {
            throw new ServiceDeskException(error);
        }
    }

    public static VersionedCommand Command(SessionRow row) => new(Guid.CreateVersion7(), row.SessionId, row.Version);
}
