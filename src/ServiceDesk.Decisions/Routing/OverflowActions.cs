using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>What a step of the ladder does (rule L5). One that cannot be done, for example a move to a closed queue, is passed over.</summary>
internal static class OverflowActions
{
    private const string Reason = "overflow";

    public static void Do(Turn turn, SessionState session, OverflowStep step)
    {
        switch (step.Action)
        {
            case OverflowAction.RelaxSkill:
                turn.Put(session with { Requirements = Requirements.Relax(session.Requirements, step.SkillId!, step.MinLevel) });
                break;
            case OverflowAction.NotifySupervisor:
                Alerting.Raise(turn, session, AlertSeverity.Warning, AlertReasons.Overflow);
                break;
            case OverflowAction.AddQueue when step.QueueId != session.QueueId && !session.AddedQueues.Contains(step.QueueId!):
                turn.Put(session with { AddedQueues = [.. session.AddedQueues, step.QueueId!] });
                break;
            case OverflowAction.MoveToQueue:
                MoveTo(turn, session, turn.Memory.Desk.Queue(step.QueueId));
                break;
            case OverflowAction.AddBoost:
                Boosting.Add(turn, session, step.BoostSeconds, Reason);
                break;
            case OverflowAction.OfferFallback:
                turn.Emit(new FallbackOffered(session.Id, session.QueueId!) { Reason = Reason });
                break;
            case OverflowAction.ToBot:
                Waiting.ToBot(turn, session, Reason);
                break;
            case OverflowAction.End:
                Ending.End(turn, session, EndedBy.System, null, EndReasons.Overflow);
                break;
        }
    }

    private static void MoveTo(Turn turn, SessionState session, Queue queue)
    {
        if (!turn.Memory.Desk.Window(queue.ScheduleId, turn.At).IsOpen)
        {
            return;
        }

        Waiting.MoveTo(turn, session, queue, Reason);
    }
}
