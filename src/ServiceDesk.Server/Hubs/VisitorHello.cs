using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Hubs;

/// <summary>A visitor's Hello: the token names the visitor, and the connection joins what is the visitor's own.</summary>
public sealed class VisitorHello(
    Handshake handshake, VisitorTokens tokens, Bans bans, PersonConnections connections, ConversationHeads heads, DeskDbs dbs)
{
    public async Task<Reply<Welcome>> Handle(HubCallerContext context, IVisitorClient client, HelloRequest request)
    {
        if (handshake.Refusal(request) is { } refusal)
        {
            return refusal;
        }

        var check = await tokens.Check(request.Token, context.ConnectionAborted);
        if (check.Identity is not { } identity)
        {
            return check.Refusal!;
        }

        if (HubCallers.VisitorOrNull(context) is { } bound && !IsSame(bound.Caller, identity))
        {
            return new Error(ErrorCodes.Forbidden, "This connection belongs to another visitor; open a new one.");
        }

        await using var db = dbs.Open();
        var visitor = await db.Visitors.AsNoTracking()
            .SingleOrDefaultAsync(v => v.Id == identity.VisitorId && v.ErasedAt == null, context.ConnectionAborted);
        if (visitor is null)
        {
            return new Error(ErrorCodes.Unauthenticated, "This visitor is not known.");
        }

        var range = AddressRange.Of(context.GetHttpContext()?.Connection.RemoteIpAddress);
        var caller = new VisitorCaller(identity.VisitorId, identity.EntryPoint, request.Client.Locale, range);
        HubCallers.Bind(context, new GreetedVisitor(caller, visitor.Name));
        var connection = connections.Of(context);
        connections.Greet(connection, caller.Person, identity.ExpiresAt);
        // Whoever was banned between the check and the greeting was not among the connections that the ban closed.
        if (await bans.Refusal(identity.VisitorId, context.ConnectionAborted) is { } banned)
        {
            _ = connections.Abort(connection, new Control(ControlKinds.Banned));
            return banned;
        }

        var own = await Join(connection, client, caller, context.ConnectionAborted);
        return handshake.Welcome(connection, request, own, new Person(caller.Person, visitor.Name ?? ""));
    }

    // Connection first, then the memberships: who becomes a member in between finds the connection.
    private async Task<IReadOnlyList<Head>> Join(LiveConnection connection, IVisitorClient client, VisitorCaller caller, CancellationToken cancellation)
    {
        await connections.Join(connection, HubGroups.Person(caller.Person), watching: false);
        var own = await heads.Joined(caller.Person, caller.EntryPoint, cancellation);
#if PLANTED_FAULTS
        if (PlantedFaults.ForgetsGroups(caller.Person))
        {
            return [.. own.Select(c => c.Head)];
        }
#endif
        foreach (var (_, group) in own)
        {
            await connections.Join(connection, group, watching: false);
        }

        foreach (var receipts in await heads.Others(caller.Person, [.. own.Select(c => c.Head.Conv)], cancellation))
        {
            await client.Receipts(receipts);
        }

        return [.. own.Select(c => c.Head)];
    }

    private static bool IsSame(VisitorCaller bound, VisitorIdentity identity) =>
        bound.VisitorId == identity.VisitorId && bound.EntryPoint == identity.EntryPoint;
}
