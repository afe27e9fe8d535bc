using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Storage;
using AgentState = ServiceDesk.Decisions.Agents.AgentState;

namespace ServiceDesk.Server.Routing;

/// <summary>Writes the states as they stand at a turn's end: what a restart loads, beside the columns by which rows are found.</summary>
internal sealed class TurnStates(DeskDb db, RoutingCore core, DateTimeOffset now, TurnRows rows, TurnReport report)
{
    /// <param name="before">The queue and agent that the row named before this turn.</param>
    /// <param name="closing">The segment that this turn closed; its notes are all appended by now.</param>
    public void Keep(SessionState state, (string? Queue, long? Agent) before, Segment? closing)
    {
        var (row, conversation) = (rows.Sessions[state.Id], rows.Conversations[state.ConversationId]);
        row.State = StateNames.Of(state.Status);
        row.Version = checked((int)state.Version);
        row.Queue = state.QueueId;
        row.EnqueuedAt = state.EnqueuedAt;
        row.FirstReplyAt = state.FirstReplyAt;
        row.EndedAt = state.EndedAt;
        row.CloseReason = state.EndReason;
        row.Open = state.IsOpen;
        row.Core = RoutingJson.Write(state);
        ConversationMarks.Set(conversation, state, core.Desk);
        row.WakeAt = SessionDeadlines.Next(state, ConversationFactsOf.Row(conversation, state.CreatedAt), core.Desk)?.DueAt;
        if (closing is not null)
        {
            closing.ToSeq = conversation.HeadSeq;
        }

        report.Sessions.Add(new SessionChange(state, before.Queue, before.Agent));
    }

    public void Keep(AgentState state)
    {
        if (!rows.Agents.TryGetValue(state.Id, out var row))
        {
            row = new AgentStateRow { AgentId = state.Id, Presence = "", Connection = "", Core = "" };
            db.AgentStates.Add(row);
        }

        var (presence, connection) = (StateNames.Camel(state.Presence), StateNames.Camel(state.Connection));
        if ((row.Presence, row.AwayReason, row.Connection) != (presence, state.PresenceReason, connection))
        {
            db.AgentHistory.Add(new AgentChange
            {
                AgentId = state.Id,
                Seq = report.Applied[^1].Event.Seq,
                At = report.Applied[^1].Event.At,
                Presence = presence,
                Reason = state.PresenceReason,
                Connection = connection,
                Capacity = core.Desk.Agents.FirstOrDefault(a => a.Id == state.Id)?.Capacity ?? 0,
            });
        }

        row.Presence = presence;
        row.AwayReason = state.PresenceReason;
        row.Connection = connection;
        row.Since = AgentFacts.Since(state) ?? now;
        row.Used = state.Used;
        row.MissStreak = state.MissStreak;
        row.LastAssignedSeq = state.LastAssignedSeq;
        row.Core = RoutingJson.Write(state);
        report.Agents.Add(state);
    }

    public void Keep(QueuePace pace)
    {
        if (!rows.Paces.TryGetValue(pace.QueueId, out var row))
        {
            row = new QueuePaceRow { Queue = pace.QueueId, Core = "" };
            db.QueuePaces.Add(row);
        }

        row.Core = RoutingJson.Write(pace);
    }

    public void Keep(OfferState state)
    {
        if (!rows.Offers.TryGetValue(state.Id, out var row))
        {
            row = new Offer
            {
                Id = state.Id,
                SessionId = state.SessionId,
                AgentId = state.AgentId,
                State = "",
                CreatedAt = state.CreatedAt,
                Deadline = state.Deadline,
                Core = "",
            };
            db.Offers.Add(row);
        }

        row.State = StateNames.Of(state.Status);
        row.ClosedAt = state.ClosedAt;
        row.Reason = state.Reason;
        row.Core = RoutingJson.Write(state);
    }
}
