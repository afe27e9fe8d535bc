using System.Globalization;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Metrics;

namespace ServiceDesk.Decisions.Tests.Metrics;

/// <summary>A day of facts written by hand; times are seconds after its start.</summary>
internal sealed class Ledger : IQueueTerms
{
    public const long Ana = 1;
    public const long Lee = 2;

    private readonly List<LedgerFact> _facts = [];

    public DateTimeOffset Start { get; init; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing is known after this, in seconds after the start.</summary>
    public double Now { get; init; } = 86_400;

    public QueueTerms Promise { get; set; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), null);

    public MetricTerms Terms { get; } = new();

    public IReadOnlyList<LedgerFact> Facts => _facts;

    public QueueTerms Of(string queueId, DateTimeOffset at) => Promise;

    public DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public void Add(LedgerFact fact) => _facts.Add(fact);

    public Told Session(long id) => new(this, id);

    public void Agent(double at, long agent, string state, int capacity = 5, string? reason = null) => Add(
        new AgentStateChanged(agent, state != "offline", state == "online", state, reason, capacity) { At = At(at) });

    public FigureTable Table(MetricTable table, ReportGrouping by = ReportGrouping.None, ReportStep step = ReportStep.Whole, double from = 0, double to = 86_400, string zone = "UTC") =>
        Fold(new ReportShape(table, new ReportCalendar(At(from), At(to), TimeZoneInfo.FindSystemTimeZoneById(zone), step), by), _facts);

    /// <summary>Folds facts session by session, as a report does.</summary>
    public FigureTable Fold(ReportShape shape, IEnumerable<LedgerFact> facts)
    {
        var sink = new FigureTable(shape);
        var now = At(Now);
        var told = facts.OrderBy(f => f.At).ToList();
        foreach (var session in told.OfType<SessionFact>().GroupBy(f => f.SessionId))
        {
            var story = new SessionStory(session.Key, this, Terms, sink);
            var counted = false;
            foreach (var fact in session)
            {
                counted = Count(story, sink, counted, fact.At >= shape.Calendar.To);
                story.Tell(fact);
            }

            Count(story, sink, counted, due: true);
            story.Finish(sink, now);
        }

        foreach (var agent in told.Where(f => f is AgentStateChanged or AgentPlanned).GroupBy(AgentOf))
        {
            var story = new AgentStory(agent.Key, sink);
            agent.OfType<AgentPlanned>().ToList().ForEach(story.Tell);
            agent.OfType<AgentStateChanged>().ToList().ForEach(story.Tell);
            story.Finish(sink, now);
        }

        return sink;
    }

    /// <summary>The total of a metric.</summary>
    public Figure Figure(MetricDefinition metric, double from = 0, double to = 86_400) =>
        Table(metric.Table, from: from, to: to).Read()[^1].Figures.GetValueOrDefault(metric) ?? new Figure(0, null);

    public double? Value(MetricDefinition metric, double from = 0, double to = 86_400) => Figure(metric, from, to).Value;

    /// <summary>In seconds.</summary>
    public double? Seconds(MetricDefinition metric, double from = 0, double to = 86_400) => Value(metric, from, to) / 1000;

    /// <summary>All rows as text, to compare tables whole.</summary>
    public static string Text(FigureTable table) => string.Join('\n', table.Read().SelectMany(row => row.Figures
        .OrderBy(f => f.Key.Id, StringComparer.Ordinal)
        .Select(f => string.Create(CultureInfo.InvariantCulture, $"{row.Key ?? "total"} {row.Start:O} {f.Key.Id} {f.Value}"))));

    private static bool Count(SessionStory story, FigureTable sink, bool counted, bool due)
    {
        if (due && !counted)
        {
            story.Count(sink, sink.Shape.Calendar.To);
        }

        return counted || due;
    }

    private static long AgentOf(LedgerFact fact) => fact is AgentStateChanged state ? state.AgentId : ((AgentPlanned)fact).AgentId;
}

