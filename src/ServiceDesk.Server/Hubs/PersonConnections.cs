using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>The connections of this node and whose they are.</summary>
public sealed class PersonConnections(
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents,
    IHubContext<MonitorHub, IMonitorClient> monitors,
    TimeProvider time)
{
    // Long enough for the frame before it to leave, short against the 5 s in which a sign-out must bite.
    private static readonly TimeSpan AbortAfter = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new();
    private readonly Dictionary<string, List<LiveConnection>> _persons = [];
    private readonly Lock _lock = new();

    /// <summary>
    /// Raised when a person got a first connection (true) or lost the last one (false) that takes part in conversations;
    /// connections of the live board do not count. Handlers must not block.
    /// </summary>
    public event Action<string, bool>? PresenceChanged;

    /// <summary>Every connection, bound or not.</summary>
    public IEnumerable<LiveConnection> All => _connections.Values;

    public LiveConnection Open(HubCallerContext context, HubKind hub) =>
        _connections[context.ConnectionId] = new LiveConnection(context, hub, time.GetUtcNow());

    public bool TryFind(string connectionId, [NotNullWhen(true)] out LiveConnection? connection) =>
        _connections.TryGetValue(connectionId, out connection);

    /// <summary>Says whose a connection is; repeating it renews the expiry.</summary>
    public void Bind(LiveConnection connection, string person, DateTimeOffset? expiresAt)
    {
        connection.ExpiresAt = expiresAt;
        lock (_lock)
        {
            if (connection.Person is not null || !_connections.ContainsKey(connection.Id))
            {
                return;
            }

            connection.Person = person;
            if (!_persons.TryGetValue(person, out var held))
            {
                _persons[person] = held = [];
            }

            held.Add(connection);
            if (Counts(connection) && held.Count(Counts) == 1)
            {
                PresenceChanged?.Invoke(person, true);
            }
        }
    }

    public void Close(string connectionId)
    {
        lock (_lock)
        {
            if (!_connections.TryRemove(connectionId, out var connection) || connection.Person is not { } person)
            {
                return;
            }

            var held = _persons[person];
            held.Remove(connection);
            if (held.Count == 0)
            {
                _persons.Remove(person);
            }

            if (Counts(connection) && !held.Exists(Counts))
            {
                PresenceChanged?.Invoke(person, false);
            }
        }
    }

    /// <summary>True while the person holds a connection that takes part in conversations.</summary>
    public bool IsConnected(string person) => Of(person).Any(Counts);

    public IReadOnlyList<LiveConnection> Of(string person)
    {
        lock (_lock)
        {
            return _persons.TryGetValue(person, out var held) ? [.. held] : [];
        }
    }

    /// <summary>Lets all conversation connections of the person receive what goes to the group.</summary>
    public async Task JoinAll(string person, string group)
    {
        foreach (var connection in Of(person).Where(Counts))
        {
            await Join(connection, group);
        }
    }

    /// <summary>Takes all conversation connections of the person out of the group, watching ones too.</summary>
    public async Task LeaveAll(string person, string group)
    {
        foreach (var connection in Of(person).Where(Counts))
        {
            await Leave(connection, group);
        }
    }

    public async Task Join(LiveConnection connection, string group)
    {
        connection.Joined(group);
        await GroupsOf(connection.Hub).AddToGroupAsync(connection.Id, group);
    }

    public async Task Leave(LiveConnection connection, string group)
    {
        connection.Left(group);
        await GroupsOf(connection.Hub).RemoveFromGroupAsync(connection.Id, group);
    }

    /// <summary>Tells every connection of the person why, then ends it: on sign-out, deactivation or a change of roles.</summary>
    public Task Abort(string person, Control control) => Task.WhenAll(Of(person).Select(c => Abort(c, control)));

    public async Task Abort(LiveConnection connection, Control control)
    {
        try
        {
            await Tell(connection, control).WaitAsync(AbortAfter, time);
            await Task.Delay(AbortAfter, time);
        }
        catch (TimeoutException)
        {
            // A connection that reads nothing is not told; it ends all the same.
        }
        finally
        {
            connection.Abort();
        }
    }

    private static bool Counts(LiveConnection connection) => connection.Hub != HubKind.Monitor;

    private Task Tell(LiveConnection connection, Control control) => connection.Hub switch
    {
        HubKind.Visitor => visitors.Clients.Client(connection.Id).Control(control),
        HubKind.Agent => agents.Clients.Client(connection.Id).Control(control),
        _ => monitors.Clients.Client(connection.Id).Control(control),
    };

    private IGroupManager GroupsOf(HubKind hub) => hub switch
    {
        HubKind.Visitor => visitors.Groups,
        HubKind.Agent => agents.Groups,
        _ => monitors.Groups,
    };
}
