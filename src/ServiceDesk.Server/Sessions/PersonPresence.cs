using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Sessions;

/// <summary>
/// Tells the router whether a person is connected to this node. It reports the state as it is when its turn comes: of several
/// changes close together the last one counts, and one that could not be stored is told again.
/// </summary>
public sealed class PersonPresence : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    private readonly Channel<string> _changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PersonConnections _connections;
    private readonly RoutingDomain _domain;
    private readonly CurrentDesk _desk;
    private readonly DeskDbs _dbs;
    private readonly TimeProvider _time;

    public PersonPresence(PersonConnections connections, RoutingDomain domain, CurrentDesk desk, DeskDbs dbs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentNullException.ThrowIfNull(domain);
        (_connections, _domain, _desk, _dbs, _time) = (connections, domain, desk, dbs, time);
        // A new writer takes everybody for gone, and a new desk may make somebody an agent who is connected already.
        domain.PresenceWanted += () => connections.All.Select(c => c.Person).OfType<string>().Distinct().ToList().ForEach(Changed);
    }

    /// <summary>Says that the person has a connection now. Never waits.</summary>
    /// <param name="person"><c>visitor:id</c> or <c>agent:id</c>.</param>
    public void FirstConnected(string person) => Changed(person);

    /// <summary>Says that the person's last connection is gone. Never waits.</summary>
    public void LastDisconnected(string person) => Changed(person);

    /// <summary>Says that what the router knows of the person's connections may be old.</summary>
    internal void Changed(string person) => _changed.Writer.TryWrite(person);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _changed.Reader.WaitToReadAsync(stoppingToken))
        {
            var changed = new List<string>();
            while (_changed.Reader.TryRead(out var person))
            {
                changed.Add(person);
            }

            var persons = changed.Distinct().ToList();
            var told = await Task.WhenAll(persons.Select(p => Tell(p, stoppingToken)));
            if (told.Contains(false))
            {
                await Task.Delay(Again, _time, stoppingToken);
                persons.Where((_, i) => !told[i]).ToList().ForEach(Changed);
            }
        }
    }

    /// <returns>False when it could not be stored.</returns>
    private async Task<bool> Tell(string person, CancellationToken cancellation)
    {
        try
        {
            var connected = _connections.IsConnected(person);
            var results = Persons.AgentId(person) is { } agent
                ? await TellAgent(agent, connected, cancellation)
                : await TellSessions(person, connected, cancellation);
            return Array.TrueForAll(results, r => r.Error?.Code is not (ErrorCodes.Unavailable or ErrorCodes.Overloaded));
        }
#pragma warning disable CA1031 // The database is away; the person is told again when it is back.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task<CommandResult[]> TellAgent(long agent, bool connected, CancellationToken cancellation) =>
        _desk.Value.Agents.Any(a => a.Id == agent)
            ? [await _domain.Submit(null, new Decisions.Routing.AgentConnection(agent, connected) { At = default, Seq = 0 }, cancellation)]
            : [];

    private async Task<CommandResult[]> TellSessions(string person, bool connected, CancellationToken cancellation)
    {
        var visitor = person[(person.IndexOf(':', StringComparison.Ordinal) + 1)..];
        await using var db = _dbs.Open();
        var sessions = await db.Sessions.Where(s => s.VisitorId == visitor && s.Open).Select(s => s.Id).ToListAsync(cancellation);
        return await Task.WhenAll(sessions.Select(id => _domain.Submit(
            null,
            connected ? new VisitorBack(id) { At = default, Seq = 0 } : new VisitorLeft(id) { At = default, Seq = 0 },
            cancellation)));
    }
}
