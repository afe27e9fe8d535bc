namespace ServiceDesk.Decisions.Metrics;

/// <summary>One agent's states retold: time signed in, available, away.</summary>
public sealed class AgentStory(long agentId, IMeasures sink)
{
    private AgentStateChanged? _now;

    /// <param name="fact">In their order; the first says what was before the interval.</param>
    public void Tell(AgentStateChanged fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        Finish(sink, fact.At);
        _now = fact;
    }

    public void Tell(AgentPlanned fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        sink.Take(new AgentSpan(agentId, AgentTime.Planned, fact.At, fact.Until));
    }

    /// <summary>The state goes on until now. Changes nothing.</summary>
    public void Finish(IMeasures sink, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (_now is not { SignedIn: true } state || state.At >= now)
        {
            return;
        }

        sink.Take(new AgentSpan(agentId, AgentTime.Staffed, state.At, now));
        sink.Take(state.Available
            ? new AgentSpan(agentId, AgentTime.Available, state.At, now, state.Capacity)
            : new AgentSpan(agentId, AgentTime.Unavailable, state.At, now, Reason: state.Reason ?? state.State));
    }
}
