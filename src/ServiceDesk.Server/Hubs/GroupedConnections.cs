using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace ServiceDesk.Server.Hubs;

/// <summary>
/// The connections of a hub and their groups, in place of the framework's own: a push is encoded once, goes through each
/// connection's <see cref="Outbound"/>, and nobody waits for a connection. A group is an array that is replaced when somebody comes
/// or goes: nearly all hold one or two, ten thousand idle visitors have twenty thousand of them.
/// </summary>
public sealed class GroupedConnections<THub>(RealTimeOptions limits, LaggingConnections lagging) : HubLifetimeManager<THub>
    where THub : Hub
{
    private readonly ConcurrentDictionary<string, Outbound> _connections = new();
    private readonly ConcurrentDictionary<string, Outbound[]> _groups = new();
    private readonly Lock _changing = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var outbound = new Outbound(connection, limits, lagging);
        connection.Features.Set(outbound);
        _connections[connection.ConnectionId] = outbound;
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_connections.TryRemove(connection.ConnectionId, out var outbound))
        {
            lagging.Remove(outbound);
            lock (_changing)
            {
                foreach (var group in outbound.Groups)
                {
                    Remove(group, outbound);
                }
            }
        }

        return Task.CompletedTask;
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        lock (_changing)
        {
            if (_connections.TryGetValue(connectionId, out var outbound) && outbound.Groups.Add(groupName))
            {
                _groups[groupName] = _groups.TryGetValue(groupName, out var members) ? [.. members, outbound] : [outbound];
            }
        }

        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        lock (_changing)
        {
            if (_connections.TryGetValue(connectionId, out var outbound) && outbound.Groups.Remove(groupName))
            {
                Remove(groupName, outbound);
            }
        }

        return Task.CompletedTask;
    }

    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(_connections.Values, new Frame(methodName, args));

    public override Task SendAllExceptAsync(
        string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        Send(_connections.Values, new Frame(methodName, args), excludedConnectionIds);

    public override Task SendConnectionAsync(
        string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendConnectionsAsync([connectionId], methodName, args, cancellationToken);

    public override Task SendConnectionsAsync(
        IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        var frame = new Frame(methodName, args);
        foreach (var id in connectionIds)
        {
            if (_connections.TryGetValue(id, out var outbound))
            {
                outbound.Send(frame);
            }
        }

        return Task.CompletedTask;
    }

    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendGroupExceptAsync(groupName, methodName, args, [], cancellationToken);

    public override Task SendGroupExceptAsync(
        string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) =>
        _groups.TryGetValue(groupName, out var members)
            ? Send(members, new Frame(methodName, args), excludedConnectionIds)
            : Task.CompletedTask;

    /// <summary>The same with a frame that goes to groups of other hubs too: it is encoded once for all of them.</summary>
    internal void SendGroup(string groupName, Frame frame)
    {
        if (_groups.TryGetValue(groupName, out var members))
        {
            Send(members, frame);
        }
    }

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default)
    {
        var members = groupNames.SelectMany(name => _groups.GetValueOrDefault(name) ?? []).ToHashSet();
        return members.Count == 0 ? Task.CompletedTask : Send(members, new Frame(methodName, args));
    }

    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        SendUsersAsync([userId], methodName, args, cancellationToken);

    public override Task SendUsersAsync(
        IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) =>
        Send(_connections.Values.Where(c => c.User is { } user && userIds.Contains(user)), new Frame(methodName, args));

    private static Task Send(IEnumerable<Outbound> receivers, Frame frame, IReadOnlyList<string>? except = null)
    {
        foreach (var outbound in receivers)
        {
            if (except is not { Count: > 0 } || !except.Contains(outbound.ConnectionId))
            {
                outbound.Send(frame);
            }
        }

        return Task.CompletedTask;
    }

    private void Remove(string group, Outbound outbound)
    {
        if (!_groups.TryGetValue(group, out var members))
        {
            return;
        }

        if (members.Length == 1)
        {
            _groups.TryRemove(group, out _);
        }
        else
        {
            _groups[group] = [.. members.Where(m => m != outbound)];
        }
    }
}
