using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// What must hold of a core after every single event, counted anew from the records it shows. It uses none of the rules that it
/// judges, and is lean: it runs some millions of times.
/// </summary>
internal sealed partial class CoreChecks
{
    private const int MostRung = 5;

    private readonly RoutingCore core;
    private readonly Marks marks;
    private readonly Dictionary<long, SessionState> sessionsBefore = [];
    private readonly Dictionary<long, AgentState> agentsBefore = [];
    private readonly List<SessionState> sessions = [];
    private readonly List<OfferState> offers = [];

    public CoreChecks(RoutingCore core, Marks marks)
    {
        (this.core, this.marks) = (core, marks);
        Remember();
    }

    /// <param name="alone">Whether no deadline ran before the event: only then does the end of the turn show what a choice saw.</param>
    /// <exception cref="SimulationFault">Something does not hold.</exception>
    public void After(RoutingEvent e, Outcome outcome, bool alone)
    {
        sessions.Clear();
        sessions.AddRange(core.Sessions);
        offers.Clear();
        offers.AddRange(core.PendingOffers);
        UnitsEqualARecount(e, outcome);
        OneOfferEach();
        var doors = new HashSet<(string, string)>();
        foreach (var session in sessions)
        {
            if (session.IsOpen && !doors.Add((session.VisitorId, session.EntryPoint)))
            {
                throw new SimulationFault($"I1: visitor {session.VisitorId} has two open sessions at {session.EntryPoint}");
            }

            HasItsOwner(session);
            if (sessionsBefore.TryGetValue(session.Id, out var before) && !ReferenceEquals(before, session))
            {
                WentOnRightly(before, session);
            }
        }

        NothingIsOverdue();
        NobodyEligibleIsLeft();
        if (alone)
        {
            NobodyWasOvertaken(outcome);
        }

        Remember();
    }

    private void Remember()
    {
        sessionsBefore.Clear();
        foreach (var session in core.Sessions)
        {
            sessionsBefore[session.Id] = session;
        }

        agentsBefore.Clear();
        foreach (var agent in core.Agents)
        {
            agentsBefore[agent.Id] = agent;
        }
    }

    // I3, I5.
    private void UnitsEqualARecount(RoutingEvent e, Outcome outcome)
    {
        foreach (var agent in core.Agents)
        {
            var used = 0;
            foreach (var session in sessions)
            {
                used += session.Assignment is { } held && held.AgentId == agent.Id ? held.Weight : 0;
                used += session.Consult is { } consult && consult.AgentId == agent.Id ? consult.Weight : 0;
            }

            foreach (var offer in offers)
            {
                used += offer.AgentId == agent.Id ? offer.Weight : 0;
            }

            if (used != agent.Used)
            {
                throw new SimulationFault($"I5: agent {agent.Id} is said to use {agent.Used} units, counted {used}");
            }

            var capacity = core.Desk.Agents.FirstOrDefault(a => a.Id == agent.Id)?.Capacity ?? 0;
            if (used > capacity && used > (agentsBefore.GetValueOrDefault(agent.Id)?.Used ?? 0) && e is not RulesetPublished)
            {
                if (!outcome.Effects.Any(x => MayExceed(x, agent.Id)))
                {
                    throw new SimulationFault($"I3: agent {agent.Id} uses {used} of {capacity} units by {e.GetType().Name}");
                }
            }

            if (agent.HoldDownUntil is not null)
            {
                marks.Hit(Mark.AgentHeldDown);
            }
        }
    }

    // I3 names them: what is directed or done by hand, and what comes back from being on hold.
    private static bool MayExceed(RoutingEffect effect, long agent) => effect switch
    {
        OfferCreated { Decision.Kind: DecisionKind.Directed } ring => ring.AgentId == agent,
        OverCapacity over => over.AgentId == agent,
        Reactivated back => back.AgentId == agent,
        AssignmentChanged { State: AssignmentStatus.WrapUp } ended => ended.AgentId == agent,
        _ => false,
    };

