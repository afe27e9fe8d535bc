using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Jobs;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Supervision;

namespace ServiceDesk.Server.Routing;

/// <summary>Makes a committed turn known: events and rooms in commit order, states, the relay, the deadline jobs, the board.</summary>
internal sealed class AfterCommit(
    CommitPublisher publisher,
    PersonConnections connections,
    SessionPushes pushes,
    OutboxRelay relay,
    SessionDeadlineJobs deadlines,
    LiveBoard board,
    FirstReplyWatch firstReplies,
    PersonPresence presence,
    CurrentDesk desk,
    Monitoring monitoring,
    RoutingDomain domain,
    IHubContext<VisitorHub, IVisitorClient> visitors)
{
    /// <summary>Called behind the write gate, so that the order of calls is the order of commits. Never waits.</summary>
    public void Publish(TurnReport report)
    {
        if (report.Published is { } published)
        {
            desk.Swap(published);
            domain.AskPresence();
        }

        // Who joins sees the events of its joining; who leaves sees those of its leaving.
        Move(report.Rooms.Where(r => r.Joins));
        report.Events.ForEach(publisher.Enqueue);
        Move(report.Rooms.Where(r => !r.Joins && !IsUndone(r, report)));
        TellOffers(report);
        TellPositions(report);
        LookForVisitors(report);
        report.Agents.ForEach(a => pushes.Add(new StatePush.Agent(a.Id)));
        report.Sessions.ForEach(Tell);
        TellAdvisers(report);
        board.Changed(report.Sessions.Select(s => s.State), report.Agents);
        if (report.WroteOutbox)
        {
            relay.Wake();
        }
    }

    // Left and joined again within one turn.
    private static bool IsUndone(RoomChange left, TurnReport report) =>
        report.Rooms.FindLast(r => r.Person == left.Person && r.Group == left.Group)!.Joins;

    private void Move(IEnumerable<RoomChange> rooms)
    {
        foreach (var (person, group, joins) in rooms.ToList())
        {
            publisher.Enqueue(_ => joins ? connections.JoinAll(person, group) : connections.LeaveAll(person, group));
        }
    }

    private void TellOffers(TurnReport report)
    {
        foreach (var effect in report.Effects)
        {
            if (effect is OfferCreated created)
            {
                pushes.Add(new StatePush.Ringing(created.OfferId, created.AgentId));
            }
            else if (effect is OfferClosed closed)
            {
                var end = new OfferEnd(closed.OfferId, closed.SessionId, StateNames.Of(closed.State), closed.Reason);
                pushes.Add(new StatePush.Silenced(end, closed.AgentId));
            }
        }
    }

    // What goes on was over: nobody told the router meanwhile whether the visitor is there.
    private void LookForVisitors(TurnReport report)
    {
        foreach (var resumed in report.Effects.OfType<Resumed>())
        {
            if (report.Sessions.Find(s => s.State.Id == resumed.SessionId)?.State.VisitorId is { } visitor)
            {
                presence.Changed(Persons.Visitor(visitor));
            }
        }
    }

    private void TellPositions(TurnReport report)
    {
        var last = report.Effects.OfType<PositionHint>().GroupBy(h => h.SessionId).Select(h => h.Last());
        foreach (var hint in last)
        {
            if (report.Sessions.Find(s => s.State.Id == hint.SessionId)?.State.VisitorId is { } visitor)
            {
                var group = HubGroups.Person(Persons.Visitor(visitor));
                publisher.Enqueue(_ => visitors.Clients.Group(group).QueueUpdate(new QueueUpdate(hint.SessionId, hint.Position, hint.Eta?.LowMinutes, hint.Eta?.HighMinutes)));
            }
        }
    }

    // Who advised is shown the session once more, without the consult.
    private void TellAdvisers(TurnReport report)
    {
        foreach (var closed in report.Effects.OfType<ConsultClosed>())
        {
            pushes.Add(new StatePush.Session(closed.SessionId, [HubGroups.Person(Persons.Agent(closed.AgentId))]));
        }
    }

    private void Tell(SessionChange change)
    {
        var before = new List<string>();
        if (change.QueueBefore is { } queue && queue != change.State.QueueId)
        {
            before.Add(HubGroups.Queue(queue));
        }

        if (change.AgentBefore is { } agent && agent != change.State.Assignment?.AgentId)
        {
            before.Add(HubGroups.Person(Persons.Agent(agent)));
        }

        if (!change.State.IsOpen)
        {
            monitoring.Forget(change.State.Id);
        }

        pushes.Add(new StatePush.Session(change.State.Id, before));
        deadlines.Changed(change.State.Id);
        firstReplies.Changed(change.State);
    }
}
