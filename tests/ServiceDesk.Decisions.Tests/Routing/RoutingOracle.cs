using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>
/// Judges a core by the records it shows and by brute force (case 13): every pair, every count anew. It calls none of the
/// rules it judges.
/// </summary>
internal sealed partial class RoutingOracle(RoutingCore core)
{
    private RoutingCore core = core;
    private Dictionary<long, SessionState> before = [];

    private Desk Desk => core.Desk;

    public void Follow(RoutingCore other) => core = other;

    /// <param name="alone">Whether no deadline ran before the event: only then does the end of the turn show what a choice saw.</param>
    public void Check(Outcome outcome, DateTimeOffset now, bool alone)
    {
        var sessions = core.Sessions.OrderBy(s => s.Id).ToList();
        var agents = core.Agents.ToDictionary(a => a.Id);
        var offers = core.PendingOffers.ToList();
        AccountingEqualsRecount(sessions, agents, offers);
        OneOfferEach(sessions, agents, offers);
        EverySessionHasItsOwner(sessions, offers);
        WhoBargedInStandsBesideAnAgent(sessions);
        KeysAreKept(sessions);
        NobodyEligibleIsLeft(sessions, agents, now);
        ConsultsAreWithTheServed(sessions);
        NobodyIsKeptForWhoIsNotThere(sessions, agents, now);
        NoStepIsOverdue(sessions, agents, now);
        NeedsAreTheStricterOfRuleAndQueue(outcome, sessions);
        if (alone)
        {
            RoutedOffersStayWithinCapacity(outcome, agents);
            TheFirstByPolicyWasChosen(outcome, sessions, agents, now);
            TheFirstInLineWasChosen(outcome, sessions, agents, now);
            BroadcastsRingAllTheyMay(outcome, sessions, agents, now);
            WhatCameBackTooOftenIsTakenKnowingly(outcome);
        }

        PositionsAreRanks(sessions);
        PacesAreReckonedAnew(agents);
        WhatIsServedIsWhole(sessions, now);
        WhatIsOverGoesOnOnlyAsANewSegment(outcome, sessions);
        before = sessions.ToDictionary(s => s.Id);
    }

    private static void AccountingEqualsRecount(
        List<SessionState> sessions, Dictionary<long, AgentState> agents, List<OfferState> offers)
    {
        foreach (var agent in agents.Values)
        {
            var used = offers.Where(o => o.AgentId == agent.Id).Sum(o => o.Weight)
                + sessions.Where(s => s.Assignment?.AgentId == agent.Id).Sum(s => s.Assignment!.Weight)
                + sessions.Where(s => s.Consult?.AgentId == agent.Id).Sum(s => s.Consult!.Weight);
            agent.Used.ShouldBe(used, $"I5: units of agent {agent.Id}");
        }
    }

    private static void OneOfferEach(List<SessionState> sessions, Dictionary<long, AgentState> agents, List<OfferState> offers)
    {
        offers.ShouldAllBe(o => o.Status == OfferStatus.Pending);
        offers.Where(o => !o.IsBroadcast).Select(o => o.SessionId).ShouldBeUnique("I4: one offer per session");
        offers.GroupBy(o => o.SessionId).ShouldAllBe(g => g.Count() == 1 || (g.Count() <= 5 && g.All(o => o.IsBroadcast)), "O6: five at most");
        offers.Select(o => o.AgentId).ShouldBeUnique("I4: one offer per agent");
        foreach (var session in sessions)
        {
            session.Offers.ToList().ShouldBe(offers.Where(o => o.SessionId == session.Id).Select(o => o.Id).Order().ToList(), $"offers of session {session.Id}");
        }

        foreach (var agent in agents.Values)
        {
            agent.PendingOfferId.ShouldBe(offers.SingleOrDefault(o => o.AgentId == agent.Id)?.Id, $"offer of agent {agent.Id}");
        }
    }

    private static void EverySessionHasItsOwner(List<SessionState> sessions, List<OfferState> offers)
    {
        sessions.Where(s => s.Status is not (SessionStatus.Ended or SessionStatus.Deferred or SessionStatus.Archived))
            .Select(s => (s.VisitorId, s.EntryPoint)).ShouldBeUnique("I1: one open session per visitor and entry point");
        foreach (var s in sessions)
        {
            var owner = s.Status switch
            {
                SessionStatus.Bot => "bot:",
                SessionStatus.Queued or SessionStatus.Offered => "queue:" + s.QueueId,
                SessionStatus.Active or SessionStatus.OnHold => "agent:" + s.Assignment!.AgentId,
                _ => "",
            };
            (s.Responder ?? "").ShouldStartWith(owner, Case.Sensitive, $"I2: responder of session {s.Id}");
            (owner.Length == 0).ShouldBe(s.Responder is null, $"I2: responder of session {s.Id}");
            var waits = s.Status is SessionStatus.Queued or SessionStatus.Offered;
            s.Key.HasValue.ShouldBe(waits, $"key of session {s.Id}");
            s.QueuedAt.HasValue.ShouldBe(waits, $"stay of session {s.Id}");
            if (s.Status == SessionStatus.Offered)
            {
                offers.ShouldContain(o => o.SessionId == s.Id && o.TransferFrom == null);
            }
        }
    }

