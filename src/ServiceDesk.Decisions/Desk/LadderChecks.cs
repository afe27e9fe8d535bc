namespace ServiceDesk.Decisions.Configuration;

/// <summary>Ladders with steps that are never taken, or that end sessions before any way out was offered.</summary>
internal static class LadderChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        foreach (var queue in desk.Queues)
        {
            Check(faults, queue);
        }
    }

    private static void Check(FaultList faults, Queue queue)
    {
        var offered = false;
        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            var step = queue.Overflow[i];
            var item = FormattableString.Invariant($"queues[{queue.Id}].overflow[{i}]");
            if (step.Trigger == OverflowTrigger.Wait && step.Value >= queue.MaxWaitSeconds)
            {
                faults.Add($"{item}.value", step.Value, FaultCodes.NeverTaken, FormattableString.Invariant($"the longest wait of {queue.MaxWaitSeconds} s is over by then"));
            }

            offered |= step.Action == OverflowAction.OfferFallback;
            if (step.Action == OverflowAction.End && !offered)
            {
                faults.Add($"{item}.action", "end", FaultCodes.NoFallback, "no fallback was offered before");
            }
        }
    }
}
