using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>The connections of this node and whose they are.</summary>
public sealed partial class PersonConnections(
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents,
    IHubContext<MonitorHub, IMonitorClient> monitors,
    RealTimeOptions options,
    TimeProvider time,
    ILogger<PersonConnections> log)
{
    // Long enough for the frame before it to leave, short against the 5 s in which a sign-out must bite.
    private static readonly TimeSpan AbortAfter = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, LiveConnection> _connections = new();
    private readonly Dictionary<string, List<LiveConnection>> _persons = [];
    private readonly Lock _lock = new();

    /// <summary>
    /// Raised when a person got a first connection (true) or lost the last one (false) that takes part in conversations;
    /// connections of the live board and those before Hello do not count. Raised in order; handlers must not block.
    /// </summary>
    public event Action<string, bool>? PresenceChanged;

    /// <summary>Every connection, greeted or not.</summary>
    public IEnumerable<LiveConnection> All => _connections.Values;

    /// <param name="person">Whose it is, where the transport already knows.</param>
    public LiveConnection Open(HubCallerContext context, HubKind hub, string? person)
    {
        var connection = new LiveConnection(context, hub, time.GetUtcNow());
        lock (_lock)
        {
            _connections[connection.Id] = connection;
            if (person is not null)
            {
                Own(connection, person);
            }
        }

        return connection;
    }

    /// <summary>The connection of a call in progress.</summary>
    public LiveConnection Of(HubCallerContext context) => _connections[context.ConnectionId];

    /// <summary>Null when it has ended.</summary>
    public LiveConnection? Find(string connectionId) => _connections.GetValueOrDefault(connectionId);

    /// <summary>
    /// After a successful Hello: says whose the connection is and until when; repeating it renews the expiry. When the person holds
    /// more connections than are allowed, the oldest is told that it is replaced, and ended.
    /// </summary>
    public void Greet(LiveConnection connection, string person, DateTimeOffset? expiresAt)
    {
        lock (_lock)
        {
            connection.ExpiresAt = expiresAt;
            if (connection.Greeted || !_connections.ContainsKey(connection.Id))
            {
                return;
            }

            if (connection.Person is null)
            {
                Own(connection, person);
            }

            connection.Greeted = true;
            var held = _persons[person].Where(Counts).ToList();
            if (held.Count == 1)
            {
                PresenceChanged?.Invoke(person, true);
            }

            foreach (var oldest in held.Where(c => !c.Replaced).OrderBy(c => c.OpenedAt).SkipLast(options.ConnectionsPerPerson))
            {
                oldest.Replaced = true;
                _ = Replace(oldest);
            }
        }
    }

    private async Task Replace(LiveConnection connection)
    {
        try
        {
            await Abort(connection, new Control(ControlKinds.Replaced));
        }
#pragma warning disable CA1031 // The connection is aborted all the same.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotTold(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection could not be told that it was replaced.")]
    private partial void NotTold(Exception fault);

    public void Close(HubCallerContext context)
    {
        lock (_lock)
        {
            if (!_connections.TryRemove(context.ConnectionId, out var connection) || connection.Person is not { } person)
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

    /// <summary>
    /// Lets all conversation connections of the person receive what goes to the group. Call it in the publisher's order, before
    /// the events that the new member is to see.
    /// </summary>
    public Task JoinAll(string person, string group) =>
        Task.WhenAll(Of(person).Where(Counts).Select(connection => Join(connection, group, watching: false)));

    /// <summary>Takes all conversation connections of the person out of the group, watching ones too.</summary>
    public Task LeaveAll(string person, string group) =>
        Task.WhenAll(Of(person).Where(Counts).Select(connection => Leave(connection, group)));

    /// <param name="watching">True for staff who look on without being a member.</param>
    public Task Join(LiveConnection connection, string group, bool watching)
    {
        connection.Joined(group, watching);
        return GroupsOf(connection.Hub).AddToGroupAsync(connection.Id, group);
    }

    public Task Leave(LiveConnection connection, string group)
    {
        connection.Left(group);
        return GroupsOf(connection.Hub).RemoveFromGroupAsync(connection.Id, group);
    }

    public Task StopWatching(LiveConnection connection, string group) => connection.StoppedWatching(group)
        ? GroupsOf(connection.Hub).RemoveFromGroupAsync(connection.Id, group)
        : Task.CompletedTask;

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

    public Task Tell(LiveConnection connection, Control control) => connection.Hub == HubKind.Monitor
        ? monitors.Clients.Client(connection.Id).Control(control)
        : Client(connection).Control(control);

    /// <summary>The client of a connection that takes part in conversations, to tell it alone.</summary>
    public IConversationClient Client(LiveConnection connection) => connection.Hub == HubKind.Visitor
        ? visitors.Clients.Client(connection.Id)
        : agents.Clients.Client(connection.Id);

    private void Own(LiveConnection connection, string person)
    {
        connection.Person = person;
        if (!_persons.TryGetValue(person, out var held))
        {
            _persons[person] = held = [];
        }

        held.Add(connection);
    }

    private static bool Counts(LiveConnection connection) => connection is { Greeted: true, Hub: not HubKind.Monitor };


    private IGroupManager GroupsOf(HubKind hub) => hub switch
    {
        HubKind.Visitor => visitors.Groups,
        HubKind.Agent => agents.Groups,
        _ => monitors.Groups,
    };
}