    private static void WhoBargedInStandsBesideAnAgent(List<SessionState> sessions)
    {
        foreach (var s in sessions.Where(s => s.Barge is not null))
        {
            s.IsOpen.ShouldBeTrue($"I2: barge on session {s.Id}");
            s.Assignment.ShouldNotBeNull().AgentId.ShouldNotBe(s.Barge!.SupervisorId, $"I2: barge on session {s.Id}");
        }
    }

    private void KeysAreKept(List<SessionState> sessions)
    {
        foreach (var s in sessions)
        {
            if (s.QueuedAt is { } since)
            {
                s.Key.ShouldBe(since - s.WaitedBefore - TimeSpan.FromSeconds(s.BoostSeconds), $"key of session {s.Id}");
            }

            if (before.GetValueOrDefault(s.Id) is not { } old)
            {
                continue;
            }

            s.Version.ShouldBeGreaterThanOrEqualTo(old.Version);
            if (old.Status != s.Status)
            {
                s.Version.ShouldBeGreaterThan(old.Version, $"version of session {s.Id}");
            }

            if (old.QueuedAt is not null && s.QueuedAt == old.QueuedAt)
            {
                if (s.BoostSeconds == old.BoostSeconds)
                {
                    s.Key.ShouldBe(old.Key, $"I7: key of session {s.Id}");
                }

                EstimateDoesNotGrow(old, s);
                (s.ShownPosition ?? 0).ShouldBeLessThanOrEqualTo(old.ShownPosition ?? int.MaxValue, $"P1: session {s.Id}");
            }
        }
    }

    private void NobodyEligibleIsLeft(List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        foreach (var session in sessions.Where(s => s.Status == SessionStatus.Queued && !IsPulled(s)))
        {
            foreach (var agent in Desk.Agents)
            {
                (IsRoutable(agents[agent.Id], agent) && IsEligible(session, agent, agents[agent.Id], now) && HasRoom(session, agent))
                    .ShouldBeFalse($"work-conserving: session {session.Id} waits while agent {agent.Id} is free\n{session}\n{string.Join(", ", session.Exclusions)}\n{agents[agent.Id]}");
            }
        }
    }

    private void NeedsAreTheStricterOfRuleAndQueue(Outcome outcome, List<SessionState> sessions)
    {
        var published = outcome.Effects.Any(e => e.Reason == "ruleset");
        var stays = outcome.Effects.OfType<Enqueued>().Select(e => e.SessionId).ToHashSet();
        foreach (var session in sessions.Where(s => !published && s.Step == 0 && s.Key is not null && stays.Contains(s.Id)))
        {
            var queue = Desk.Queues.Single(q => q.Id == session.QueueId);
            var given = session.Asked.Concat(queue.Requirements).ToList();
            session.Requirements.Select(r => r.SkillId).ShouldBe(given.Select(r => r.SkillId).Distinct().Order());
            foreach (var need in session.Requirements)
            {
                var words = given.Where(r => r.SkillId == need.SkillId).ToList();
                need.MinLevel.ShouldBe(words.Max(r => r.MinLevel), $"K2: session {session.Id}");
                need.Mandatory.ShouldBe(words.Exists(r => r.Mandatory), $"K2: session {session.Id}");
            }
        }
    }

    private void RoutedOffersStayWithinCapacity(Outcome outcome, Dictionary<long, AgentState> agents)
    {
        foreach (var offer in outcome.Effects.OfType<OfferCreated>().Where(o => o.Reason == "queue"))
        {
            var capacity = Desk.Agents.Single(a => a.Id == offer.AgentId).Capacity;
            agents[offer.AgentId].Used.ShouldBeLessThanOrEqualTo(capacity, $"I3: agent {offer.AgentId}");
        }

        foreach (var assigned in outcome.Effects.OfType<Assigned>().Where(a => a.Reason == "auto_accept"))
        {
            var capacity = Desk.Agents.Single(a => a.Id == assigned.AgentId).Capacity;
            agents[assigned.AgentId].Used.ShouldBeLessThanOrEqualTo(capacity, $"I3: agent {assigned.AgentId}");
        }
    }

