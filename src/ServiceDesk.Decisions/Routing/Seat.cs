using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What a session takes of one agent, fixed when the agent is rung or begins without ringing (rule U1).</summary>
/// <param name="OfferId">The offer that was accepted; null when there was none.</param>
/// <param name="QueueId">The queue in whose name the agent serves: that of an added one's agents is their own.</param>
internal readonly record struct Seat(long AgentId, long? OfferId, int Weight, string QueueId, bool Exclusive)
{
    /// <summary>For a session that waits, by the membership that makes the agent eligible.</summary>
    public static Seat For(RoutingMemory memory, SessionState session, long agentId)
    {
        var channel = memory.Desk.Channel(session.Channel);
        var served = session.IsWaiting
            ? memory.Buckets.Of(session.Id).ServerOf(memory.Pools.ProfileOf(agentId))?.Membership.QueueId
            : null;
        return new Seat(agentId, null, channel.Weight, served ?? session.QueueId ?? "", channel.Exclusive);
    }

    public static Seat Of(OfferState offer) => new(offer.AgentId, offer.Id, offer.Weight, offer.QueueId, offer.Exclusive);
}
