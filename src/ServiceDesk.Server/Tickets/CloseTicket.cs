using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tickets;

/// <summary>Closes a left message, answered or not. Closing a closed one changes nothing.</summary>
public sealed class CloseTicket
{
    /// <param name="seesAll">True for supervisors and administrators; an agent closes those of the own queues.</param>
    public Task<Reply<TicketRow>> Handle(long staffId, bool seesAll, TicketCommand request, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
