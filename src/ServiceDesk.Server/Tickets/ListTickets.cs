using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tickets;

/// <summary>The left messages that a member of staff may see, newest first.</summary>
public sealed class ListTickets
{
    /// <param name="seesAll">True for supervisors and administrators; an agent sees those of the own queues.</param>
    public Task<Reply<TicketList>> Handle(long staffId, bool seesAll, TicketsRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
