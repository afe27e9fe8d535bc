using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Routing;

/// <summary>Limits of the routing domain; section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>Commands that may wait for the writer; further ones are refused with overloaded. Default 10,000.</summary>
    [Range(16, 1_000_000)]
    public int MailboxCapacity { get; set; } = 10_000;

    /// <summary>Most commands in one turn, which is one transaction. Default 256.</summary>
    [Range(1, 4096)]
    public int TurnCommands { get; set; } = 256;

    /// <summary>Milliseconds after which a turn takes no further command. Default 5.</summary>
    [Range(1, 1000)]
    public int TurnMilliseconds { get; set; } = 5;

    /// <summary>Milliseconds between two attempts to load the state after the database failed. Default 500.</summary>
    [Range(10, 60_000)]
    public int ReloadMilliseconds { get; set; } = 500;

    /// <summary>Rows on a page of the desk's lists. Default 100.</summary>
    [Range(10, 200)]
    public int ListPage { get; set; } = 100;

    /// <summary>Milliseconds between two states of the live board. Default 1,000.</summary>
    [Range(100, 60_000)]
    public int BoardMilliseconds { get; set; } = 1000;

    /// <summary>Milliseconds between two pushes of what messages change in a session's state. Default 500.</summary>
    [Range(50, 10_000)]
    public int SpokenMilliseconds { get; set; } = 500;

    /// <summary>Least milliseconds from one push of changed sessions to the next; 0 pushes each at once. Default 25.</summary>
    [Range(0, 1000)]
    public int StatePushMilliseconds { get; set; } = 25;
}
