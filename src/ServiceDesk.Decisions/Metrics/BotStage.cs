namespace ServiceDesk.Decisions.Metrics;

/// <summary>The stretches of a session that a bot answers.</summary>
internal sealed class BotStage(StoryContext story)
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _over = [];
    private DateTimeOffset? _since;
    private DateTimeOffset? _firstWords;
    private bool _firstAnswered;
    private bool _unanswered;
    private long _turns;
    private (DateTimeOffset At, Place Place)? _contained;

    public void On(BotTookOver fact)
    {
        story.Bot = fact.BotId;
        (_since, _turns, _unanswered) = (fact.At, 0, false);
    }

    public void On(MessagePosted fact)
    {
        if (fact.By == Author.Visitor)
        {
            _unanswered = true;
            _firstWords ??= fact.At;
        }
        else if (fact.By == Author.Bot)
        {
            Answer(fact);
        }
    }

    public void On(EnteredQueue fact)
    {
        if (_since is not null)
        {
            End(fact.At, contained: false, handedOver: true, fact.Cause);
        }
    }

    /// <summary>An agent came without a wait.</summary>
    public void OnService(ServiceBegan fact)
    {
        if (_since is not null)
        {
            End(fact.At, contained: false, handedOver: true, null);
        }
    }

    public void On(SessionClosed fact)
    {
        if (_since is not null)
        {
            var wanted = fact.Kind == ClosingKind.Deferred;
            End(fact.At, contained: !wanted, handedOver: wanted, null);
        }
    }

    /// <summary>Who comes back with the same matter was not helped.</summary>
    public void On(VisitorReturned fact)
    {
        if (_contained is { } end && story.SameMatter(fact.Topic) && fact.At - end.At <= story.Terms.Return)
        {
            story.Emit(BotMetrics.Containment, end.At, end.Place, -1, 0);
            _contained = null;
        }
    }

    /// <summary>Time with a bot within [from, to).</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => Overlap.Sum(_over, from, to);

    private void Answer(MessagePosted fact)
    {
        // A greeting answers nobody.
        if (!_unanswered || _since is null)
        {
            return;
        }

        _unanswered = false;
        _turns++;
        story.Emit(BotMetrics.Fallback, fact.At, fact.Confident ? 0 : 1);
        if (!_firstAnswered && _firstWords is { } asked)
        {
            _firstAnswered = true;
            story.Emit(BotMetrics.FirstResponse, fact.At, fact.At - asked);
        }
    }

    private void End(DateTimeOffset at, bool contained, bool handedOver, HandOverCause? cause)
    {
        _over.Add((_since!.Value, at));
        _since = null;
        var place = story.Here;
        story.Emit(BotMetrics.Sessions, at, place, 1);
        story.Emit(BotMetrics.Turns, at, place, _turns);
        story.Emit(BotMetrics.Containment, at, place, contained ? 1 : 0);
        story.Emit(BotMetrics.HandOver, at, place, handedOver ? 1 : 0);
        story.Emit(BotMetrics.HandOverAsked, at, place, cause == HandOverCause.Asked ? 1 : 0);
        story.Emit(BotMetrics.HandOverFailed, at, place, cause == HandOverCause.Failed ? 1 : 0);
        story.Emit(BotMetrics.HandOverRule, at, place, cause == HandOverCause.Rule ? 1 : 0);
        _contained = contained ? (at, place) : null;
    }
}
