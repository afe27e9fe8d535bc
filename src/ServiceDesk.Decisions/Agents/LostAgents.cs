using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Agents;

/// <summary>What becomes of a session whose agent's connection did not come back (rule A10, case 63).</summary>
internal static class LostAgents
{
    public static void Follow(Turn turn, SessionState session, string reason)
    {
        switch (turn.QueueOf(session).OnAgentLost)
        {
            case OnAgentLost.Requeue:
                Requeue(turn, session, reason);
                break;
            case OnAgentLost.RequeueOnNextMessage:
                turn.Put(session with { AwaitsWord = true, Version = session.Version + 1 });
                break;
        }
    }

    /// <summary>What the visitor may expect, told with the loss (A9); null where somebody else is sought at once.</summary>
    public static string? Outlook(Queue queue) => queue.OnAgentLost switch
    {
        OnAgentLost.RequeueOnNextMessage => "next_message",
        OnAgentLost.Keep => "keep",
        _ => null,
    };

    /// <summary>S13, S17: to the front of its queue; a closed one does not begin a wait that nobody attends to.</summary>
    public static void Requeue(Turn turn, SessionState session, string reason) => Transfers.Lose(turn, session, reason);

    /// <summary>Somebody waits for an answer now: it moves, unless the agent is back.</summary>
    public static void Resolve(Turn turn, SessionState session, string reason)
    {
        if (turn.Memory.Agent(session.Assignment!.AgentId)?.Connection == Connection.Lost && session.OfferId is null)
        {
            Requeue(turn, session, reason);
        }
    }
}
