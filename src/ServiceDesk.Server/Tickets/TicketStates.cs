using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tickets;

/// <summary>Values of the columns <c>ticket.kind</c> and <c>ticket.status</c>.</summary>
public static class TicketStates
{
    public const string MessageKind = "message";
    public const string CallBackKind = "call_back";

    public const string Open = "open";
    public const string Answered = "answered";
    public const string Closed = "closed";

    public static string Of(TicketStatus status) => status switch
    {
        TicketStatus.Open => Open,
        TicketStatus.Answered => Answered,
        TicketStatus.Closed => Closed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    public static TicketStatus Read(string status) => status switch
    {
        Open => TicketStatus.Open,
        Answered => TicketStatus.Answered,
        Closed => TicketStatus.Closed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };
}
