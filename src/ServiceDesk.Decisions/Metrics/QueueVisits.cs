namespace ServiceDesk.Decisions.Metrics;

/// <summary>The queue visits of a session, each with clocks of its own (trap 2).</summary>
internal sealed class QueueVisits(StoryContext story)
{
    private Visit? _open;
    private TimeSpan _waitedBefore;
    private bool _accepted;

    private sealed record Visit(DateTimeOffset Since, Place Place, QueueTerms? Promise)
    {
        public EstimateShown? Estimate { get; init; }
    }

    public void On(EnteredQueue fact)
    {
        story.Queue = fact.QueueId;
        story.Rule = fact.RuleId ?? story.Rule;
        _open = new Visit(fact.At, story.Here with { Agent = null }, story.Promise(fact.At));
        story.Emit(QueueMetrics.Entered, fact.At, _open.Place, 1);
        story.Emit(QueueMetrics.AbandonmentRate, fact.At, _open.Place, 0);
        story.Emit(QueueMetrics.AbandonmentWithoutShort, fact.At, _open.Place, 0);
        story.Emit(QueueMetrics.DeflectionRate, fact.At, _open.Place, 0);
    }

    public void On(EstimateShown fact)
    {
        if (_open is { Estimate: null } && fact is { Low: not null, High: not null })
        {
            _open = _open with { Estimate = fact };
        }
    }

    public void On(OfferOver fact)
    {
        if (fact.Outcome == OfferOutcome.Withdrawn)
        {
            return;
        }

        var place = story.Here with { Agent = fact.AgentId };
        story.Emit(QueueMetrics.Offers, fact.At, place, 1);
        story.Emit(QueueMetrics.AcceptRate, fact.At, place, fact.Outcome == OfferOutcome.Accepted ? 1 : 0);
        story.Emit(QueueMetrics.DeclineRate, fact.At, place, fact.Outcome == OfferOutcome.Declined ? 1 : 0);
        story.Emit(QueueMetrics.TimeOutRate, fact.At, place, fact.Outcome == OfferOutcome.TimedOut ? 1 : 0);
    }

    public void On(LeftQueue fact)
    {
        if (_open is not { } visit)
        {
            return;
        }

        _open = null;
        var wait = fact.At - visit.Since;
        var place = visit.Place with { Agent = fact.AgentId };
        story.Emit(new LevelSpan(QueueMetrics.Depth, visit.Since, fact.At, visit.Place, story.SessionId));
        story.Emit(QueueMetrics.LongestWait, fact.At, place, wait);
        switch (fact.Exit)
        {
            case QueueExit.Answered:
                Answered(visit, fact.At, place, wait);
                break;
            case QueueExit.Abandoned:
                Abandoned(visit, fact.At, place, wait);
                break;
            default:
                story.Emit(QueueMetrics.Deflected, fact.At, place, 1);
                story.Emit(QueueMetrics.DeflectionRate, visit.Since, visit.Place, 1, 0);
                break;
        }

        _waitedBefore += wait;
    }

    public void Finish(IMeasures sink, DateTimeOffset now)
    {
        if (_open is { } visit)
        {
            sink.Take(new LevelSpan(QueueMetrics.Depth, visit.Since, now, visit.Place, story.SessionId));
        }
    }

    private void Answered(Visit visit, DateTimeOffset at, Place place, TimeSpan wait)
    {
        story.Emit(QueueMetrics.Answered, at, place, 1);
        story.Emit(QueueMetrics.Wait, at, place, wait);
        var met = wait <= (visit.Promise?.AnswerWithin ?? TimeSpan.Zero) ? 1 : 0;
        story.Emit(QueueMetrics.ServiceLevel, at, place, met);
        story.Emit(QueueMetrics.ServiceLevelWithoutShort, at, place, met);
        story.Emit(QueueMetrics.ServiceLevelAbandonsMet, at, place, met);
        if (!_accepted)
        {
            _accepted = true;
            story.Emit(QueueMetrics.CustomerWait, at, place, _waitedBefore + wait);
        }

        if (visit.Estimate is { Low: { } low, High: { } high } shown)
        {
            var took = at - shown.At;
            story.Emit(QueueMetrics.EstimateError, at, place, (took - ((low + high) / 2)).Duration());
            story.Emit(QueueMetrics.EstimateCoverage, at, place, low <= took && took <= high ? 1 : 0);
        }
    }

    private void Abandoned(Visit visit, DateTimeOffset at, Place place, TimeSpan wait)
    {
        var isShort = wait < story.Terms.ShortAbandon;
        story.Emit(QueueMetrics.Abandoned, at, place, 1);
        story.Emit(QueueMetrics.TimeToAbandon, at, place, wait);
        story.Emit(QueueMetrics.AbandonmentRate, visit.Since, visit.Place, 1, 0);
        // A short one leaves both sides of the rate.
        story.Emit(QueueMetrics.AbandonmentWithoutShort, visit.Since, visit.Place, isShort ? 0 : 1, isShort ? -1 : 0);
        story.Emit(QueueMetrics.ServiceLevel, at, place, 0);
        story.Emit(QueueMetrics.ServiceLevelAbandonsMet, at, place, wait <= (visit.Promise?.AnswerWithin ?? TimeSpan.Zero) ? 1 : 0);
        if (isShort)
        {
            story.Emit(QueueMetrics.ShortAbandons, at, place, 1);
        }
        else
        {
            story.Emit(QueueMetrics.ServiceLevelWithoutShort, at, place, 0);
        }
    }
}
