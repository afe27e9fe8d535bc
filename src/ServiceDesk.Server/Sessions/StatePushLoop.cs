using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Sessions;

/// <summary>
/// Reads states anew and pushes them: offers and agents in one lane, sessions in another. A lane pushes one batch after the
/// other, so that a later state never goes out before an earlier one. What is marked several times within a batch is read and
/// pushed once. Losing a push harms nobody: clients ask again.
/// </summary>
internal sealed partial class StatePushLoop(
    SessionPushes pushes,
    VisitorSessions visitorSessions,
    SessionRows rows,
    AgentViews agentViews,
    IHubContext<VisitorHub, IVisitorClient> visitors,
    IHubContext<AgentHub, IAgentClient> agents,
    RoutingOptions options,
    TimeProvider time,
    ILogger<StatePushLoop> log) : BackgroundService
{
    // Bounds the lists inside the queries of a batch.
    private const int Batch = 200;

    // All sessions in which somebody spoke, read at once, held a processor for so long that messages waited.
    private const int Parts = 10;

    /// <summary>The group of those who see the sessions of every queue, and those in no queue.</summary>
    public static string EveryQueue => HubGroups.Queue("*");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            PushAll(pushes.Rings, PushRings, TimeSpan.Zero, stoppingToken),
            PushAll(pushes.Sessions, PushSessions, TimeSpan.FromMilliseconds(options.StatePushMilliseconds), stoppingToken),
            CollectSpoken(stoppingToken));

    private async Task CollectSpoken(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds((double)options.SpokenMilliseconds / Parts), time);
        for (var turn = 0L; await timer.WaitForNextTickAsync(stoppingToken); turn++)
        {
            pushes.AddSpoken(turn % Parts, Parts);
        }
    }

    // The first change goes out at once. What follows it soon is collected: reading many sessions costs little more than one.
    private async Task PushAll<T>(
        ChannelReader<T> lane, Func<List<T>, CancellationToken, Task> push, TimeSpan apart, CancellationToken stoppingToken)
    {
        var batch = new List<T>(Batch);
        long? last = null;
        while (await lane.WaitToReadAsync(stoppingToken))
        {
            if (last is { } began && apart - time.GetElapsedTime(began) is { } left && left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, stoppingToken);
            }

            last = time.GetTimestamp();
            batch.Clear();
            while (batch.Count < Batch && lane.TryRead(out var next))
            {
                batch.Add(next);
            }

            try
            {
                await push(batch, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // A batch that cannot be read must not end the pushes to come.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                PushFailed(fault, batch.Count);
            }
        }
    }

    private async Task PushRings(List<StatePush> batch, CancellationToken cancellation)
    {
        await PushOffers(batch, cancellation);
        await PushAgents([.. batch.OfType<StatePush.Agent>().Select(a => a.Id).Distinct()], cancellation);
    }

    private async Task PushOffers(List<StatePush> batch, CancellationToken cancellation)
    {
        foreach (var push in batch)
        {
            if (push is StatePush.Ringing ringing && await agentViews.Card(ringing.OfferId, cancellation) is { } card)
            {
                Observe(To(ringing.AgentId).Offer(card));
            }
            else if (push is StatePush.Silenced silenced)
            {
                Observe(To(silenced.AgentId).OfferClosed(silenced.End));
            }
        }
    }

    private async Task PushAgents(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        foreach (var self in await agentViews.Selves(ids, cancellation))
        {
            Observe(To(self.AgentId).AgentState(self));
        }
    }

    private async Task PushSessions(List<StatePush.Session> changed, CancellationToken cancellation)
    {
        long[] ids = [.. changed.Select(c => c.Id).Distinct()];
        var groups = changed.ToLookup(c => c.Id, c => c.Groups);
        long[] told = [.. changed.Where(c => !c.AmongStaff).Select(c => c.Id).Distinct()];
        foreach (var (visitorId, view) in await visitorSessions.Views(told, cancellation))
        {
            Observe(visitors.Clients.Group(HubGroups.Person(Persons.Visitor(visitorId))).SessionState(view));
        }

        foreach (var row in await rows.Rows(ids, null, cancellation))
        {
            Observe(agents.Clients.Groups(Audience(row, groups[row.SessionId].SelectMany(g => g))).SessionState(row));
        }
    }

    private static IReadOnlyList<string> Audience(SessionRow row, IEnumerable<string> before)
    {
        var groups = new HashSet<string>(before) { EveryQueue };
        if (row.Queue is { } queue)
        {
            groups.Add(HubGroups.Queue(queue));
        }

        if (row.AgentId is { } agent)
        {
            groups.Add(HubGroups.Person(Persons.Agent(agent)));
        }

        if (row.BargedAgentId is { } beside)
        {
            groups.Add(HubGroups.Person(Persons.Agent(beside)));
        }

        if (row.ConsultingAgentId is { } adviser)
        {
            groups.Add(HubGroups.Person(Persons.Agent(adviser)));
        }

        return [.. groups];
    }

    private IAgentClient To(long agentId) => agents.Clients.Group(HubGroups.Person(Persons.Agent(agentId)));

    // A slow connection is never waited for.
    private void Observe(Task sending) => sending.ContinueWith(
        sent => PushFailed(sent.Exception!, 1), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of {Pushes} state pushes failed; clients ask again when they reconnect.")]
    private partial void PushFailed(Exception fault, int pushes);
}
