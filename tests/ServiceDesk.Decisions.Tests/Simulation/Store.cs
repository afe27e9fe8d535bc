using System.Globalization;
using System.Text.Json;

using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>The database: a commit happens as a whole at one instant or not at all, and only under the fence.</summary>
/// <param name="committing">Sees a commit that passed the fence before it changes anything.</param>
internal sealed class Store(Desk desk, HostBug bug, Action<Commit> committing)
{
    private readonly Dictionary<(string Visitor, string Door), Conversation> homes = [];
    private readonly Dictionary<long, Conversation> conversations = [];

    public int Epoch { get; set; }

    public long LastSeq { get; private set; }

    public Desk Desk { get; private set; } = desk;

    public List<LedgerRow> Ledger { get; } = [];

    public Dictionary<long, LedgerRow> ByCommand { get; } = [];

    public SortedDictionary<long, SessionState> Sessions { get; } = [];

    public SortedDictionary<long, AgentState> Agents { get; } = [];

    public SortedDictionary<long, OfferState> Offers { get; } = [];

    public SortedDictionary<string, QueuePace> Paces { get; } = new(StringComparer.Ordinal);

    public List<OutboxRow> Outbox { get; } = [];

    public HashSet<long> Consumed { get; } = [];

    /// <summary>How many surveys were sent per session.</summary>
    public Dictionary<long, int> Surveys { get; } = [];

    /// <summary>Who served a visitor last, and until when.</summary>
    public Dictionary<string, LastServed> LastServed { get; } = [];

    public IEnumerable<Conversation> Conversations => homes.Values;

    /// <summary>The visitor's conversation at a door, made when it is the first time.</summary>
    public Conversation Home(string visitor, string door)
    {
        if (!homes.TryGetValue((visitor, door), out var home))
        {
            // Not the order of arrival: chance is drawn by it, and leaving one visitor out must change nothing for another.
            var id = (int.Parse(visitor[1..], CultureInfo.InvariantCulture) * 8) + Array.IndexOf(SimulatedDesks.Doors, door) + 2;
            homes[(visitor, door)] = home = new Conversation(id, visitor);
            conversations[home.Id] = home;
        }

        return home;
    }

    public Conversation Conversation(long id) => conversations[id];

    public OutboxRow Send(OutboxKind kind, long session, long conversation, long agent = 0)
    {
        var row = new OutboxRow(Outbox.Count + 1, kind, session, conversation, agent, Conversation(conversation).Sent++);
        Outbox.Add(row);
        return row;
    }

    public CommitResult TryCommit(Commit commit)
    {
        if ((commit.Epoch != Epoch || commit.LastSeqBefore != LastSeq) && bug != HostBug.ForgetsTheFence)
        {
            return CommitResult.Fenced;
        }

        if (bug != HostBug.JudgesByOldFacts && commit.Reads.Any(r => r.Key.Revision != r.Value))
        {
            return CommitResult.Conflict;
        }

        committing(commit);
        Desk = commit.Desk;
        foreach (var row in commit.Rows)
        {
            Record(row);
        }

        for (var i = 0; i < commit.Sessions.Count; i++)
        {
            if (bug != HostBug.LosesARow || i < 2)
            {
                Sessions[commit.Sessions[i].Id] = commit.Sessions[i];
                CloseConversation(commit.Sessions[i]);
            }
        }

        // The row of an agent who left the desk stays as it was.
        foreach (var state in commit.Agents)
        {
            Agents[state.Id] = state;
        }

        foreach (var pace in commit.Paces)
        {
            Paces[pace.QueueId] = pace;
        }

        foreach (var offer in commit.Offers)
        {
            Offers[offer.Id] = offer;
        }

        return CommitResult.Committed;
    }

    /// <summary>The rows that a writer's memory is built from, having been stored and read again.</summary>
    public RoutingState Load() => JsonSerializer.Deserialize<RoutingState>(JsonSerializer.SerializeToUtf8Bytes(new RoutingState
    {
        LastSeq = LastSeq,
        LastAt = Ledger.Count > 0 ? Ledger[^1].Event.At : default,
        LastOfferId = Offers.Count > 0 ? Offers.Keys.Max() : 0,
        AssignCounter = Agents.Count > 0 ? Agents.Values.Max(a => a.LastAssignedSeq) : 0,
        Sessions = [.. Sessions.Values.Where(s => s.IsOpen || s.Assignment is not null)],
        Agents = [.. Agents.Values],
        Paces = [.. Paces.Values],
        Offers = [.. Offers.Values.Where(o => o.Status == OfferStatus.Pending && bug != HostBug.ForgetsOffersOnLoading)],
    }))!;

    private void CloseConversation(SessionState session)
    {
        var conversation = conversations[session.ConversationId];
        if (!session.IsOpen && conversation.OpenSession == session.Id)
        {
            conversation.OpenSession = null;
        }
    }

    private void Record(LedgerRow row)
    {
        Ledger.Add(row);
        LastSeq = row.Seq;
        if (row.Command != 0)
        {
            ByCommand[row.Command] = row;
        }

        if (row.Event is SessionStarted started && row.Answer.SessionId == started.SessionId)
        {
            conversations[started.ConversationId].Begin(started.SessionId);
        }

        foreach (var effect in row.Effects)
        {
            Follow(row.Event, effect);
        }
    }

    private void Follow(RoutingEvent cause, RoutingEffect effect)
    {
        switch (effect)
        {
            case ResponderChanged changed:
                conversations[changed.ConversationId].Responder = changed.Responder;
                break;
            case SystemNote note:
                conversations[note.ConversationId].Note();
                break;
            case AssignmentClosed closed:
                LastServed[HomeOf(closed.SessionId).Visitor] = new LastServed(closed.AgentId, closed.To);
                break;
            case AssignmentOpened opened:
                HomeOf(opened.SessionId).Assign();
                break;
            case BotStarted started when cause is SessionStarted:
                Send(OutboxKind.BotTurn, started.SessionId, ((SessionStarted)cause).ConversationId);
                break;
            case SessionEnded { SurveyDue: true } ended:
                Send(OutboxKind.Survey, ended.SessionId, HomeOf(ended.SessionId).Id);
                break;
        }
    }

    private Conversation HomeOf(long session) => conversations[Started(session).ConversationId];

    // The row of a session that began in this very commit is not written yet.
    private (long ConversationId, bool IsNew) Started(long session) => Sessions.TryGetValue(session, out var row)
        ? (row.ConversationId, false)
        : (Ledger.Select(r => r.Event).OfType<SessionStarted>().Last(s => s.SessionId == session).ConversationId, true);
}