/// <summary>One session of a <see cref="Ledger"/>.</summary>
internal sealed class Told(Ledger ledger, long id)
{
    public Told Opens(double at, string? topic = null)
    {
        Add(at, new ConversationOpened("shop") { SessionId = id, At = default });
        return topic is null ? this : Add(at, new TopicNamed(topic) { SessionId = id, At = default });
    }

    public Told Bot(double at) => Add(at, new BotTookOver("helper") { SessionId = id, At = default });

    public Told Enters(double at, string queue = "sales", HandOverCause? cause = HandOverCause.Asked, string rule = "all") =>
        Add(at, new EnteredQueue(queue, rule, cause) { SessionId = id, At = default });

    public Told Shown(double at, double low, double high) =>
        Add(at, new EstimateShown(1, TimeSpan.FromSeconds(low), TimeSpan.FromSeconds(high)) { SessionId = id, At = default });

    public Told Accepted(double at, long agent = Ledger.Ana)
    {
        Add(at, new OfferOver(agent, OfferOutcome.Accepted) { SessionId = id, At = default });
        Add(at, new LeftQueue(QueueExit.Answered, agent) { SessionId = id, At = default });
        return Serves(at, agent);
    }

    public Told Serves(double at, long agent) => Add(at, new ServiceBegan(agent) { SessionId = id, At = default });

    public Told Offer(double at, OfferOutcome outcome, long agent = Ledger.Ana) => Add(at, new OfferOver(agent, outcome) { SessionId = id, At = default });

    public Told Leaves(double at, QueueExit exit = QueueExit.Abandoned)
    {
        Add(at, new LeftQueue(exit) { SessionId = id, At = default });
        return exit == QueueExit.Abandoned ? Closed(at, ClosingKind.Abandoned) : this;
    }

    public Told Says(double at) => Message(at, Author.Visitor);

    public Told Replies(double at, long agent = Ledger.Ana) => Message(at, Author.Agent, agent);

    public Told BotSays(double at, bool confident = true) => Message(at, Author.Bot, null, confident);

    public Told Hold(double at) => Add(at, new Held { SessionId = id, At = default });

    public Told Resume(double at) => Add(at, new Resumed { SessionId = id, At = default });

    public Told Passed(double at, TransferKind kind) => Add(at, new PassedOn(kind) { SessionId = id, At = default });

    public Told Over(double at, long agent = Ledger.Ana) => Add(at, new ServiceOver(agent) { SessionId = id, At = default });

    public Told Closed(double at, ClosingKind kind = ClosingKind.Resolved) => Add(at, new SessionClosed(kind) { SessionId = id, At = default });

    /// <summary>Ends with wrap-up.</summary>
    public Told Resolves(double at, double? wrapUpEnds = null, long agent = Ledger.Ana, ClosingKind kind = ClosingKind.Resolved)
    {
        if (wrapUpEnds is { } end)
        {
            Add(at, new WrapUpBegan(agent) { SessionId = id, At = default });
            Closed(at, kind);
            return Over(end, agent);
        }

        Over(at, agent);
        return Closed(at, kind);
    }

    public Told Reopens(double at) => Add(at, new Reopened { SessionId = id, At = default });

    public Told Returns(double at, string? topic = null) => Add(at, new VisitorReturned(topic) { SessionId = id, At = default });

    public Told Asked(double at, SurveyKind kind = SurveyKind.Satisfaction) => Add(at, new SurveyDelivered(kind) { SessionId = id, At = default });

    public Told Rates(double at, int score, bool? solved = null, SurveyKind kind = SurveyKind.Satisfaction) =>
        Add(at, new SurveyAnswered(score, solved, kind) { SessionId = id, At = default });

    private Told Message(double at, Author by, long? agent = null, bool confident = true) =>
        Add(at, new MessagePosted(by, agent, confident) { SessionId = id, At = default });

    private Told Add(double at, SessionFact fact)
    {
        ledger.Add(fact with { At = ledger.At(at) });
        return this;
    }
}
