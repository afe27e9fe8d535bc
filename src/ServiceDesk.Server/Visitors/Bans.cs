using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>Who is kept out at this instant.</summary>
public sealed class Bans(DeskDbs dbs, TimeProvider time)
{
    /// <summary>Says neither why nor by whom: that is staff's.</summary>
    internal static Error Refused { get; } = new(ErrorCodes.Banned, "This visitor is kept out.");

    /// <summary><c>banned</c>, or null for who may come in.</summary>
    public async Task<Error?> Refusal(string visitorId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        return await Holds(db, visitorId, cancellation) ? Refused : null;
    }

    internal Task<bool> Holds(DeskDb db, string visitorId, CancellationToken cancellation) =>
        InForce(db).AnyAsync(b => b.VisitorId == visitorId, cancellation);

    internal IQueryable<BanRow> InForce(DeskDb db)
    {
        var now = time.Now();
        return db.Bans.Where(b => b.LiftedAt == null && (b.Until == null || b.Until > now));
    }
}