    private void TheFirstByPolicyWasChosen(
        Outcome outcome, List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        if (Single(outcome, DecisionKind.SessionSoughtAgent) is not { } offer)
        {
            return;
        }

        var session = sessions.Single(s => s.Id == offer.SessionId);
        var chosen = offer.Decision.Candidates[0];
        foreach (var agent in Desk.Agents.Where(a => a.Id != chosen.AgentId))
        {
            var other = agents[agent.Id];
            if (IsRoutable(other, agent) && IsEligible(session, agent, other, now) && HasRoom(session, agent))
            {
                OrderOf(session, agent, other, other.Used, other.LastAssignedSeq, other.IdleSince).CompareTo(
                        OrderOf(
                            session, Desk.Agents.Single(a => a.Id == chosen.AgentId), agents[chosen.AgentId], chosen.Used,
                            chosen.LastAssignedSeq, chosen.IdleSince))
                    .ShouldBeGreaterThan(0, $"{offer.Decision.Policy}: agent {agent.Id} before {chosen.AgentId}");
            }
        }
    }

    private void TheFirstInLineWasChosen(
        Outcome outcome, List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        if (Single(outcome, DecisionKind.AgentSoughtSession) is not { } offer)
        {
            return;
        }

        var agent = Desk.Agents.Single(a => a.Id == offer.AgentId);
        var chosen = sessions.Single(s => s.Id == offer.SessionId);
        var rank = RankFor(agent, chosen, now);
        foreach (var other in sessions.Where(s => s.Status == SessionStatus.Queued && !IsPulled(s)))
        {
            // A round or a step after the offer let in who was kept out when it was made.
            var newRound = before.GetValueOrDefault(other.Id) is not { } old
                || (old.QueuedAt == other.QueuedAt ? old.Round != other.Round || old.Step != other.Step : other.Round + other.Step > 0);
            if (!newRound && IsEligible(other, agent, agents[agent.Id], now) && HasRoom(other, agent, offer.OfferId))
            {
                rank.CompareTo(RankFor(agent, other, now)).ShouldBeLessThan(0, $"session {other.Id} before {chosen.Id}");
            }
        }
    }

    // When an offer is the last thing that happened, what stands now is what stood when it was made, but for itself.
    private static OfferCreated? Single(Outcome outcome, DecisionKind kind) =>
        outcome.Refusal is null && outcome.Effects.LastOrDefault(e => e is not PositionHint) is OfferCreated offer
        && offer.Decision.Kind == kind
            ? offer
            : null;

    private (int Class, int Priority, int Tier, DateTimeOffset Key, long Id) RankFor(Agent agent, SessionState session, DateTimeOffset now)
    {
        var queue = Desk.Queues.Single(q => q.Id == session.QueueId);
        var overdue = now - session.Key!.Value >= TimeSpan.FromSeconds(queue.ServiceGuaranteeSeconds);
        var priority = MembershipFor(session, agent)!.Priority;
        return (overdue ? 0 : IsPreferred(session, agent) ? 1 : 2, overdue ? 0 : priority, overdue ? 0 : session.Tier, session.Key.Value, session.Id);
    }

    private static bool IsRoutable(AgentState state, Agent agent) =>
        state.Presence == Presence.Online && state.Connection == Connection.Connected && state.HoldDownUntil is null
        && state.PendingOfferId is null && state.Used < agent.Capacity;

    private static bool IsEligible(SessionState session, Agent agent, AgentState state, DateTimeOffset now) =>
        MembershipFor(session, agent) is { } m
        && (IsPreferred(session, agent) || (session.StickyUntil is null && now - session.Key!.Value >= TimeSpan.FromSeconds(m.DelaySeconds)))
        && HasSkills(session, agent)
        && !session.Exclusions.Any(x => x.AgentId == agent.Id && x.Until > now && x.PresenceRevision == state.PresenceRevision);

    private static Membership? MembershipFor(SessionState session, Agent agent) =>
        session.AddedQueues.Prepend(session.QueueId).Select(id => agent.Memberships.FirstOrDefault(m => m.QueueId == id))
            .FirstOrDefault(m => m is not null);

    private static bool HasSkills(SessionState session, Agent agent) =>
        session.Requirements.All(r => !r.Mandatory || agent.Skills.Any(s => s.SkillId == r.SkillId && s.Level >= r.MinLevel));

    private void PositionsAreRanks(List<SessionState> sessions)
    {
        foreach (var line in sessions.Where(s => s.Key is not null).GroupBy(s => s.QueueId))
        {
            var position = 0;
            foreach (var session in line.OrderBy(s => s.Tier).ThenBy(s => s.Key).ThenBy(s => s.Id))
            {
                core.Position(session.Id).ShouldBe(++position, $"position of session {session.Id}");
            }
        }
    }
}
