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
    private readonly Lock _lock = new();
    private readonly HashSet<string> _takesPart = [];
    private readonly HashSet<string> _watches = [];

    public string Id => context.ConnectionId;

    public HubKind Hub => hub;

    public DateTimeOffset OpenedAt => openedAt;

    /// <summary>Who it belongs to: of staff known from the start, of a visitor since the first Hello.</summary>
    public string? Person { get; internal set; }

    /// <summary>True since the first Hello that succeeded.</summary>
    public bool Greeted { get; internal set; }

    /// <summary>True once it was told to make room for a newer one.</summary>
    internal bool Replaced { get; set; }

    /// <summary>End of the access token; null for staff, whose ticket the transport watches.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>What Hello has turned on, of <see cref="Contracts.FeatureNames"/>.</summary>
    internal IReadOnlySet<string> Features { get; set; } = new HashSet<string>();

    /// <summary>True when the visitor has agreed that the agent sees what is being typed.</summary>
    internal bool PreviewConsent { get; set; }

    /// <summary>True when what this visitor types may be shown before it is sent.</summary>
    public bool MayPreview => PreviewConsent && Has(Contracts.FeatureNames.DraftPreview);

    public bool Has(string feature) => Features.Contains(feature);

    /// <summary>True while it is in the group as a member, not only to watch.</summary>
    public bool TakesPartIn(string group)
    {
        lock (_lock)
        {
            return _takesPart.Contains(group);
        }
    }

    /// <summary>True while it receives what goes to the group.</summary>
    public bool Sees(string group)
    {
        lock (_lock)
        {
            return _takesPart.Contains(group) || _watches.Contains(group);
        }
    }

    /// <summary>True while it receives what is said in a conversation, of whichever kind.</summary>
    public bool SeesConversation(long id) => Sees(HubGroups.Conversation(id)) || Sees(HubGroups.StaffConversation(id));

    internal void Joined(string group, bool watching)
    {
        lock (_lock)
        {
            (watching ? _watches : _takesPart).Add(group);
        }
    }

    internal void Left(string group)
    {
        lock (_lock)
        {
            _takesPart.Remove(group);
            _watches.Remove(group);
        }
    }

    /// <summary>Ends the watching; true when nothing is left that would keep it in the group.</summary>
    internal bool StoppedWatching(string group)
    {
        lock (_lock)
        {
            return _watches.Remove(group) && !_takesPart.Contains(group);
        }
    }

    internal void Abort() => context.Abort();
}
