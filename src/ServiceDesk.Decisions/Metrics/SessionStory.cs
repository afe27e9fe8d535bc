namespace ServiceDesk.Decisions.Metrics;

/// <summary>
/// One session retold from its facts in their order; each fact yields its contributions once. Independent of every other
/// session, so that parts of a ledger can be told apart from each other and put together afterwards.
/// </summary>
public sealed class SessionStory
{
    private readonly StoryContext _context;
    private readonly BotStage _bot;
    private readonly QueueVisits _queue;
    private readonly AgentService _service;
    private readonly Replies _replies;
    private readonly Resolution _resolution;
    private readonly Surveys _surveys;

    /// <param name="sink">Who takes the contributions.</param>
    public SessionStory(long sessionId, IQueueTerms queues, MetricTerms terms, IMeasures sink)
    {
        _context = new StoryContext(sessionId, queues, terms, sink);
        _bot = new BotStage(_context);
        _queue = new QueueVisits(_context);
        _service = new AgentService(_context);
        _replies = new Replies(_context, _service);
        _resolution = new Resolution(_context, _bot, _service, _replies);
        _surveys = new Surveys(_context, _service, _replies);
    }

    /// <summary>Neither ended nor deferred, as far as told.</summary>
    public bool IsOpen => _resolution.IsOpen;

    /// <exception cref="ArgumentException">The fact is of a kind that no session has.</exception>
    public void Tell(SessionFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        switch (fact)
        {
            case ConversationOpened opened:
                _resolution.On(opened);
                break;
            case TopicNamed named:
                _context.Topic = named.Topic;
                break;
            case BotTookOver or EnteredQueue or LeftQueue or EstimateShown or OfferOver or OfferMade:
                Waiting(fact);
                break;
            case ServiceBegan or ServiceOver or WrapUpBegan or Held or Resumed or PassedOn:
                Serving(fact);
                break;
            case MessagePosted message:
                _bot.On(message);
                _replies.On(message);
                break;
            case SessionClosed closed:
                _bot.On(closed);
                _resolution.On(closed);
                break;
            case Reopened reopened:
                _resolution.On(reopened);
                break;
            case VisitorReturned returned:
                _bot.On(returned);
                _resolution.On(returned);
                break;
            case SurveyDelivered delivered:
                _surveys.On(delivered);
                break;
            case SurveyAnswered answered:
                _surveys.On(answered);
                break;
            default:
                throw new ArgumentException($"A fact of type {fact.GetType().Name} is no part of a session.", nameof(fact));
        }
    }

    /// <summary>What holds at an instant up to which all was told: the backlog.</summary>
    public void Count(IMeasures sink, DateTimeOffset at) => _resolution.Backlog(sink, at);

    /// <summary>What is still under way when nothing more is known: waits and chats up to now, the last resolve. Changes nothing.</summary>
    public void Finish(IMeasures sink, DateTimeOffset now)
    {
        _queue.Finish(sink, now);
        _service.Finish(sink, now);
        _resolution.Finish(sink);
    }

    private void Waiting(SessionFact fact)
    {
        switch (fact)
        {
            case BotTookOver bot:
                _bot.On(bot);
                break;
            case EnteredQueue entered:
                _bot.On(entered);
                _queue.On(entered);
                _replies.On(entered);
                break;
            case LeftQueue left:
                _queue.On(left);
                break;
            case EstimateShown shown:
                _queue.On(shown);
                break;
            case OfferOver over:
                _queue.On(over);
                break;
        }
    }

    private void Serving(SessionFact fact)
    {
        switch (fact)
        {
            case ServiceBegan began:
                _bot.OnService(began);
                _service.On(began);
                break;
            case ServiceOver over:
                _service.On(over);
                break;
            case WrapUpBegan wrapUp:
                _service.On(wrapUp);
                break;
            case Held held:
                _service.On(held);
                break;
            case Resumed resumed:
                _service.On(resumed);
                break;
            case PassedOn passed:
                _service.On(passed);
                break;
        }
    }
}
