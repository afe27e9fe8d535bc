using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Another desk holds from here on (rules R1–R4).</summary>
internal static class Publishing
{
    private const string Ruleset = "ruleset";
    private const string AgentRemoved = "agent_removed";

    public static Refusal? Apply(Turn turn, RulesetPublished e)
    {
        if (e.Publication is { } publication && Late(turn.Memory.Desk.Desk.Version, e.Desk.Version, publication) is { } late)
        {
            return late;
        }

        if (DeskChecks.Faults(e.Desk) is { Count: > 0 } faults)
        {
            return Refusals.Invalid(string.Join("; ", faults));
        }

        var told = turn.Memory.Buckets.All.Where(b => !b.IsServable).SelectMany(b => b.Everybody).Select(p => p.SessionId).ToHashSet();
        turn.Memory.Adopt(PreparedDesk.Take(e.Desk));
        RemoveAgents(turn);
        RescindWhatNobodyMayTake(turn);
        MoveFromRemovedQueues(turn);
        foreach (var bucket in turn.Memory.Buckets.All.Where(b => !b.IsServable).ToList())
        {
            Overflow.LookAgain(turn, bucket, told);
        }

        if (turn.Memory.Adoption.Left <= Adoption.Slice)
        {
            Adoption.Go(turn);
        }

        return null;
    }

    // Whoever prepared it saw another desk than the one it would replace (rule R6).
    private static Refusal? Late(int inForce, int next, Publication publication)
    {
        if (next != inForce + 1)
        {
            return Refusals.Conflict($"version {next} was prepared and version {inForce} is in force");
        }

        return publication.DraftRevision == publication.DraftFound
            ? null
            : Refusals.Conflict($"draft revision {publication.DraftRevision}: the draft is at {publication.DraftFound}");
    }

    private static void RemoveAgents(Turn turn)
    {
        foreach (var id in turn.Memory.Agents.Select(a => a.Id).Where(id => turn.Memory.Desk.Agent(id) is null).Order().ToList())
        {
            // As it stands now: the one who left before may have called off what rang here.
            var agent = turn.Agent(id);
            // From here on nobody gives sessions back to this agent.
            turn.Put(agent with { Presence = Presence.Offline, PresenceRevision = agent.PresenceRevision + 1 });
            if (agent.PendingOfferId is { } ringing)
            {
                OfferClosing.RescindFor(turn, turn.Memory.Offer(ringing)!, AgentRemoved);
            }

            Consulting.GiveUp(turn, agent.Id, AgentRemoved);
            foreach (var session in turn.Memory.AssignedTo(agent.Id).ToList().Select(turn.Session))
            {
                if (session is { IsServed: true, OfferId: { } passing })
                {
                    OfferClosing.RescindFor(turn, turn.Memory.Offer(passing)!, AgentRemoved);
                }
                else if (session.IsServed)
                {
                    Transfers.Lose(turn, session, AgentRemoved);
                }
                else
                {
                    Assignments.Close(turn, session, AgentRemoved);
                }
            }

            turn.Memory.Remove(turn.Agent(agent.Id));
        }

        turn.Memory.RecountAssignments();
    }

    private static void RescindWhatNobodyMayTake(Turn turn)
    {
        foreach (var offer in turn.Memory.PendingOffers.Select(id => turn.Memory.Offer(id)!).ToList())
        {
            var profile = turn.Memory.Pools.ProfileOf(offer.AgentId);
            if (offer.TransferFrom is null && turn.Memory.Buckets.Of(offer.SessionId).ServerOf(profile) is null)
            {
                OfferClosing.RescindFor(turn, offer, Ruleset);
            }
        }
    }

    // Keys are kept: a session that changes its queue because of a publication has waited all the same.
    private static void MoveFromRemovedQueues(Turn turn)
    {
        var desk = turn.Memory.Desk;
        foreach (var session in turn.Memory.WaitingInRemovedQueues().Select(turn.Session))
        {
            if (RoutingPlan.Route(desk, session, null) is not { } route)
            {
                Waiting.Defer(turn, session, DeferReasons.QueueRemoved);
                continue;
            }

            var moved = session with
            {
                QueueId = route.Queue.Id,
                RuleId = route.RuleId,
                RuleSentence = route.Sentence,
                Asked = route.Asked,
                Requirements = Requirements.Merge(route.Asked, route.Queue.Requirements),
                Step = 0,
                AddedQueues = [],
                Version = session.Version + 1,
            };
            turn.Put(moved);
            turn.Emit(new Requeued(moved.Id, route.Queue.Id, moved.Key!.Value, 0) { Reason = Ruleset });
            turn.SetResponder(moved, Responders.Queue(route.Queue.Id), Ruleset);
        }
    }
}
