using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Hubs;

namespace ServiceDesk.Server.Conversations;

/// <summary>Shows a member's moved watermark to the other members as ticks, and to the member's own devices.</summary>
public sealed class ReceiptPushes(
    PersonConnections persons,
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents)
{
    /// <param name="sync">What own devices compute unread from.</param>
    /// <param name="amongStaff">In a staff conversation.</param>
    public Task Push(Receipts receipts, ReadSync sync, bool amongStaff)
    {
        var group = amongStaff ? HubGroups.StaffConversation(receipts.Conv) : HubGroups.Conversation(receipts.Conv);
        string[] own = [.. persons.Of(receipts.Member).Select(c => c.Id)];
        var person = HubGroups.Person(receipts.Member);
        return Task.WhenAll(
            amongStaff ? Task.CompletedTask : visitors.Clients.GroupExcept(group, own).Receipts(receipts),
            agents.Clients.GroupExcept(group, own).Receipts(receipts),
            Persons.IsVisitor(receipts.Member)
                ? visitors.Clients.Group(person).ReadSync(sync)
                : agents.Clients.Group(person).ReadSync(sync));
    }
}
