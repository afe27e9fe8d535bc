namespace ServiceDesk.Decisions.Configuration;

/// <summary>The ranges of a queue's settings.</summary>
internal static class QueueChecks
{
    private const int Day = 86_400;

    public static void Check(List<string> faults, Queue queue)
    {
        void Range(string name, int value, int low, int high) =>
            DeskChecks.Range(faults, $"Queues[{queue.Id}].{name}", value, low, high);

        Range(nameof(queue.AcceptSeconds), queue.AcceptSeconds, 5, 120);
        Range(nameof(queue.BroadcastAgents), queue.BroadcastAgents, 1, 5);
        Range(nameof(queue.MaxLengthFactor), queue.MaxLengthFactor, 0, 1_000);
        Range(nameof(queue.MaxLengthAtLeast), queue.MaxLengthAtLeast, 1, 1_000_000);
        Range(nameof(queue.MaxWaitSeconds), queue.MaxWaitSeconds, 30, Day);
        Range(nameof(queue.ServiceGuaranteeSeconds), queue.ServiceGuaranteeSeconds, 1, queue.MaxWaitSeconds - 1);
        Range(nameof(queue.ExcludeSeconds), queue.ExcludeSeconds, 1, 3_600);
        Range(nameof(queue.MaxRounds), queue.MaxRounds, 1, 100);
        Range(nameof(queue.DrainSeconds), queue.DrainSeconds, 0, Day);
        Range(nameof(queue.WrapUpSeconds), queue.WrapUpSeconds, 0, 300);
        Range(nameof(queue.TransferCreditSeconds), queue.TransferCreditSeconds, 0, Day);
        Range(nameof(queue.LostAgentCreditSeconds), queue.LostAgentCreditSeconds, 0, Day);
        Range(nameof(queue.MaxBoostSeconds), queue.MaxBoostSeconds, 0, Day);
        Range(nameof(queue.VisitorGraceSeconds), queue.VisitorGraceSeconds, 1, Day);
        Range(nameof(queue.VisitorLeftSeconds), queue.VisitorLeftSeconds, 1, Day);
        Range(nameof(queue.TierPromoteSeconds), queue.TierPromoteSeconds, 1, Day);
        Range("Silence.WarnSeconds", queue.Silence.WarnSeconds, 10, Day);
        Range("Silence.CountdownSeconds", queue.Silence.CountdownSeconds, queue.Silence.WarnSeconds + 1, Day);
        Range("Silence.CloseSeconds", queue.Silence.CloseSeconds, queue.Silence.CountdownSeconds + 1, Day);
        Range("ReplyDue.WarnSeconds", queue.ReplyDue.WarnSeconds, 5, Day);
        Range("ReplyDue.AlarmSeconds", queue.ReplyDue.AlarmSeconds, queue.ReplyDue.WarnSeconds + 1, Day);
        Range("Survey.ExpiresSeconds", queue.Survey.ExpiresSeconds, 60, 365 * Day);
        Range("Survey.RemindSeconds", queue.Survey.RemindSeconds, 0, queue.Survey.ExpiresSeconds - 1);
    }
}
