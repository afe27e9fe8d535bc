namespace ServiceDesk.Decisions.Metrics;

/// <summary>Who serves the session, since when, on hold or finishing up, and how it was passed on.</summary>
internal sealed class AgentService(StoryContext story)
{
    private readonly List<Part> _open = [];
    private readonly List<Part> _done = [];
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _holds = [];
    private readonly HashSet<TransferKind> _transfers = [];
    private DateTimeOffset? _heldSince;

    private sealed class Part(long agent, DateTimeOffset from, int weight, Place place)
    {
        public long Agent => agent;

        public DateTimeOffset From => from;

        public int Weight => weight;

        public Place Place => place;

        public DateTimeOffset? ChatEnd { get; set; }
    }

    /// <summary>Whether an agent accepted in this service session.</summary>
    public bool Accepted { get; private set; }

    /// <summary>The first accept of this service session.</summary>
    public DateTimeOffset? FirstAccept { get; private set; }

    public bool PassedOn(TransferKind kind) => _transfers.Contains(kind);

    public bool PassedOnAtAll => _transfers.Count > 0;

    /// <summary>When the agent who serves it now accepted.</summary>
    public DateTimeOffset? AcceptOf(long agent) => _open.FindLast(p => p.Agent == agent)?.From;

    /// <summary>Time on hold within [from, to).</summary>
    public TimeSpan HeldBetween(DateTimeOffset from, DateTimeOffset to) =>
        Overlap.Sum(_heldSince is { } since ? [.. _holds, (since, to)] : _holds, from, to);

    /// <summary>The stretches on hold, an open one up to the instant.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Holds(DateTimeOffset until) =>
        _heldSince is { } since ? [.. _holds, (since, until)] : _holds;

    /// <summary>Time served by each agent so far in this service session.</summary>
    public IReadOnlyDictionary<long, TimeSpan> Shares(DateTimeOffset until) => _done.Concat(_open).GroupBy(p => p.Agent)
        .ToDictionary(g => g.Key, g => TimeSpan.FromTicks(g.Sum(p => ((p.ChatEnd ?? until) - p.From).Ticks)));

    /// <summary>A new service session: what came before counts no longer.</summary>
    public void Reopen()
    {
        _done.Clear();
        _transfers.Clear();
        (Accepted, FirstAccept) = (false, null);
    }

    public void On(ServiceBegan fact)
    {
        Resume(fact.At);
        story.Agent = fact.AgentId;
        (Accepted, FirstAccept) = (true, FirstAccept ?? fact.At);
        _open.Add(new Part(fact.AgentId, fact.At, fact.Weight, story.Here));
    }

    public void On(WrapUpBegan fact)
    {
        if (_open.FindLast(p => p.Agent == fact.AgentId && p.ChatEnd is null) is { } part)
        {
            Resume(fact.At);
            part.ChatEnd = fact.At;
            Chat(part, fact.At, span => story.Emit(span));
        }
    }

    public void On(ServiceOver fact)
    {
        if (_open.FindLast(p => p.Agent == fact.AgentId) is not { } part)
        {
            return;
        }

        _open.Remove(part);
        _done.Add(part);
        var wrapsUp = part.ChatEnd is not null;
        if (!wrapsUp)
        {
            Resume(fact.At);
            part.ChatEnd = fact.At;
            Chat(part, fact.At, span => story.Emit(span));
        }

        var end = part.ChatEnd!.Value;
        var chat = end - part.From - HeldBetween(part.From, end);
        story.Emit(ConversationMetrics.HandleTime, end, part.Place, chat + (fact.At - end));
        story.Emit(AgentMetrics.Served, end, part.Place, 1);
        if (wrapsUp)
        {
            story.Emit(ConversationMetrics.WrapUp, end, part.Place, fact.At - end);
            story.Emit(new AgentSpan(part.Agent, AgentTime.WrapUp, end, fact.At, part.Weight, SessionId: story.SessionId));
        }
    }

    public void On(Held fact) => _heldSince ??= fact.At;

    public void On(Resumed fact) => Resume(fact.At);

    public void On(PassedOn fact) => _transfers.Add(fact.Kind);

    public void Finish(IMeasures sink, DateTimeOffset now)
    {
        foreach (var part in _open)
        {
            if (part.ChatEnd is { } end)
            {
                sink.Take(new AgentSpan(part.Agent, AgentTime.WrapUp, end, now, part.Weight, SessionId: story.SessionId));
            }
            else
            {
                Chat(part, now, span => sink.Take(span));
            }
        }
    }

    private void Resume(DateTimeOffset at)
    {
        if (_heldSince is { } since)
        {
            _holds.Add((since, at));
            _heldSince = null;
        }
    }

    // A chat on hold takes nothing of the agent.
    private void Chat(Part part, DateTimeOffset end, Action<AgentSpan> emit)
    {
        var from = part.From;
        foreach (var (begin, over) in Holds(end).Where(h => h.To > part.From && h.From < end).OrderBy(h => h.From))
        {
            Emit(from, begin);
            from = over > from ? over : from;
        }

        Emit(from, end);

        void Emit(DateTimeOffset low, DateTimeOffset high)
        {
            if (high > low)
            {
                emit(new AgentSpan(part.Agent, AgentTime.Chat, low, high, part.Weight, SessionId: story.SessionId));
            }
        }
    }
}
