using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.History.Tests.Record;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>A visitor who asks the bot, wants a person, talks, ends, rates and comes again.</summary>
internal sealed class VisitorAtWork : IAsyncDisposable
{
    private const int MeanPauseMs = 120;

    private readonly int _number;
    private readonly World _world;
    private readonly HttpClient _http;
    private readonly VisitorCredentials _credentials;
    private readonly VisitorInbox _inbox = new();
    private readonly PushChaos _chaos;
    private readonly Random _random;

    public VisitorAtWork(int number, World world)
    {
        (_number, _world) = (number, world);
        _random = new Random(HashCode.Combine(world.Plan.Seed, number));
        _http = new HttpClient { BaseAddress = world.Server.Chat };
        _credentials = new VisitorCredentials(_http, TestDesk.EntryPoint);
        _chaos = new PushChaos(new Random(HashCode.Combine(world.Plan.Seed, number, 1)));
        Own = Connection($"visitor {number}", _inbox, options => PushFaults.With(options, _chaos.Instead));
    }

    public RecordedConnection<IVisitorHub, IVisitorClient> Own { get; }

    public PushChaos Chaos => _chaos;

    /// <summary>Null before the first session.</summary>
    public VisitorSession? Session { get; private set; }

    public string Person => $"visitor:{_credentials.VisitorId}";

    public Task Start(CancellationToken cancellation) => Own.Link.Start(cancellation);

    public async Task Work(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Visit(stop);
        }
    }

    /// <summary>What is said after everything has healed.</summary>
    public async Task LastWord(CancellationToken cancellation)
    {
        if (Session is { } session && await Own.Say(session.ConversationId, $"Goodbye from {_number}", cancellation) is null && await Open(cancellation))
        {
            await Own.Say(session.ConversationId, $"Goodbye again from {_number}", cancellation);
        }
    }

    /// <summary>The same message from two tabs at once, several times.</summary>
    public async Task Duplicate(CancellationToken cancellation)
    {
        if (Session is not { } session)
        {
            return;
        }

        await using var tab = await Tab("double", cancellation);
        var request = new SendRequest(session.ConversationId, Guid.CreateVersion7(), EventTypes.Message, new EventBody { Text = "Said several times" });
        await Task.WhenAll(Own.Send(request, cancellation), tab.Send(request, cancellation), tab.Send(request, cancellation));
    }

    /// <summary>Writes from another tab for a while.</summary>
    public async Task SecondTab(int messages, CancellationToken cancellation)
    {
        if (Session is not { } session)
        {
            return;
        }

        await using var tab = await Tab("tab", cancellation);
        tab.Follow(session.ConversationId, isJudged: false);
        for (var i = 0; i < messages; i++)
        {
            await tab.Say(session.ConversationId, $"From the other tab, {i}", cancellation);
        }
    }

    /// <summary>A new connection that has seen nothing yet.</summary>
    public async Task<RecordedConnection<IVisitorHub, IVisitorClient>> Tab(string what, CancellationToken cancellation)
    {
        var tab = Connection($"visitor {_number} {what} {_world.Next()}", new VisitorInbox(), options => options);
        tab.May(Session!.ConversationId);
        await tab.Link.Start(cancellation);
        return tab;
    }

    public async ValueTask DisposeAsync()
    {
        await Own.DisposeAsync();
        _credentials.Dispose();
        _http.Dispose();
    }

    private RecordedConnection<IVisitorHub, IVisitorClient> Connection(string process, VisitorInbox inbox, Func<ConnectionOptions, ConnectionOptions> adjust)
    {
        var options = ConnectionOptions.ForVisitor(_world.Server.Chat, _credentials, VisitorBot.Client("widget")) with { LongestPause = TimeSpan.FromSeconds(1) };
        return new RecordedConnection<IVisitorHub, IVisitorClient>(process, () => Person, adjust(options), inbox, _world.Recorder, readsAll: false);
    }

    private async Task Visit(CancellationToken stop)
    {
        // What was begun is finished: it is repeated until it is answered.
        var finish = _world.Finish;
        if (!await Open(finish))
        {
            await RecordedConnection<IVisitorHub, IVisitorClient>.Pause(200, stop);
            return;
        }

        for (var question = _random.Next(0, 3); question > 0 && !stop.IsCancellationRequested; question--)
        {
            await Say("How long does delivery take?", stop);
        }

        await Own.Command("command.request", HistoryRecorder.Session(Session!.SessionId), (hub, id) => hub.RequestAgent(new RequestAgentRequest(id, Session.SessionId)), finish);
        for (var words = _random.Next(3, 25); words > 0 && !stop.IsCancellationRequested; words--)
        {
            if (!await Say($"Word {words} of {_number}", stop))
            {
                return;
            }
        }

        if (!stop.IsCancellationRequested)
        {
            await End(finish);
        }
    }

    private async Task<bool> Open(CancellationToken cancellation)
    {
        var session = await Own.Command(
            "command.start", "", (hub, id) => hub.Start(new StartRequest(id, new PageInfo("https://shop.test/cart", "Cart"))), cancellation);
        if (session is null)
        {
            return false;
        }

        _world.Recorder.Write(
            Own.Process, Happened.Ok, Ops.Open, HistoryRecorder.Conversation(session.ConversationId),
            new HistoryValue { Session = session.SessionId, Sender = Person });
        Session = session;
        Own.Follow(session.ConversationId, isJudged: true);
        return true;
    }

    private async Task<bool> Say(string text, CancellationToken stop)
    {
        await _world.Talk(stop);
        var ack = await Own.Say(Session!.ConversationId, text, _world.Finish);
        if (_random.Next(4) == 0)
        {
            await Own.ReadAndCount(Session.ConversationId, _world.Finish);
        }

        await RecordedConnection<IVisitorHub, IVisitorClient>.Pause(_random.Next(10, 2 * MeanPauseMs), stop);
        return ack is not null;
    }

    private async Task End(CancellationToken cancellation)
    {
        var session = Session!;
        await Own.Command("command.end", HistoryRecorder.Session(session.SessionId), (hub, id) => hub.End(new SessionCommand(id, session.SessionId)), cancellation);
        for (var wait = 0; wait < 20 && Own.Newest.GetValueOrDefault(session.ConversationId)?.Body.Survey?.SessionId != session.SessionId; wait++)
        {
            await RecordedConnection<IVisitorHub, IVisitorClient>.Pause(50, cancellation);
        }

        if (Own.Newest.GetValueOrDefault(session.ConversationId)?.Body.Survey?.SessionId == session.SessionId)
        {
            await Own.Command(
                Ops.Rate, HistoryRecorder.Session(session.SessionId),
                (hub, id) => hub.SubmitSurvey(new SubmitSurveyRequest(id, session.SessionId, _random.Next(1, 6))), cancellation);
        }
    }
}
