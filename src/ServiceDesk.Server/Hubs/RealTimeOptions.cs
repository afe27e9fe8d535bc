using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Hubs;

/// <summary>Limits of the hubs; section <c>RealTime</c>.</summary>
public sealed class RealTimeOptions
{
    /// <summary>Largest frame from a visitor, in bytes. Default 32 KiB.</summary>
    [Range(8 * 1024, 1024 * 1024)]
    public int VisitorFrameBytes { get; set; } = 32 * 1024;

    /// <summary>Largest frame from staff, in bytes. Default 64 KiB.</summary>
    [Range(8 * 1024, 1024 * 1024)]
    public int StaffFrameBytes { get; set; } = 64 * 1024;

    /// <summary>Seconds between two pings of the transport. Default 15; the client is gone after twice as long.</summary>
    [Range(1, 300)]
    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>Seconds within which the SignalR handshake must come. Default 5.</summary>
    [Range(1, 60)]
    public int HandshakeSeconds { get; set; } = 5;

    /// <summary>Seconds after which a client that reads nothing is cut. Default 5.</summary>
    [Range(1, 60)]
    public int SendTimeoutSeconds { get; set; } = 5;

    /// <summary>Seconds within which the first Hello must succeed. Default 5.</summary>
    [Range(1, 60)]
    public int HelloSeconds { get; set; } = 5;

    /// <summary>Seconds after the token's end at which a visitor's connection is aborted. Default 60.</summary>
    [Range(0, 600)]
    public int ExpiryGraceSeconds { get; set; } = 60;

    /// <summary>Connections of one person at a time; one more ends the oldest. Default 10.</summary>
    [Range(1, 10_000)]
    public int ConnectionsPerPerson { get; set; } = 10;

    /// <summary>Whether agents may see what a visitor who agreed is typing. Default true; each client must ask for it.</summary>
    public bool DraftPreview { get; set; } = true;

    /// <summary>Seconds between two Pings of a client. Default 25.</summary>
    [Range(5, 300)]
    public int HeartbeatSeconds { get; set; } = 25;

    /// <summary>Pushes that wait for one connection at most; beyond it only heads are told. Default 256.</summary>
    [Range(8, 10_000)]
    public int QueueFrames { get; set; } = 256;

    /// <summary>Bytes that wait for one connection at most. Default 256 KiB.</summary>
    [Range(8 * 1024, 16 * 1024 * 1024)]
    public int QueueBytes { get; set; } = 256 * 1024;

    /// <summary>A client that has fetched up to so many events before the head has pushes again. Default 200.</summary>
    [Range(0, 10_000)]
    public int NormalWithinEvents { get; set; } = 200;

    /// <summary>Seconds after which a client that has not caught up is cut. Default 60.</summary>
    [Range(1, 3600)]
    public int LaggingSeconds { get; set; } = 60;

    /// <summary>Over how many seconds clients are asked to come back after a shutdown. Default 5.</summary>
    [Range(0, 300)]
    public int ReconnectSpreadSeconds { get; set; } = 5;
}
