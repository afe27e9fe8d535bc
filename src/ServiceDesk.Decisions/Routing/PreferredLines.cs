using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>By agent, the sessions that would rather have that one and for whom nobody is rung, as long as no step was taken.</summary>
internal sealed class PreferredLines
{
    private static readonly SortedSet<LinePlace> Nobody = [];

    private readonly Dictionary<long, SortedSet<LinePlace>> byAgent = [];

    public SortedSet<LinePlace> Of(long agentId) => byAgent.GetValueOrDefault(agentId, Nobody);

    public void Add(SessionState session)
    {
        if (!IsListed(session))
        {
            return;
        }

        foreach (var agent in session.PreferredAgents)
        {
            if (!byAgent.TryGetValue(agent, out var line))
            {
                byAgent[agent] = line = [];
            }

            line.Add(QueueLine.PlaceOf(session));
        }
    }

    public void Remove(SessionState session)
    {
        if (!IsListed(session))
        {
            return;
        }

        foreach (var agent in session.PreferredAgents)
        {
            if (byAgent.TryGetValue(agent, out var line) && line.Remove(QueueLine.PlaceOf(session)) && line.Count == 0)
            {
                byAgent.Remove(agent);
            }
        }
    }

    private static bool IsListed(SessionState session) =>
        session is { Status: SessionStatus.Queued, Step: 0, PreferredAgents.Count: > 0 };
}
