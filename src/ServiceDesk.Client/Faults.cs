using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>What a failed call means for the next try.</summary>
internal static class Faults
{
    /// <summary>The connection went, or did not come: the outcome of what was under way is unknown.</summary>
    public static bool IsLoss(Exception fault) => fault is HubException or InvalidOperationException or OperationCanceledException
        or HttpRequestException or WebSocketException or IOException or TimeoutException;

    /// <summary>The same call may succeed later.</summary>
    public static bool IsTransient(Error error) => error.Code is ErrorCodes.RateLimited or ErrorCodes.SlowMode or ErrorCodes.Overloaded
        or ErrorCodes.Unavailable or ErrorCodes.Timeout;

    public static TimeSpan Pause(Error error) => TimeSpan.FromMilliseconds(error.RetryAfterMs ?? 500);
}
