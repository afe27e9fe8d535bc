using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Agents;

/// <summary>An agent's connection drops, comes back, or does not (rules A8–A12).</summary>
internal static class Connections
{
    public const string Lost = "agent_lost";

    public static Refusal? Apply(Turn turn, AgentConnection e)
    {
        if (turn.Memory.Agent(e.AgentId) is not { } agent)
        {
            return Refusals.NotFound("agent", e.AgentId);
        }

        if (e.Connected && agent.Connection != Connection.Connected)
        {
            Connect(turn, agent);
        }
        else if (!e.Connected && agent.Connection == Connection.Connected)
        {
            var settings = turn.Memory.Desk.Desk.AgentSettings;
            var losses = Recent(agent, turn.At, settings).Append(turn.At).TakeLast(settings.HoldDownLosses);
            BeginGrace(turn, agent with { Losses = [.. losses] });
        }

        return null;
    }

    /// <summary>The connection is gone; the sessions stay for the time of grace.</summary>
    public static void BeginGrace(Turn turn, AgentState agent)
    {
        var settings = turn.Memory.Desk.Desk.AgentSettings;
        turn.Put(agent with
        {
            Connection = Connection.Grace,
            ConnectionSince = turn.At,
            GraceUntil = turn.At.AddSeconds(settings.GraceSeconds),
            HoldDownUntil = null,
        });
    }

    public static DateTimeOffset? NextWake(AgentState agent, AgentSettings settings) => agent switch
    {
        { Connection: Connection.Grace, LossTold: false } => TellAt(agent, settings),
        { Connection: Connection.Grace } => agent.GraceUntil,
        { HoldDownUntil: { } until } => until,
        _ => null,
    };

    /// <summary>Whatever is due for the agent now.</summary>
    public static void Wake(Turn turn, AgentState agent)
    {
        if (agent.HoldDownUntil <= turn.At)
        {
            turn.Put(agent with { HoldDownUntil = null });
            return;
        }

        if (!agent.LossTold && TellAt(agent, turn.Memory.Desk.Desk.AgentSettings) <= turn.At)
        {
            turn.Put(agent with { LossTold = true });
            TellVisitors(turn, agent.Id);
        }

        agent = turn.Agent(agent.Id);
        if (agent.GraceUntil <= turn.At)
        {
            Lose(turn, agent);
        }
    }

    /// <summary>All sessions that the agent serves go back to their queues; those being passed on wait for that to end.</summary>
    public static void GiveUpSessions(Turn turn, long agentId, string reason)
    {
        Consulting.GiveUp(turn, agentId, reason);
        foreach (var id in turn.Memory.AssignedTo(agentId).ToList())
        {
            var session = turn.Session(id);
            if (Consulting.Ringing(turn, session) is { } asking)
            {
                // Nobody is left to be advised; the session follows by the offer's end.
                OfferClosing.RescindFor(turn, asking, reason);
                continue;
            }

            if (session is not { Status: SessionStatus.Active, OfferId: null })
            {
                continue;
            }

            if (reason == Lost)
            {
                LostAgents.Follow(turn, session, reason);
            }
            else
            {
                LostAgents.Requeue(turn, session, reason);
            }
        }
    }

    private static void Connect(Turn turn, AgentState agent)
    {
        var settings = turn.Memory.Desk.Desk.AgentSettings;
        var held = Recent(agent, turn.At, settings).Count() >= settings.HoldDownLosses;
        turn.Put(agent with
        {
            Connection = Connection.Connected,
            ConnectionSince = turn.At,
            GraceUntil = null,
            LossTold = false,
            HoldDownUntil = held ? turn.At.AddSeconds(settings.HoldDownSeconds) : null,
        });
        foreach (var session in ServedBy(turn, agent.Id).Where(s => s.AgentLostNoted || s.AwaitsWord))
        {
            turn.Put(session with { AgentLostNoted = false, AwaitsWord = false });
            if (session.AgentLostNoted)
            {
                turn.Note(session, NoteKinds.AgentBack, "agent_back", ("agent", Turn.Text(agent.Id)));
            }
        }
    }

    private static void TellVisitors(Turn turn, long agentId)
    {
        foreach (var session in ServedBy(turn, agentId).Where(s => !s.AgentLostNoted))
        {
            turn.Put(session with { AgentLostNoted = true });
            turn.Note(session, NoteKinds.AgentLost, Lost, ("agent", Turn.Text(agentId)), ("reason", LostAgents.Outlook(turn.QueueOf(session))));
        }
    }

    private static void Lose(Turn turn, AgentState agent)
    {
        turn.Put(agent with { Connection = Connection.Lost, ConnectionSince = turn.At, GraceUntil = null });
        if (agent.PendingOfferId is { } ringing)
        {
            OfferClosing.RescindFor(turn, turn.Memory.Offer(ringing)!, Lost);
        }

        GiveUpSessions(turn, agent.Id, Lost);
    }

    private static List<SessionState> ServedBy(Turn turn, long agentId) =>
        [.. turn.Memory.AssignedTo(agentId).Select(turn.Session).Where(s => s.Status == SessionStatus.Active)];

    private static DateTimeOffset? TellAt(AgentState agent, AgentSettings settings) => agent.Connection == Connection.Grace
        ? agent.ConnectionSince?.AddSeconds(settings.TellVisitorAfterSeconds)
        : null;

    private static IEnumerable<DateTimeOffset> Recent(AgentState agent, DateTimeOffset now, AgentSettings settings) =>
        agent.Losses.Where(loss => loss > now.AddSeconds(-settings.HoldDownWindowSeconds));
}
