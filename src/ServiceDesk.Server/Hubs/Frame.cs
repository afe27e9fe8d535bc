using System.Collections.Frozen;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>What losing a frame costs its receiver.</summary>
internal enum FrameKind
{
    /// <summary>Events of a conversation: they are in the log, and a head tells of them.</summary>
    Events,

    /// <summary>Watermarks of members: told again when the connection has caught up.</summary>
    Marks,

    /// <summary>How something stands: without it the receiver has to ask anew.</summary>
    State,

    /// <summary>Old after seconds, or told again by itself.</summary>
    Ephemeral,

    /// <summary>To the connection itself; never dropped.</summary>
    Order,
}

/// <summary>A push on its way to any number of connections; each encoding of it is made once, by the first connection that needs it.</summary>
internal sealed class Frame
{
    private static readonly FrozenDictionary<string, FrameKind> Kinds = new Dictionary<string, FrameKind>
    {
        [nameof(IConversationClient.Events)] = FrameKind.Events,
        [nameof(IConversationClient.Receipts)] = FrameKind.Marks,
        [nameof(IConversationClient.ReadSync)] = FrameKind.Marks,
        [nameof(IConversationClient.Typing)] = FrameKind.Ephemeral,
        [nameof(IMonitorClient.BoardState)] = FrameKind.Ephemeral,
        [nameof(IConversationClient.Control)] = FrameKind.Order,
        [nameof(IConversationClient.Heads)] = FrameKind.Order,
    }.ToFrozenDictionary();

    public Frame(string method, object?[] arguments)
    {
        Kind = Kinds.GetValueOrDefault(method, FrameKind.State);
        Message = new SerializedHubMessage(new InvocationMessage(method, arguments));
        Events = Kind == FrameKind.Events ? (EventsPush)arguments[0]! : null;
    }

    public FrameKind Kind { get; }

    public SerializedHubMessage Message { get; }

    /// <summary>Set for <see cref="FrameKind.Events"/>.</summary>
    public EventsPush? Events { get; }

    public int BytesFor(HubConnectionContext connection) => Message.GetSerializedMessage(connection.Protocol).Length;
}
