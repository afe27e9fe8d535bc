using System.Collections.Concurrent;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Kills;

/// <summary>Visitors and agents who talk without pause, and a book of every message that was acknowledged to its sender.</summary>
internal sealed class KillLoad(ServerProcess server, int seed) : IAsyncDisposable
{
    private const int Visitors = 6;

    private readonly ConcurrentBag<Acked> _acked = [];
    private readonly List<VisitorBot> _visitors = [];
    private readonly List<AgentBot> _agents = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _talk = [];

    public IReadOnlyCollection<Acked> AckedMessages => _acked;

    public IReadOnlyList<VisitorBot> Speakers => _visitors;

    public IReadOnlyList<AgentBot> Agents => _agents;

    public async Task Start(CancellationToken cancellation)
    {
        foreach (var email in (string[])[TestDesk.Ana, TestDesk.Lee, TestDesk.Mei])
        {
            var agent = await AgentBot.Connect(server.Desk, email, cancellation);
            await agent.Choose(Presence.Online, cancellation);
            _agents.Add(agent);
            _talk.Add(AcceptAndAnswer(agent, _stop.Token));
        }

        for (var i = 0; i < Visitors; i++)
        {
            var visitor = await VisitorBot.Connect(server.Chat, cancellation);
            _visitors.Add(visitor);
            await visitor.Open(cancellation);
            await visitor.WantPerson(cancellation);
            _talk.Add(Talk(visitor, new Random(seed + i), $"visitor {i}", _stop.Token));
        }
    }

    /// <summary>Lets everybody finish the sentence: whatever was begun is repeated until it is acknowledged.</summary>
    public async Task Finish()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_talk).WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task Talk(VisitorBot visitor, Random pause, string name, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            // The send itself is never given up: the client repeats it with the same id over connections and restarts.
            await Keep(visitor.Session!.ConversationId, visitor.Person, $"{name} says {i}", visitor.Say);
            await Wait(pause.Next(5, 60), stop);
        }
    }

    private async Task AcceptAndAnswer(AgentBot agent, CancellationToken stop)
    {
        var mine = new HashSet<long>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            foreach (var offer in agent.Inbox.Offers.Where(o => !mine.Contains(o.ConversationId)).ToList())
            {
                await TryAccept(agent, offer, mine);
            }

            foreach (var conversation in mine.ToList())
            {
                await Keep(conversation, agent.Person, $"{agent.Credentials.User.Name} answers {i}", (text, ct) => agent.Say(conversation, text, ct), mine);
            }

            await Wait(30, stop);
        }
    }

    private static async Task TryAccept(AgentBot agent, OfferCard offer, HashSet<long> mine)
    {
        try
        {
            await agent.Accept(offer, CancellationToken.None);
            mine.Add(offer.ConversationId);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The server was killed meanwhile or the offer went elsewhere: it rings again if it is still ours.
        }
    }

    private async Task Keep(long conversation, string person, string text, Func<string, CancellationToken, Task<Ack>> say, HashSet<long>? mine = null)
    {
        try
        {
            var ack = await say(text, CancellationToken.None);
            _acked.Add(new Acked(conversation, person, text, ack.Seq));
        }
        catch (ServiceDesk.Client.ServiceDeskException) when (mine is not null)
        {
            // The session went to a colleague while this agent was away.
            mine.Remove(conversation);
        }
    }

    private static async Task Wait(int milliseconds, CancellationToken stop) =>
        await Task.Delay(milliseconds, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

internal sealed record Acked(long Conversation, string Sender, string Text, long Seq);
