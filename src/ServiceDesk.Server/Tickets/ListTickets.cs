using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Tickets;

/// <summary>The left messages that a member of staff may see, newest first, at most 200.</summary>
public sealed class ListTickets(DeskDbs dbs, TicketRows tickets)
{
    private const int Limit = 200;

    public async Task<Reply<TicketList>> Handle(StaffCaller caller, TicketsRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        await using var db = dbs.Open();
        var visible = tickets.Visible(db, caller);
        var wanted = request.Status is { } status
            ? visible.Where(t => t.Status == TicketStates.Of(status))
            : visible.Where(t => t.Status != TicketStates.Closed);
        var found = await wanted.AsNoTracking().OrderByDescending(t => t.Id).Take(Limit).ToListAsync(cancellation);
        return new TicketList(await tickets.Rows(db, found, cancellation));
    }
}

public sealed class TicketsRequestValidator : AbstractValidator<TicketsRequest>
{
    public TicketsRequestValidator() => RuleFor(r => r.Status).IsInEnum();
}
