using Microsoft.EntityFrameworkCore;
using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>Builds the writer's memory from the database.</summary>
internal sealed class DomainLoad(DeskDbs dbs, NodeIdentity node)
{
    /// <summary>Begins a new epoch, which fences every earlier writer, and loads what it committed.</summary>
    public async Task<DomainMemory> TakeOver(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Routing, cancellation);
        var domain = await db.RoutingDomains.FindAsync([DomainMemory.Domain], cancellation);
        if (domain is null)
        {
            domain = new RoutingDomainRow { Id = DomainMemory.Domain };
            db.RoutingDomains.Add(domain);
        }

        domain.Epoch++;
        domain.Owner = node.Id;
        await db.SaveChangesAsync(cancellation);
        var memory = await Read(db, domain, cancellation);
        await write.Commit(cancellation);
        return memory;
    }

    /// <summary>Loads again under the epoch of <paramref name="before"/>; null when another writer has begun since.</summary>
    public async Task<DomainMemory?> Again(DomainMemory before, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        // A turn cannot run meanwhile, this is the writer; a transaction still makes the reads one picture.
        await using var write = await db.BeginWrite(WriteKind.Routing, cancellation);
        var domain = await db.RoutingDomains.FindAsync([DomainMemory.Domain], cancellation);
        return domain is null || domain.Epoch != before.Epoch ? null : await Read(db, domain, cancellation);
    }

    /// <summary>The newest ruleset when it is not the one in force: its publication was cut off and is made up for.</summary>
    public async Task<Desk?> Unpublished(DomainMemory memory, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var newest = await db.Rulesets.AsNoTracking().OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancellation);
#if PLANTED_FAULTS
        return newest is null || newest.Version <= memory.Core.Desk.Version ? null : PlantedFaults.Of(Rulesets.Desk(newest));
#else
        return newest is null || newest.Version <= memory.Core.Desk.Version ? null : Rulesets.Desk(newest);
#endif
    }

    private static async Task<DomainMemory> Read(DeskDb db, RoutingDomainRow domain, CancellationToken cancellation)
    {
        var state = new RoutingState
        {
            LastSeq = domain.LastEventSeq,
            LastAt = await db.RoutingEvents.Where(e => e.Domain == domain.Id && e.Seq == domain.LastEventSeq)
                .Select(e => e.At).FirstOrDefaultAsync(cancellation),
            LastOfferId = await db.Offers.MaxAsync(o => (long?)o.Id, cancellation) ?? 0,
            AssignCounter = await db.AgentStates.MaxAsync(a => (long?)a.LastAssignedSeq, cancellation) ?? 0,
            Sessions = await Sessions(db, domain.Id, cancellation),
            Agents = await Agents(db, cancellation),
            Offers = await Offers(db, cancellation),
            Paces = [.. (await db.QueuePaces.OrderBy(p => p.Queue).Select(p => p.Core).ToListAsync(cancellation)).Select(RoutingJson.Read<QueuePace>)],
        };
        return new DomainMemory
        {
            Core = RoutingCore.Load(await Desk(db, domain.RulesetVersion, cancellation), state),
            Epoch = domain.Epoch,
            LastSeq = state.LastSeq,
            LastAt = state.LastAt,
            LastSessionId = await db.Sessions.MaxAsync(s => (long?)s.Id, cancellation) ?? 0,
        };
    }

    // Those that are over and still take capacity are wrapped up.
    private static async Task<IReadOnlyList<SessionState>> Sessions(DeskDb db, string domain, CancellationToken cancellation)
    {
        var rows = await db.Sessions
            .Where(s => s.Domain == domain)
            .Where(s => s.Open || db.Assignments.Any(a => a.SessionId == s.Id && a.State != AssignmentStates.Done))
            .OrderBy(s => s.Id).Select(s => s.Core).ToListAsync(cancellation);
        return rows.ConvertAll(RoutingJson.Read<SessionState>);
    }

    private static async Task<IReadOnlyList<AgentState>> Agents(DeskDb db, CancellationToken cancellation)
    {
        var rows = await db.AgentStates.OrderBy(a => a.AgentId).Select(a => a.Core).ToListAsync(cancellation);
        return rows.ConvertAll(RoutingJson.Read<AgentState>);
    }

    private static async Task<IReadOnlyList<OfferState>> Offers(DeskDb db, CancellationToken cancellation)
    {
        var pending = StateNames.Of(OfferStatus.Pending);
        var rows = await db.Offers.Where(o => o.State == pending).OrderBy(o => o.Id).Select(o => o.Core).ToListAsync(cancellation);
        return rows.ConvertAll(RoutingJson.Read<OfferState>);
    }

    private static async Task<Desk> Desk(DeskDb db, int version, CancellationToken cancellation)
    {
        if (version == 0)
        {
            return new Desk();
        }

        var row = await db.Rulesets.FindAsync([version], cancellation)
            ?? throw new InvalidOperationException($"Ruleset {version} is in force and not stored.");
#if PLANTED_FAULTS
        return PlantedFaults.Of(Rulesets.Desk(row));
#else
        return Rulesets.Desk(row);
#endif
    }
}
