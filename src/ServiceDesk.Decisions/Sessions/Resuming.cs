using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Sessions;

/// <summary>What is over goes on in a new segment: the visitor writes in time (S20), a call-back is due or an agent opens the ticket (S21).</summary>
internal static class Resuming
{
    public const string CallBack = "call_back";

    /// <summary>Until when the visitor's next word continues what is over; null while it is not over, or never.</summary>
    public static DateTimeOffset? Until(SessionState session, Desk desk)
    {
        var seconds = desk.EntryPoints.FirstOrDefault(e => e.Key == session.EntryPoint)?.ResumeSeconds ?? 0;
        return session.Status switch
        {
            SessionStatus.Ended when session.EndReason == EndReasons.Spam => session.StatusSince,
            SessionStatus.Ended or SessionStatus.Deferred => session.StatusSince.AddSeconds(seconds),
            _ => null,
        };
    }

    /// <summary>S20. Nothing happens when the time is over, another session is open, or it would only be deferred again.</summary>
    public static void Hear(Turn turn, SessionState session)
    {
        if (!(turn.At < Until(session, turn.Memory.Desk.Desk)) || HasOther(turn, session) is not null)
        {
            return;
        }

        if (session.EnqueuedAt is null)
        {
            ToDoor(turn, NewSegment(turn, session, Hearing.Visitor));
        }
        else if (LastAgent(turn, session) is { } agent)
        {
            session = NewSegment(turn, session, Hearing.Visitor);
            Join(turn, session, agent, AssignReasons.Resumed, $"The visitor came back to {NameOf(turn, agent)}");
        }
        else
        {
            ToQueue(turn, session);
        }
    }

    /// <summary>S21 by the clock. A queue that is closed by now calls at its next opening.</summary>
    public static void CallBackDue(Turn turn, SessionState session)
    {
        if (HasOther(turn, session) is not null || RouteOf(turn, session) is not { } route)
        {
            // The visitor is being served, or nobody could be asked: the ticket remains.
            turn.Put(session with { CallBackAt = null });
            return;
        }

        if (Admission.IsClosed(turn, session, route.Queue))
        {
            var opensAt = Admission.OpensAt(turn, session with { QueueId = route.Queue.Id });
            turn.Put(session with { CallBackAt = opensAt });
            turn.Emit(new CallBackPlanned(session.Id, route.Queue.Id, opensAt) { Reason = DeferReasons.Closed });
            return;
        }

        Wait(turn, NewSegment(turn, session, CallBack) with { IsCallBack = true }, route, 0, CallBack);
    }

    /// <summary>S21 by an agent, who has it at once.</summary>
    public static Refusal? Apply(Turn turn, TicketOpened e)
    {
        var session = turn.Session(e.SessionId);
        if (session.IsServed && session.Assignment!.AgentId == e.AgentId)
        {
            return null;
        }

        if (session.IsOpen)
        {
            return new Refusal(RefusalCodes.AlreadyTaken, $"session {session.Id} is {session.Status}");
        }

        if (session.Status == SessionStatus.Archived)
        {
            return Refusals.Closed(session);
        }

        if (HasOther(turn, session) is { } other)
        {
            return new Refusal(RefusalCodes.AlreadyTaken, $"the visitor has session {other} open");
        }

        if (Manual.Unfit(turn, session, e.AgentId, isOwnWish: true) is { } unfit)
        {
            return unfit;
        }

        session = NewSegment(turn, session, AssignReasons.Ticket) with { IsCallBack = true };
        turn.Put(session);
        Join(turn, session, e.AgentId, AssignReasons.Ticket, $"{NameOf(turn, e.AgentId)} opened the ticket");
        PresenceRules.StayForSessions(turn, e.AgentId, AssignReasons.Ticket);
        return null;
    }

