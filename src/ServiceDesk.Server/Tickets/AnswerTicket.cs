using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tickets;

/// <summary>Answers a left message: the text is posted into the visitor's conversation and the ticket is marked.</summary>
public sealed class AnswerTicket
{
    /// <param name="seesAll">True for supervisors and administrators; an agent answers those of the own queues.</param>
    public Task<Reply<TicketRow>> Handle(long staffId, bool seesAll, AnswerTicketRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
