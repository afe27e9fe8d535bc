namespace ServiceDesk.Decisions.Metrics;

/// <summary>How service sessions begin, end, begin again; what still speaks against an end later.</summary>
internal sealed class Resolution(StoryContext story, BotStage bot, AgentService service, Replies replies)
{
    private DateTimeOffset? _firstStart;
    private DateTimeOffset? _start;
    private (DateTimeOffset At, Place Place)? _resolved;
    private bool _spokenAgainst;

    public bool IsOpen => _start is not null;

    public void On(ConversationOpened fact)
    {
        story.EntryPoint = fact.EntryPoint;
        (_firstStart, _start, replies.Opened) = (fact.At, fact.At, fact.At);
        story.Emit(ConversationMetrics.Opened, fact.At, 1);
    }

    public void On(SessionClosed fact)
    {
        if (_start is not { } start)
        {
            return;
        }

        _start = null;
        replies.End(fact.At, service.Accepted);
        if (!service.Accepted)
        {
            return;
        }

        Transfers(fact.At);
        if (fact.Kind == ClosingKind.ByVisitor && !replies.EverReplied)
        {
            story.Emit(ConversationMetrics.Dropped, fact.At, 1);
        }
        else if (fact.Kind is ClosingKind.Resolved or ClosingKind.ByVisitor or ClosingKind.Silence)
        {
            Resolve(start, fact.At);
        }
    }

    public void On(Reopened fact)
    {
        if (_start is not null)
        {
            return;
        }

        _start = fact.At;
        service.Reopen();
        replies.Reopen();
        if (_resolved is { } end && fact.At - end.At <= story.Terms.Reopening)
        {
            story.Emit(ConversationMetrics.ReopenRate, end.At, end.Place, 1, 0);
            SpeakAgainst(end);
        }
    }

    public void On(VisitorReturned fact)
    {
        if (_resolved is { } end && story.SameMatter(fact.Topic) && fact.At - end.At <= story.Terms.Reopening)
        {
            SpeakAgainst(end);
        }
    }

    public void Backlog(IMeasures sink, DateTimeOffset at)
    {
        if (_start is not { } start || start > at)
        {
            return;
        }

        var age = at - start;
        var band = age < TimeSpan.FromHours(1) ? ConversationMetrics.BacklogYoung
            : age < TimeSpan.FromHours(24) ? ConversationMetrics.BacklogDay : ConversationMetrics.BacklogOld;
        // The end of an interval is no part of it; what is open there counts as its last instant.
        var last = at.AddMilliseconds(-1);
        sink.Take(new Sample(ConversationMetrics.Backlog, last, story.Here, story.SessionId, 1));
        sink.Take(new Sample(band, last, story.Here, story.SessionId, 1));
    }

    public void Finish(IMeasures sink)
    {
        if (_resolved is { } end && _firstStart is { } start)
        {
            sink.Take(new Sample(ConversationMetrics.FullResolution, end.At, end.Place, story.SessionId, (long)(end.At - start).TotalMilliseconds));
        }
    }

    private void Transfers(DateTimeOffset at)
    {
        story.Emit(ConversationMetrics.TransferRate, at, service.PassedOnAtAll ? 1 : 0);
        story.Emit(ConversationMetrics.TransferToQueue, at, service.PassedOn(TransferKind.Queue) ? 1 : 0);
        story.Emit(ConversationMetrics.TransferToAgent, at, service.PassedOn(TransferKind.Agent) ? 1 : 0);
        story.Emit(ConversationMetrics.TransferByOverflow, at, service.PassedOn(TransferKind.Overflow) ? 1 : 0);
    }

    private void Resolve(DateTimeOffset start, DateTimeOffset at)
    {
        (_resolved, _spokenAgainst) = ((at, story.Here), false);
        story.Emit(ConversationMetrics.Resolved, at, 1);
        story.Emit(ConversationMetrics.Resolution, at, at - start);
        story.Emit(ConversationMetrics.ResolutionWithoutBot, at, at - start - bot.Between(start, at));
        story.Emit(ConversationMetrics.ResolutionWithoutHold, at, at - start - service.HeldBetween(start, at));
        story.Emit(ConversationMetrics.ResolutionBusiness, at, replies.Business(start, at));
        story.Emit(ConversationMetrics.ReopenRate, at, 0);
        story.Emit(ConversationMetrics.FirstContactResolution, at, 1);
    }

    private void SpeakAgainst((DateTimeOffset At, Place Place) end)
    {
        if (!_spokenAgainst)
        {
            _spokenAgainst = true;
            story.Emit(ConversationMetrics.FirstContactResolution, end.At, end.Place, -1, 0);
        }
    }
}
