using System.Text.Json;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>Queues: the ranges of their settings, their hours and their ladders.</summary>
internal static class QueueChecks
{
    private const int Day = 86_400;

    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("queues", desk.Queues.Select(q => q.Id));
        var schedules = desk.Schedules.Select(s => s.Id).ToHashSet();
        var skills = desk.Skills.Select(s => s.Id).ToHashSet();
        var queues = desk.Queues.Select(q => q.Id).ToHashSet();
        foreach (var queue in desk.Queues)
        {
            faults.Known($"queues[{queue.Id}].scheduleId", queue.ScheduleId, schedules);
            Check(faults, queue);
            OverflowChecks.Check(faults, queue, queues, skills);
        }
    }

    private static void Check(FaultList faults, Queue queue)
    {
        void Range(string name, int value, int low, int high, string code = FaultCodes.Range) =>
            faults.Range($"queues[{queue.Id}].{JsonNamingPolicy.CamelCase.ConvertName(name)}", value, low, high, code);

        Range(nameof(queue.AcceptSeconds), queue.AcceptSeconds, 5, 120);
        Range(nameof(queue.BroadcastAgents), queue.BroadcastAgents, 1, 5);
        Range(nameof(queue.StickySeconds), queue.StickySeconds, 0, 600);
        Range(nameof(queue.StickyLookbackSeconds), queue.StickyLookbackSeconds, 0, 365 * Day);
        Range(nameof(queue.MaxLengthFactor), queue.MaxLengthFactor, 0, 1_000);
        Range(nameof(queue.MaxLengthAtLeast), queue.MaxLengthAtLeast, 1, 1_000_000);
        Range(nameof(queue.MaxEtaSeconds), queue.MaxEtaSeconds, queue.MaxEtaSeconds == 0 ? 0 : 30, Day);
        Range(nameof(queue.MaxWaitSeconds), queue.MaxWaitSeconds, 30, Day);
        Range(
            nameof(queue.ServiceGuaranteeSeconds), queue.ServiceGuaranteeSeconds, 1, queue.MaxWaitSeconds - 1,
            queue.ServiceGuaranteeSeconds < 1 ? FaultCodes.Range : FaultCodes.GuaranteeBeyondWait);
        Range(nameof(queue.ExcludeSeconds), queue.ExcludeSeconds, 1, 3_600);
        Range(nameof(queue.MaxRounds), queue.MaxRounds, 1, 100);
        Range(nameof(queue.MaxRequeues), queue.MaxRequeues, 1, 100);
        Range(nameof(queue.DrainSeconds), queue.DrainSeconds, 0, Day);
        Range(nameof(queue.WrapUpSeconds), queue.WrapUpSeconds, 0, 300);
        Range(nameof(queue.TransferCreditSeconds), queue.TransferCreditSeconds, 0, Day);
        Range(nameof(queue.LostAgentCreditSeconds), queue.LostAgentCreditSeconds, 0, Day);
        Range(nameof(queue.MaxBoostSeconds), queue.MaxBoostSeconds, 0, Day);
        Range(nameof(queue.VisitorGraceSeconds), queue.VisitorGraceSeconds, 1, Day);
        Range(nameof(queue.VisitorLeftSeconds), queue.VisitorLeftSeconds, 1, Day);
        Range("targets.answerSeconds", queue.Targets.AnswerSeconds, 1, Day);
        Range("targets.serviceLevelPercent", queue.Targets.ServiceLevelPercent, 1, 100);
        Range("targets.waiting", queue.Targets.Waiting, 0, 1_000_000);
        Range("targets.longestWaitSeconds", queue.Targets.LongestWaitSeconds, 1, Day);
        Range("targets.abandonmentPercent", queue.Targets.AbandonmentPercent, 0, 100);
        Range(nameof(queue.TierPromoteSeconds), queue.TierPromoteSeconds, 1, Day);
        Range(nameof(queue.FirstReplySeconds), queue.FirstReplySeconds, queue.FirstReplySeconds == 0 ? 0 : 10, Day);
        Range(nameof(queue.FirstReplyTypingSeconds), queue.FirstReplyTypingSeconds, 0, 300);
        Range(nameof(queue.InactiveSeconds), queue.InactiveSeconds, queue.InactiveSeconds == 0 ? 0 : 10, 365 * Day);
        Range(nameof(queue.InactivePercent), queue.InactivePercent, 0, 100);
        Range(nameof(queue.ReturnCreditSeconds), queue.ReturnCreditSeconds, 0, Day);
        Range(nameof(queue.LastIntakeSeconds), queue.LastIntakeSeconds, 0, Day);
        FallbackChecks.Check(faults, queue);
        Range("survey.againAfterSeconds", queue.Survey.AgainAfterSeconds, 0, 365 * Day);
        Range("silence.warnSeconds", queue.Silence.WarnSeconds, 10, Day);
        Range("silence.countdownSeconds", queue.Silence.CountdownSeconds, queue.Silence.WarnSeconds + 1, Day);
        Range("silence.closeSeconds", queue.Silence.CloseSeconds, queue.Silence.CountdownSeconds + 1, Day);
        Range("replyDue.warnSeconds", queue.ReplyDue.WarnSeconds, 5, Day);
        Range("replyDue.alarmSeconds", queue.ReplyDue.AlarmSeconds, queue.ReplyDue.WarnSeconds + 1, Day);
        Range("survey.expiresSeconds", queue.Survey.ExpiresSeconds, 60, 365 * Day);
        Range("survey.remindSeconds", queue.Survey.RemindSeconds, 0, queue.Survey.ExpiresSeconds - 1);
    }
}