    // I4, O6.
    private void OneOfferEach()
    {
        var (ofSession, ofAgent) = (new Dictionary<long, int>(), new Dictionary<long, long>());
        foreach (var offer in offers)
        {
            var beside = ofSession[offer.SessionId] = ofSession.GetValueOrDefault(offer.SessionId) + 1;
            if (!ofAgent.TryAdd(offer.AgentId, offer.Id) || offer.Status != OfferStatus.Pending || (beside > 1 && !offer.IsBroadcast) || beside > MostRung)
            {
                throw new SimulationFault($"I4: offer {offer.Id} ({offer.Status}) is one too many for session {offer.SessionId} or agent {offer.AgentId}");
            }
        }

        foreach (var session in sessions)
        {
            if (session.Offers.Count != ofSession.GetValueOrDefault(session.Id) || session.Offers.Any(id => core.Offer(id)?.SessionId != session.Id))
            {
                throw new SimulationFault($"I4: session {session.Id} is said to have offers {string.Join(',', session.Offers)}, counted {ofSession.GetValueOrDefault(session.Id)}");
            }
        }

        foreach (var agent in core.Agents)
        {
            if (agent.PendingOfferId != (ofAgent.TryGetValue(agent.Id, out var id) ? id : null))
            {
                throw new SimulationFault($"I4: agent {agent.Id} is said to have offer {agent.PendingOfferId}, counted {id}");
            }
        }
    }

    // I2.
    private static void HasItsOwner(SessionState session)
    {
        var owner = session.Status switch
        {
            SessionStatus.Bot => "bot:",
            SessionStatus.Queued or SessionStatus.Offered => "queue:" + session.QueueId,
            SessionStatus.Active or SessionStatus.OnHold => "agent:" + session.Assignment?.AgentId,
            _ => null,
        };
        var isRight = owner is null ? session.Responder is null : session.Responder?.StartsWith(owner, StringComparison.Ordinal) == true;
        if (!isRight || session.IsWaiting != session.Key.HasValue || session.IsWaiting != session.QueuedAt.HasValue
            || (session.Status == SessionStatus.Offered && session.OfferId is null)
            || (session.Consult is not null && (!session.IsServed || session.Consult.AgentId == session.Assignment!.AgentId)))
        {
            throw new SimulationFault($"I2: session {session.Id} is {session.Status} with responder {session.Responder ?? "nobody"}, key {session.Key}, offer {session.OfferId}");
        }
    }

    // I6, I7, P1, versions.
    private void WentOnRightly(SessionState before, SessionState session)
    {
        if (session.Version < before.Version || (session.Status != before.Status && session.Version == before.Version))
        {
            throw new SimulationFault($"session {session.Id} went from {before.Status} at version {before.Version} to {session.Status} at {session.Version}");
        }

        // S20: what is over goes on in a new segment.
        if (!before.IsOpen && session.Segment == before.Segment && session with { Assignment = null } != before with { Assignment = null })
        {
            throw new SimulationFault($"I6: session {session.Id} was {before.Status} and changed: {session}");
        }

        if (session.Round > before.Round && session.QueuedAt == before.QueuedAt)
        {
            marks.Hit(Mark.NewRoundBegan);
        }

        if (session.StickyUntil is not null)
        {
            marks.Hit(Mark.KeptForItsLastAgent);
        }

        if (session.QueuedAt is null || before.QueuedAt != session.QueuedAt)
        {
            return;
        }

        if (session.BoostSeconds == before.BoostSeconds && session.Key != before.Key)
        {
            throw new SimulationFault($"I7: the key of session {session.Id} went from {before.Key} to {session.Key}");
        }

        if (session.ShownPosition > before.ShownPosition)
        {
            throw new SimulationFault($"P1: the place shown to session {session.Id} grew from {before.ShownPosition} to {session.ShownPosition}");
        }
    }

    // Every wait has an end, and the core asks to be woken for it.
    private void NothingIsOverdue()
    {
        var now = core.LastAt;
        if (core.NextWake <= now)
        {
            throw new SimulationFault($"the core asks to be woken at {core.NextWake:O} though it is {now:O}");
        }

        foreach (var offer in offers)
        {
            MustLieAhead(offer.Deadline, "offer", offer.Id);
        }

        foreach (var session in sessions)
        {
            if (session.QueuedAt is { } since)
            {
                MustLieAhead(since.AddSeconds(Queue(session.QueueId!).MaxWaitSeconds) - session.WaitedBefore, "the wait of session", session.Id);
            }

            if (session.Assignment is { WrapUpUntil: { } until })
            {
                MustLieAhead(until, "the wrap-up of session", session.Id);
            }

            if (session.Assignment is { FirstReplyBy: { } reply } && session.OfferId is null)
            {
                MustLieAhead(reply, "the first word to session", session.Id);
            }
        }

        foreach (var agent in core.Agents)
        {
            if (agent.GraceUntil is { } until)
            {
                MustLieAhead(until, "the grace of agent", agent.Id);
            }
        }
    }

    private void MustLieAhead(DateTimeOffset due, string what, long id)
    {
        if (due <= core.LastAt || core.NextWake is null || core.NextWake > due)
        {
            throw new SimulationFault($"P6: {what} {id} ends at {due:O}; it is {core.LastAt:O} and the core sleeps until {core.NextWake:O}");
        }
    }
}
