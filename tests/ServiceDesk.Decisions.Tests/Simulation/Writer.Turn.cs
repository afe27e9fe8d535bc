using ServiceDesk.Decisions.Agents;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>One turn: requests become events, events become rows.</summary>
internal sealed partial class Writer
{
    private readonly Dictionary<long, LedgerRow> known = [];

    private Commit Apply()
    {
        var commit = new Commit { Writer = id, Epoch = epoch, LastSeqBefore = lastSeq, Desk = core!.Desk };
        known.Clear();
        while (commit.Taken < waiting.Count && commit.Taken < TurnRequests)
        {
            var request = waiting[commit.Taken++];
            Apply(commit, request);
        }

        TickWhenDue(commit, Clock);
        commit.Desk = core!.Desk;
        commit.Sessions.AddRange(commit.Touched.Sessions.Select(core.Session).OfType<SessionState>());
        commit.Agents.AddRange(commit.Touched.Agents.Select(core.Agent).OfType<AgentState>());
        commit.Paces.AddRange(commit.Touched.Paces.Select(core.Pace));
        commit.Offers.AddRange(commit.Touched.Offers.Select(core.Offer).OfType<OfferState>());
        return commit;
    }

    private void Apply(Commit commit, Request request)
    {
        var at = Later(request.ReceivedAt, core!.LastAt);
        // A new writer says so first: what fell due while none ran has another meaning.
        if (request.Event is not Restarted)
        {
            TickWhenDue(commit, at);
        }

        var e = Prepare(commit, request.Event);
        if (Repeated(request, e) is { } repeated)
        {
            world.Marks.Hit(repeated.Code == Answer.IdempotencyConflict ? Mark.CommandIdUsedForSomethingElse : Mark.CommandRepeated);
            commit.Answers.Add((request, repeated));
            return;
        }

        HearOfFirstReply(commit, e, at);
        var answer = ApplyStamped(commit, e with { At = at, Seq = lastSeq + 1 }, request.Command);
        commit.Answers.Add((request, answer));
    }

    private Answer? Repeated(Request request, RoutingEvent e)
    {
        if (request.Command == 0 || world.Bug == HostBug.ForgetsTheLedger
            || (known.GetValueOrDefault(request.Command) ?? world.Store.ByCommand.GetValueOrDefault(request.Command)) is not { } row)
        {
            return null;
        }

        return row.HasContent(e) ? row.Answer : new Answer(Answer.IdempotencyConflict, null);
    }

    private Answer ApplyStamped(Commit commit, RoutingEvent e, long command)
    {
        var alone = e is Tick || core!.NextWake is not { } due || due > e.At;
        var outcome = core!.Apply(e);
        checks!.After(e, outcome, alone);
        var answer = new Answer(outcome.Refusal?.Code, outcome.SessionId);
        if (outcome.Changed || command != 0 || (e is RulesetPublished && outcome.Refusal is null))
        {
            lastSeq = e.Seq;
            var row = new LedgerRow(e.Seq, epoch, e, command, answer, outcome.Effects);
            commit.Rows.Add(row);
            known[command] = row;
            commit.Touch(outcome);
        }

        return answer;
    }

    private void TickWhenDue(Commit commit, DateTimeOffset at)
    {
        at = Later(at, core!.LastAt);
        if (core.NextWake <= at && (!opening || commit.Rows.Count > 0))
        {
            ApplyStamped(commit, new Tick { At = at, Seq = lastSeq + 1 }, 0);
        }
    }

    private RoutingEvent Prepare(Commit commit, RoutingEvent e)
    {
        switch (e)
        {
            case SessionStarted started:
                return started with { SessionId = ++lastSession, ConversationId = world.Store.Home(started.VisitorId, started.EntryPoint).Id, LastServed = world.Store.LastServed.GetValueOrDefault(started.VisitorId) };
            case DeadlineDue due when core!.Session(due.SessionId) is { } session && world.Bug != HostBug.JudgesByOldFacts:
                return due with { Facts = Read(commit, session.ConversationId).Facts(Clock) };
            default:
                return e;
        }
    }

    // The log's word of a first reply comes through the outbox and may be later than an end that depends on it.
    private void HearOfFirstReply(Commit commit, RoutingEvent e, DateTimeOffset at)
    {
        var about = e switch { Ended ended => core!.Session(ended.SessionId), DeadlineDue due => core!.Session(due.SessionId), _ => null };
        if (about is not { Status: SessionStatus.Active, FirstReplyAt: null, Assignment: { } assignment }
            || commit.Rows.Exists(r => r.Effects.OfType<Assigned>().Any(x => x.SessionId == about.Id)))
        {
            return;
        }

        var row = Read(commit, about.ConversationId);
        if (!row.FirstReplyDue && row.OpenSession == about.Id)
        {
            ApplyStamped(commit, new FirstReply(about.Id, assignment.AgentId) { At = at, Seq = lastSeq + 1 }, 0);
        }
    }

    private Conversation Read(Commit commit, long conversation)
    {
        var row = world.Store.Conversation(conversation);
        commit.Reads.TryAdd(row, row.Revision);
        return row;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