    private static void ToQueue(Turn turn, SessionState session)
    {
        var route = RouteOf(turn, session);
        var obstacle = route is null ? DeferReasons.QueueRemoved : Admission.Obstacle(turn, session, route);
        if (obstacle is not null && session.Status == SessionStatus.Deferred)
        {
            // The menu is there already, and the word stands in the conversation.
            return;
        }

        session = NewSegment(turn, session, Hearing.Visitor);
        if (obstacle is null)
        {
            Wait(turn, session, route!, route!.Queue.ReturnCreditSeconds, Hearing.Visitor);
        }
        else if (!Waiting.ToBot(turn, session, Hearing.Visitor))
        {
            Waiting.Defer(turn, session, obstacle);
        }
    }

    private static void ToDoor(Turn turn, SessionState session)
    {
        if (!Waiting.ToBot(turn, session, Hearing.Visitor))
        {
            Admission.Want(turn, turn.Move(session, SessionStatus.Created), Hearing.Visitor);
        }
    }

    private static void Wait(Turn turn, SessionState session, Route route, int creditSeconds, string reason)
    {
        session = session with
        {
            QueueId = route.Queue.Id, RuleId = route.RuleId, RuleSentence = route.Sentence, Tier = route.Tier, Asked = route.Asked,
        };
        session = Waiting.Begin(turn, session, route.Queue, creditSeconds);
        turn.Emit(new Enqueued(session.Id, route.Queue.Id, route.RuleId, session.Key!.Value, session.BoostSeconds) { Reason = reason });
        Waiting.Announce(turn, Preferring.Begin(turn, session, null), reason);
    }

    private static void Join(Turn turn, SessionState session, long agentId, string reason, string sentence)
    {
        session = session with { RuleId = session.RuleId ?? reason, RuleSentence = sentence };
        var decision = Explaining.Decide(turn.Memory, session, agentId, DecisionKind.Directed);
        Serving.Begin(turn, session, Seat.For(turn.Memory, session, agentId), new(reason, reason, decision));
    }

    // Who had it last has it again at once, unless gone, not online or full.
    private static long? LastAgent(Turn turn, SessionState session)
    {
        var memory = turn.Memory;
        if ((session.Assignment?.AgentId ?? session.LastServed?.AgentId) is not { } id || memory.Agent(id) is not { } agent
            || memory.Desk.Agent(id) is not { } listed || !agent.IsAttending())
        {
            return null;
        }

        // The work after the end of this very session makes room for it.
        return session.Assignment is not null || Room.Obstacle(agent, listed, memory.Desk.Channel(session.Channel), memory.Loads) is null
            ? id
            : null;
    }

    private static long? HasOther(Turn turn, SessionState session) => turn.Memory.OpenSession(session.VisitorId, session.EntryPoint);

    private static Route? RouteOf(Turn turn, SessionState session) => turn.Memory.Desk.FindQueue(session.QueueId) is { } queue
        ? new Route(queue, session.RuleId ?? RoutingPlan.HintRule, session.RuleSentence ?? "", session.Tier, 0, session.Asked, false)
        : RoutingPlan.Route(turn.Memory.Desk, session, null);

    // Everything that belongs to a segment begins anew; what the first wish for a person was stays for reports where the
    // visitor is still waiting for that.
    private static SessionState NewSegment(Turn turn, SessionState session, string reason)
    {
        var wrote = reason == Hearing.Visitor;
        session = Assignments.Close(turn, session, reason) with
        {
            Segment = session.Segment + 1,
            EnqueuedAt = session.Status == SessionStatus.Ended && session.EnqueuedAt is not null ? turn.At : session.EnqueuedAt,
            EndedAt = null,
            EndReason = null,
            FirstReplyAt = null,
            Notices = null,
            BoostSeconds = 0,
            Returns = 0,
            WaitedBefore = TimeSpan.Zero,
            CallBackAt = null,
            IsCallBack = false,
            VisitorConnected = wrote,
            VisitorLeftAt = wrote ? null : turn.At,
            VisitorLeftNoted = false,
        };
        turn.Emit(new Resumed(session.Id, session.Segment) { Reason = reason });
        return session;
    }

    private static string NameOf(Turn turn, long agentId) => turn.Memory.Desk.Agent(agentId)?.Name ?? Turn.Text(agentId);
}
