using Microsoft.AspNetCore.SignalR;

namespace ServiceDesk.Server.Hubs;

public enum HubKind
{
    Visitor,
    Agent,
    Monitor,
}

/// <summary>One connection of this node, from the socket's opening to its end.</summary>
public sealed class LiveConnection(HubCallerContext context, HubKind hub, DateTimeOffset openedAt)
{
    private readonly HashSet<string> _groups = [];

    public string Id => context.ConnectionId;

    public HubKind Hub => hub;

    public DateTimeOffset OpenedAt => openedAt;

    /// <summary>Who it belongs to; null until a Hello succeeded.</summary>
    public string? Person { get; set; }

    /// <summary>End of the access token; null for staff, whose cookie the transport watches.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>True when it was joined to the group and not removed since.</summary>
    public bool IsIn(string group)
    {
        lock (_groups)
        {
            return _groups.Contains(group);
        }
    }

    public void Joined(string group)
    {
        lock (_groups)
        {
            _groups.Add(group);
        }
    }

    public void Left(string group)
    {
        lock (_groups)
        {
            _groups.Remove(group);
        }
    }

    public void Abort() => context.Abort();
}
