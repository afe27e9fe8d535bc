using ServiceDesk.Decisions.Hours;

namespace ServiceDesk.Decisions.Metrics;

/// <summary>Who waits for whose word: first response, response times, target clocks, messages.</summary>
internal sealed class Replies(StoryContext story, AgentService service)
{
    private readonly Dictionary<Author, long> _messages = [];
    private DateTimeOffset? _firstEnqueued;
    private DateTimeOffset? _toHumans;
    private DateTimeOffset? _owedSince;
    private DateTimeOffset? _lastWord;
    private TimeSpan _talk;
    private long _replies;
    private TimeSpan _replySum;
    private TimeSpan _replyWorst;

    /// <summary>Whether a human wrote at all in this session.</summary>
    public bool EverReplied { get; private set; }

    /// <summary>The humans who wrote in this service session.</summary>
    public HashSet<long> Writers { get; } = [];

    public DateTimeOffset? Opened { get; set; }

    public void On(EnteredQueue fact)
    {
        _firstEnqueued ??= fact.At;
        _toHumans ??= fact.At;
    }

    public void On(MessagePosted fact)
    {
        _messages[fact.By] = _messages.GetValueOrDefault(fact.By) + 1;
        Talk(fact);
        switch (fact.By)
        {
            case Author.Visitor:
                _owedSince ??= fact.At;
                break;
            case Author.Bot:
                _owedSince = null;
                break;
            default:
                Reply(fact);
                break;
        }
    }

    /// <summary>The service session ends: nothing is owed any more (trap 5), and its sums are told.</summary>
    public void End(DateTimeOffset at, bool answered)
    {
        if (_owedSince is { } owed)
        {
            Clock(owed, at);
            _owedSince = null;
        }

        foreach (var (by, metric) in new[]
        {
            (Author.Visitor, ConversationMetrics.VisitorMessages), (Author.Agent, ConversationMetrics.AgentMessages),
            (Author.Bot, ConversationMetrics.BotMessages),
        })
        {
            story.Emit(metric, at, _messages.GetValueOrDefault(by));
        }

        if (answered)
        {
            story.Emit(ConversationMetrics.ChatDuration, at, _talk);
        }

        if (_replies > 0)
        {
            story.Emit(ConversationMetrics.ResponseMean, at, TimeSpan.FromTicks(_replySum.Ticks / _replies));
            story.Emit(ConversationMetrics.ResponseWorst, at, _replyWorst);
        }
    }

    public void Reopen()
    {
        _messages.Clear();
        Writers.Clear();
        (_toHumans, _lastWord, _talk, _replies, _replySum, _replyWorst) = (null, null, TimeSpan.Zero, 0, TimeSpan.Zero, TimeSpan.Zero);
    }

    // From the accept on; what exceeds the limit of whoever was silent is cut.
    private void Talk(MessagePosted fact)
    {
        if (service.FirstAccept is not { } accept)
        {
            return;
        }

        var gap = fact.At - (_lastWord ?? accept);
        var limit = fact.By == Author.Visitor ? story.Terms.VisitorGap : story.Terms.AgentGap;
        _talk += gap < limit ? gap : limit;
        _lastWord = fact.At;
    }

    private void Reply(MessagePosted fact)
    {
        if (fact.AgentId is { } writer)
        {
            Writers.Add(writer);
            story.Agent = writer;
        }

        if (!EverReplied)
        {
            EverReplied = true;
            First(fact);
        }

        if (_owedSince is not { } owed)
        {
            return;
        }

        _owedSince = null;
        Clock(owed, fact.At);
        var took = fact.At - From(owed);
        (_replies, _replySum, _replyWorst) = (_replies + 1, _replySum + took, took > _replyWorst ? took : _replyWorst);
        story.Emit(ConversationMetrics.Response, fact.At, took);
    }

    // Once per session: a reopened one had its first response (trap 4).
    private void First(MessagePosted fact)
    {
        if (_firstEnqueued is { } enqueued)
        {
            story.Emit(ConversationMetrics.FirstResponse, fact.At, fact.At - enqueued);
            story.Emit(ConversationMetrics.FirstResponseBusiness, fact.At, Business(enqueued, fact.At));
        }

        if (Opened is { } opened)
        {
            story.Emit(ConversationMetrics.FirstResponseFromStart, fact.At, fact.At - opened);
        }

        if (fact.AgentId is { } agent && service.AcceptOf(agent) is { } accept)
        {
            story.Emit(ConversationMetrics.FirstResponseFromAccept, fact.At, fact.At - accept);
        }
    }

    /// <summary>Time within the queue's service hours.</summary>
    public TimeSpan Business(DateTimeOffset from, DateTimeOffset to) =>
        story.Promise(from)?.Hours is { } hours ? OpenTime.Between(hours, from, to) : to - from;

    // The people's time begins when they are asked for, not with a word to the bot (trap 3).
    private DateTimeOffset From(DateTimeOffset owed) => _toHumans > owed ? _toHumans.Value : owed;

    private void Clock(DateTimeOffset owed, DateTimeOffset stop)
    {
        if (_toHumans is null || story.Promise(stop) is not { } promise)
        {
            return;
        }

        var from = From(owed);
        var held = service.Holds(stop).Where(h => h.To > from && h.From < stop)
            .Sum(h => Business(h.From > from ? h.From : from, h.To < stop ? h.To : stop).Ticks);
        var ran = Business(from, stop) - TimeSpan.FromTicks(held);
        story.Emit(ConversationMetrics.TargetsMet, stop, ran <= promise.ReplyWithin ? 1 : 0);
    }
}
