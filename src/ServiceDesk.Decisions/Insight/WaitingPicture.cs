using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Insight;

/// <summary>Reads out of the core why a session waits; changes nothing.</summary>
internal static class WaitingPicture
{
    /// <summary>At most this many members are looked at, so that a question never holds up the writer for long.</summary>
    public const int Looked = 1_000;

    public static WaitingNow Of(RoutingMemory memory, SessionState session)
    {
        var bucket = memory.Buckets.Of(session.Id);
        var looked = Members(memory, session, bucket).Take(Looked).ToList();
        return new WaitingNow
        {
            SessionId = session.Id,
            At = memory.Now,
            Reason = ReasonOf(session, bucket, looked, memory.Desk.Queue(session.QueueId).OfferMode),
            QueueId = session.QueueId!,
            Position = memory.Position(session.Id)!.Value,
            Length = memory.Line(session.QueueId!).Everybody.Count,
            QueuedAt = session.QueuedAt!.Value,
            Key = session.Key!.Value,
            Tier = session.Tier,
            BoostSeconds = session.BoostSeconds,
            Round = session.Round,
            Requirements = session.Requirements,
            AddedQueues = session.AddedQueues,
            Ringing = [.. memory.PendingOffers.Select(id => memory.Offer(id)!).Where(o => o.SessionId == session.Id).Select(o => o.AgentId)],
            Agents = [.. looked.OrderBy(Order).Take(Decision.Listed)],
            Conditions = looked.Where(c => c.Excluded is not null).GroupBy(c => c.Excluded!).ToDictionary(g => g.Key, g => g.Count()),
            Omitted = Math.Max(0, bucket.Members - looked.Count),
            Next = OverflowTriggers.Next(memory, session) is { } step
                ? new NextStep(session.Step, step, OverflowTriggers.NextDue(memory, session))
                : null,
            Deadlines = WaitDeadlines.Ahead(memory, session),
        };
    }

    // Who attends first: those are the ones of whom something can be expected.
    private static IEnumerable<DecisionCandidate> Members(RoutingMemory memory, SessionState session, Bucket bucket)
    {
        foreach (var (profile, membership, fit, rank) in bucket.Servers)
        {
            foreach (var id in profile.Attending.Order().Concat(profile.Members.Where(id => !profile.Attending.Contains(id))))
            {
                yield return Explaining.Candidate(memory, session, id, membership, fit, rank);
            }
        }

        foreach (var profile in memory.Pools.MembersOf(bucket.Queues).Where(p => bucket.ServerOf(p) is null))
        {
            foreach (var id in profile.Members)
            {
                yield return Explaining.Candidate(memory, session, id, null, 0) with { Excluded = ExclusionReasons.Skill };
            }
        }
    }

    private static WaitReason ReasonOf(SessionState session, Bucket bucket, List<DecisionCandidate> looked, OfferMode mode)
    {
        if (session.Status == SessionStatus.Offered)
        {
            return WaitReason.Ringing;
        }

        if (!bucket.IsServable)
        {
            return WaitReason.Unservable;
        }

        if (bucket.IsDeserted)
        {
            return WaitReason.NobodyOnline;
        }

        if (mode == OfferMode.Pull && looked.Exists(c => c.Excluded is null))
        {
            return WaitReason.Pull;
        }

        return looked.Exists(c => c.Excluded == ExclusionReasons.Excluded) ? WaitReason.Declined
            : looked.Exists(c => c.Excluded == ExclusionReasons.Sticky) ? WaitReason.Kept
            : looked.Exists(c => c.Excluded == ExclusionReasons.Delay) ? WaitReason.Delay
            : WaitReason.AllBusy;
    }

    // The nearer to taking it, the earlier: what failed last in the order of the conditions stands first.
    private static int Order(DecisionCandidate candidate) => candidate.Excluded switch
    {
        null => 0,
        ExclusionReasons.Delay or ExclusionReasons.Excluded or ExclusionReasons.Sticky => 1,
        ExclusionReasons.Skill or ExclusionReasons.NotMember => 4,
        ExclusionReasons.Presence or ExclusionReasons.Connection or ExclusionReasons.HoldDown => 3,
        _ => 2,
    };
}
