using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Hubs;

/// <summary>The Hello of a desk: the cookie has named the account; the connection joins the sessions at hand and is shown what rings.</summary>
public sealed class StaffHello(Handshake handshake, PersonConnections connections, ConversationHeads heads, AgentViews views, AgentMentions mentions, DeskDbs dbs)
{
    public async Task<Reply<Welcome>> Handle(HubCallerContext context, IAgentClient client, HelloRequest request)
    {
        if (handshake.Refusal(request) is { } refusal)
        {
            return refusal;
        }

        var id = HubCallers.AccountId(context);
        await using var db = dbs.Open();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.Active, context.ConnectionAborted);
        if (account is null)
        {
            return new Error(ErrorCodes.Forbidden, "This account is not active.");
        }

        var caller = new StaffCaller(id, account.Name, HubCallers.Roles(context));
        HubCallers.Bind(context, caller);
        var connection = connections.Of(context);
        connections.Greet(connection, caller.Person, expiresAt: null);
        var own = await Join(connection, caller, context.ConnectionAborted);
        await Show(client, caller, own, context.ConnectionAborted);
        return handshake.Welcome(connection, request, own, new Person(caller.Person, account.Name));
    }

    private async Task<IReadOnlyList<Head>> Join(LiveConnection connection, StaffCaller caller, CancellationToken cancellation)
    {
        await connections.Join(connection, HubGroups.Person(caller.Person), watching: false);
        var before = await heads.Joined(caller.Person, entryPoint: null, cancellation);
        foreach (var (_, group) in before)
        {
            await connections.Join(connection, group, watching: false);
        }

        // An assignment that ended meanwhile has removed the connections it found, perhaps before this one joined.
        var now = await heads.Joined(caller.Person, entryPoint: null, cancellation);
        foreach (var (_, gone) in before.ExceptBy(now.Select(c => c.Group), c => c.Group))
        {
            await connections.Leave(connection, gone);
        }

        return [.. now.Select(c => c.Head)];
    }

    private async Task Show(IAgentClient client, StaffCaller caller, IReadOnlyList<Head> own, CancellationToken cancellation)
    {
        foreach (var receipts in await heads.Others(caller.Person, [.. own.Select(h => h.Conv)], cancellation))
        {
            await client.Receipts(receipts);
        }

        if (await views.Self(caller.AgentId, cancellation) is { } self)
        {
            await client.AgentState(self);
        }

        foreach (var offer in await views.Ringing(caller.AgentId, cancellation))
        {
            await client.Offer(offer);
        }

        // Told also when there are none: those of before the connection may have been read elsewhere.
        await client.Mentions(await mentions.Of(caller, cancellation));
    }
}
