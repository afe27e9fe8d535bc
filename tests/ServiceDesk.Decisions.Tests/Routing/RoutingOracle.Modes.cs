using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using Shouldly;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Offer modes and consults by brute force.</summary>
internal sealed partial class RoutingOracle
{
    private static bool IsPreferred(SessionState session, Agent agent) => session.Step == 0 && session.PreferredAgents.Contains(agent.Id);

    private void NobodyIsKeptForWhoIsNotThere(List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        foreach (var session in sessions.Where(s => s.PreferredAgents.Count > 0 || s.StickyUntil is not null))
        {
            session.Key.ShouldNotBeNull($"N1: session {session.Id}");
            if (session.StickyUntil is { } until && session.Status == SessionStatus.Queued)
            {
                until.ShouldBeGreaterThan(now, $"N2: session {session.Id}");
                session.Step.ShouldBe(0, $"N3: session {session.Id}");
                session.PreferredAgents.Any(id => Desk.Agents.SingleOrDefault(a => a.Id == id) is { } agent
                        && MembershipFor(session, agent) is not null
                        && agents[id] is { Presence: Presence.Online, Connection: Connection.Connected, HoldDownUntil: null })
                    .ShouldBeTrue($"case 44: session {session.Id} is kept for nobody");
            }
        }
    }

    private bool IsPulled(SessionState session) => QueueOf(session)?.OfferMode == OfferMode.Pull;

    private Queue? QueueOf(SessionState session) => Desk.Queues.SingleOrDefault(q => q.Id == session.QueueId);

    private static void ConsultsAreWithTheServed(List<SessionState> sessions)
    {
        foreach (var session in sessions.Where(s => s.Consult is not null))
        {
            session.Status.ShouldNotBe(SessionStatus.Ended, $"W2: consult of session {session.Id}");
            session.Assignment.ShouldNotBeNull($"W2: consult of session {session.Id}");
            session.Assignment!.AgentId.ShouldNotBe(session.Consult!.AgentId, $"W2: consult of session {session.Id}");
        }
    }

    // What came back as often as the queue allows is rung for, whatever the queue's mode.
    private void WhatCameBackTooOftenIsTakenKnowingly(Outcome outcome)
    {
        foreach (var given in outcome.Effects.OfType<Assigned>().Where(a => a.Reason == AssignReasons.AutoAccept))
        {
            if (before.GetValueOrDefault(given.SessionId) is { Returns: var returns } old && QueueOf(old) is { } queue)
            {
                returns.ShouldBeLessThan(queue.MaxRequeues, $"X4: session {given.SessionId} was given to agent {given.AgentId}");
            }
        }
    }

    // Of what began to ring in this event: as many as the queue says, or nobody is left who could be rung too.
    private void BroadcastsRingAllTheyMay(
        Outcome outcome, List<SessionState> sessions, Dictionary<long, AgentState> agents, DateTimeOffset now)
    {
        var begun = outcome.Effects.OfType<OfferCreated>().Select(o => o.SessionId).ToHashSet();
        var closed = outcome.Effects.OfType<OfferClosed>().Any();
        foreach (var session in sessions.Where(s => begun.Contains(s.Id) && s.Status == SessionStatus.Offered && !closed))
        {
            var queue = QueueOf(session)!;
            var most = queue.OfferMode == OfferMode.Broadcast ? queue.BroadcastAgents : 1;
            session.Offers.Count.ShouldBeInRange(1, most, $"O6: session {session.Id}");
            foreach (var agent in Desk.Agents.Where(_ => session.Offers.Count < most))
            {
                (IsRoutable(agents[agent.Id], agent) && IsEligible(session, agent, agents[agent.Id], now) && HasRoom(session, agent))
                    .ShouldBeFalse($"O6: session {session.Id} does not ring at agent {agent.Id}");
            }
        }
    }
}
