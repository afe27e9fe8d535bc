using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Metrics;

/// <summary>
/// Reads one session's routing effects as facts, in their order. It knows no more of the session than what the effects
/// before said, so the ledger can be read from its rows alone.
/// </summary>
public sealed class RoutingFacts(long sessionId)
{
    private const string Overflow = "overflow";
    private const string Transfer = "transfer";
    private const string Supervisor = "supervisor";

    private string? _waitsIn;
    private readonly HashSet<long> _serving = [];
    private bool _ended;
    private bool _held;

    /// <summary>It ended and nobody has anything left to do for it.</summary>
    public bool IsOver => _ended && _serving.Count == 0;

    /// <summary>What an effect says; nothing for those that no figure needs.</summary>
    /// <param name="topic">What the event that caused it named as the matter.</param>
    public IReadOnlyList<SessionFact> Of(RoutingEffect effect, DateTimeOffset at, string? topic = null)
    {
        var facts = new List<SessionFact>();
        void Add(SessionFact fact) => facts.Add(fact);
        ArgumentNullException.ThrowIfNull(effect);
        if (topic is not null)
        {
            Add(new TopicNamed(topic) { SessionId = sessionId, At = at });
        }

        switch (effect)
        {
            case BotStarted bot:
                Reopen(at, Add);
                Leave(QueueExit.Deflected, null, at, Add);
                Add(new BotTookOver(bot.BotId) { SessionId = sessionId, At = at });
                break;
            case Routing.Resumed:
                Reopen(at, Add);
                break;
            case Enqueued enqueued:
                Reopen(at, Add);
                Enter(enqueued.QueueId, enqueued.RuleId, CauseOf(enqueued.Reason), at, Add);
                break;
            case Requeued requeued:
                Requeue(requeued, at, Add);
                break;
            case OfferClosed closed:
                Add(new OfferOver(closed.AgentId, OutcomeOf(closed.State)) { SessionId = sessionId, At = at });
                break;
            case PositionHint hint:
                Add(new EstimateShown(hint.Position, null, null) { SessionId = sessionId, At = at });
                break;
            case AssignmentOpened opened:
                Reopen(at, Add);
                Leave(QueueExit.Answered, opened.AgentId, at, Add);
                _held = false;
                _serving.Add(opened.AgentId);
                Add(new ServiceBegan(opened.AgentId, opened.Weight) { SessionId = sessionId, At = at });
                break;
            case Assigned { FromAgentId: not null }:
                Add(new PassedOn(TransferKind.Agent) { SessionId = sessionId, At = at });
                break;
            case AssignmentChanged changed:
                Change(changed, at, Add);
                break;
            case AssignmentClosed closed when _serving.Remove(closed.AgentId):
                Add(new ServiceOver(closed.AgentId) { SessionId = sessionId, At = at });
                break;
            case Deferred:
                Leave(QueueExit.Deflected, null, at, Add);
                End(ClosingKind.Deferred, at, Add);
                break;
            case SessionEnded ended:
                var kind = KindOf(ended.Reason);
                Leave(kind is ClosingKind.Abandoned or ClosingKind.ByVisitor ? QueueExit.Abandoned : QueueExit.Deflected, null, at, Add);
                End(kind, at, Add);
                break;
        }

        return facts;
    }

    private static HandOverCause CauseOf(string reason) => reason switch
    {
        "visitor" or "visitor_wrote" or "call_back" => HandOverCause.Asked,
        "rule" => HandOverCause.Rule,
        _ => HandOverCause.Failed,
    };

    private static OfferOutcome OutcomeOf(OfferStatus status) => status switch
    {
        OfferStatus.Accepted => OfferOutcome.Accepted,
        OfferStatus.Declined => OfferOutcome.Declined,
        OfferStatus.TimedOut => OfferOutcome.TimedOut,
        _ => OfferOutcome.Withdrawn,
    };

    private static ClosingKind KindOf(string reason) => reason switch
    {
        EndReasons.Resolved or EndReasons.Supervisor => ClosingKind.Resolved,
        EndReasons.VisitorEnded => ClosingKind.ByVisitor,
        EndReasons.Silence => ClosingKind.Silence,
        EndReasons.Abandoned => ClosingKind.Abandoned,
        EndReasons.Spam => ClosingKind.Spam,
        _ => ClosingKind.Other,
    };

    // After an unanswered offer it waits on in the visit that it was in; anything else is a visit of its own.
    private void Requeue(Requeued effect, DateTimeOffset at, Action<SessionFact> add)
    {
        if (_waitsIn == effect.QueueId)
        {
            return;
        }

        Reopen(at, add);
        Leave(QueueExit.Deflected, null, at, add);
        if (effect.Reason is Overflow or Transfer or Supervisor)
        {
            add(new PassedOn(effect.Reason == Overflow ? TransferKind.Overflow : TransferKind.Queue) { SessionId = sessionId, At = at });
        }

        Enter(effect.QueueId, null, null, at, add);
    }

    private void Change(AssignmentChanged effect, DateTimeOffset at, Action<SessionFact> add)
    {
        if (effect.State == AssignmentStatus.WrapUp)
        {
            add(new WrapUpBegan(effect.AgentId) { SessionId = sessionId, At = at });
        }
        else if (effect.State == AssignmentStatus.Active && _held)
        {
            _held = false;
            add(new Resumed { SessionId = sessionId, At = at });
        }
        else if (effect.State != AssignmentStatus.Active)
        {
            _held = true;
            add(new Held { SessionId = sessionId, At = at });
        }
    }

    private void Enter(string queue, string? rule, HandOverCause? cause, DateTimeOffset at, Action<SessionFact> add)
    {
        Leave(QueueExit.Deflected, null, at, add);
        _waitsIn = queue;
        add(new EnteredQueue(queue, rule, cause) { SessionId = sessionId, At = at });
    }

    private void Leave(QueueExit exit, long? agent, DateTimeOffset at, Action<SessionFact> add)
    {
        if (_waitsIn is not null)
        {
            _waitsIn = null;
            add(new LeftQueue(exit, agent) { SessionId = sessionId, At = at });
        }
    }

    private void End(ClosingKind kind, DateTimeOffset at, Action<SessionFact> add)
    {
        (_ended, _held) = (true, false);
        add(new SessionClosed(kind) { SessionId = sessionId, At = at });
    }

    private void Reopen(DateTimeOffset at, Action<SessionFact> add)
    {
        if (_ended)
        {
            _ended = false;
            add(new Reopened { SessionId = sessionId, At = at });
        }
    }
}
