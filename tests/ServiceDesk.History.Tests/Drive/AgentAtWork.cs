using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.History.Tests.Record;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>An agent who takes most of what rings, answers, hands on, ends, and now and then writes in what is not hers any more.</summary>
internal sealed class AgentAtWork : IAsyncDisposable
{
    private const int RoundMs = 150;

    private readonly World _world;
    private readonly AgentInbox _inbox = new();
    private readonly HashSet<long> _answered = [];
    private readonly Random _random;

    private AgentAtWork(StaffCredentials credentials, World world)
    {
        (_world, Id) = (world, credentials.User.Id);
        _random = new Random(HashCode.Combine(world.Plan.Seed, 1_000, Id));
        var options = ConnectionOptions.ForStaff(credentials, VisitorBot.Client("desk")) with { LongestPause = TimeSpan.FromSeconds(1) };
        Own = new RecordedConnection<IAgentHub, IAgentClient>(credentials.User.Name, () => $"agent:{Id}", options, _inbox, world.Recorder, readsAll: true);
    }

    public long Id { get; }

    public RecordedConnection<IAgentHub, IAgentClient> Own { get; }

    public static async Task<AgentAtWork> Start(string email, World world, CancellationToken cancellation)
    {
        var agent = new AgentAtWork(await StaffCredentials.SignIn(world.Server.Desk, email, TestDesk.Password, cancellation), world);
        await agent.Own.Link.Start(cancellation);
        return agent;
    }

    /// <summary>Until the end; after the talk has stopped only what rings is taken.</summary>
    public async Task Work(CancellationToken stop)
    {
        while (!_world.Over.IsCancellationRequested)
        {
            await BePresent();
            foreach (var offer in _inbox.Offers.Where(o => !_answered.Contains(o.OfferId)).ToList())
            {
                await Answer(offer, stop);
            }

            await Serve(stop);
            await RecordedConnection<IAgentHub, IAgentClient>.Pause(RoundMs, _world.Over);
        }
    }

    /// <summary>What is said after everything has healed, to everybody served: a visitor who only hears oneself could lack all else.</summary>
    public async Task LastWords(CancellationToken cancellation)
    {
        var mine = await Own.Ask(hub => hub.Sessions(new SessionsRequest(SessionsView.Mine)), cancellation);
        foreach (var row in (mine?.Sessions ?? []).Where(s => s.AgentId == Id && s.Phase == SessionPhase.Active))
        {
            await Own.Say(row.ConversationId, $"Goodbye from agent {Id}", cancellation);
        }
    }

    /// <summary>Reads a conversation by right of the role.</summary>
    public async Task Look(long conversation, CancellationToken cancellation)
    {
        if (await Own.Ask(hub => hub.Watch(new WatchRequest(conversation)), cancellation) is not null)
        {
            Own.Follow(conversation, isJudged: false);
        }
    }

    public ValueTask DisposeAsync() => Own.DisposeAsync();

    private async Task BePresent()
    {
        if (_inbox.Selves.LastOrDefault() is not { Presence: Presence.Online })
        {
            await Own.Command("presence", "", (hub, id) => hub.SetPresence(new SetPresenceRequest(id, Presence.Online)), _world.Over);
        }
    }

    private async Task Answer(OfferCard offer, CancellationToken stop)
    {
        _answered.Add(offer.OfferId);
        var key = HistoryRecorder.Session(offer.SessionId);
        var mood = stop.IsCancellationRequested ? 0 : _random.Next(20);
        if (mood < 16)
        {
            await Own.Command("command.accept", key, (hub, id) => hub.AcceptOffer(new AcceptOfferRequest(id, offer.OfferId)), _world.Over);
        }
        else if (mood < 19)
        {
            await Own.Command<Pong>("decline", key, async (hub, id) => await hub.DeclineOffer(new DeclineOfferRequest(id, offer.OfferId, "busy")) is { Ok: false, Error: { } error }
                ? error
                : new Pong(default, []), _world.Over);
        }
    }

    private async Task Serve(CancellationToken stop)
    {
        if (await Own.Ask(hub => hub.Sessions(new SessionsRequest(SessionsView.Mine)), _world.Over) is not { } mine)
        {
            return;
        }

        foreach (var row in mine.Sessions.Where(s => s.AgentId == Id))
        {
            if (row.WrapUpUntil is not null)
            {
                await Own.Command<Pong>("wrapUpDone", HistoryRecorder.Session(row.SessionId), async (hub, id) =>
                    await hub.WrapUpDone(new SessionCommand(id, row.SessionId)) is { Ok: false, Error: { } error } ? error : new Pong(default, []), _world.Over);
            }
            else if (row.Phase == SessionPhase.Active && !stop.IsCancellationRequested)
            {
                await _world.Talk(stop);
                await Serve(row);
            }
        }
    }

    private async Task Serve(SessionRow row)
    {
        await Own.Say(row.ConversationId, $"{Own.Process} answers", _world.Finish);
        var mood = _random.Next(20);
        var key = HistoryRecorder.Session(row.SessionId);
        if (mood == 0)
        {
            await Own.Command("command.end", key, (hub, id) => hub.End(new VersionedCommand(id, row.SessionId, row.Version)), _world.Finish);
            await Own.Say(row.ConversationId, "One more thing", _world.Finish);
        }
        else if (mood == 1)
        {
            await Own.Command("command.transfer", key, (hub, id) => hub.Transfer(new TransferRequest(id, row.SessionId, row.Version, ToQueue: "support", Confirmed: true)), _world.Finish);
            await Own.Say(row.ConversationId, "I am still here", _world.Finish);
        }
        else if (mood == 2)
        {
            var colleague = _world.Colleague(this);
            await Own.Command("command.transfer", key, (hub, id) => hub.Transfer(new TransferRequest(id, row.SessionId, row.Version, ToAgent: colleague)), _world.Finish);
        }
        else if (mood < 8)
        {
            await Own.ReadAndCount(row.ConversationId, _world.Finish);
        }
    }
}
