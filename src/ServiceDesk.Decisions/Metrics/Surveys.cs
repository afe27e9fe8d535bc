namespace ServiceDesk.Decisions.Metrics;

/// <summary>What the visitor says afterwards, and to whom it goes: to the one who closed, and shared out over all who replied.</summary>
internal sealed class Surveys(StoryContext story, AgentService service, Replies replies)
{
    private (DateTimeOffset At, Place Place)? _delivered;

    public void On(SurveyDelivered fact)
    {
        _delivered = (fact.At, story.Here);
        story.Emit(SatisfactionMetrics.ResponseRate, fact.At, 0);
    }

    public void On(SurveyAnswered fact)
    {
        // An answer shows that it was delivered, whatever was recorded.
        var (at, place) = _delivered ?? (fact.At, story.Here);
        story.Emit(SatisfactionMetrics.ResponseRate, at, place, 1, _delivered is null ? 1 : 0);
        switch (fact.Kind)
        {
            case SurveyKind.Relationship:
                story.Emit(SatisfactionMetrics.Nps, fact.At, place, fact.Score >= 9 ? 1 : fact.Score <= 6 ? -1 : 0);
                break;
            case SurveyKind.Effort:
                story.Emit(SatisfactionMetrics.Ces, fact.At, place, fact.Score);
                break;
            default:
                Satisfaction(fact, place);
                break;
        }
    }

    private void Satisfaction(SurveyAnswered fact, Place place)
    {
        var positive = fact.Score >= story.Terms.PositiveFrom ? 1 : 0;
        story.Emit(SatisfactionMetrics.Csat, fact.At, place, positive);
        story.Emit(SatisfactionMetrics.Score, fact.At, place, fact.Score);
        ShareOut(fact.At, place, positive);
        if (fact.Solved is { } solved)
        {
            story.Emit(service.Accepted ? SatisfactionMetrics.Solved : BotMetrics.Confirmed, fact.At, place, solved ? 1 : 0);
        }
    }

    // In thousandths; the last one takes what rounding left over, so that an answer stays one answer.
    private void ShareOut(DateTimeOffset at, Place place, int positive)
    {
        var shares = service.Shares(at).Where(s => replies.Writers.Contains(s.Key)).OrderBy(s => s.Key).ToList();
        var all = shares.Sum(s => s.Value.Ticks);
        if (shares.Count == 0 || all == 0)
        {
            story.Emit(SatisfactionMetrics.CsatWeighted, at, place, positive * SatisfactionMetrics.Whole, SatisfactionMetrics.Whole);
            return;
        }

        long left = SatisfactionMetrics.Whole;
        for (var i = 0; i < shares.Count; i++)
        {
            var part = i == shares.Count - 1 ? left : (long)Math.Round((double)SatisfactionMetrics.Whole * shares[i].Value.Ticks / all);
            left -= part;
            story.Emit(SatisfactionMetrics.CsatWeighted, at, place with { Agent = shares[i].Key }, positive * part, part);
        }
    }
}
