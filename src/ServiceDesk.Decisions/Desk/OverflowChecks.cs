using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>The ladder of a queue, step by step.</summary>
internal static class OverflowChecks
{
    private const int Day = 86_400;

    public static void Check(FaultList faults, Queue queue, HashSet<string> queues, HashSet<string> skills)
    {
        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"queues[{queue.Id}].overflow[{i}]");
            Check(faults, item, queue.Overflow[i], skills);
            CheckQueue(faults, item, queue, queue.Overflow[i], queues);
        }
    }

    private static void Check(FaultList faults, string item, OverflowStep step, HashSet<string> skills)
    {
        faults.Range($"{item}.value", step.Value, step.Trigger == OverflowTrigger.Length ? 1 : 0, Day);
        if (step.Action == OverflowAction.AddBoost)
        {
            faults.Range($"{item}.boostSeconds", step.BoostSeconds, 1, Day);
        }

        if (step.Action == OverflowAction.RelaxSkill)
        {
            faults.Known($"{item}.skillId", step.SkillId, skills);
            faults.Range($"{item}.minLevel", step.MinLevel ?? 1, 1, 5);
        }
    }

    /// <summary>Moves that lead back to where they began; each cycle is named once, from its first queue on.</summary>
    public static void CheckCycles(FaultList faults, Desk desk)
    {
        var queues = desk.Queues.DistinctBy(q => q.Id).ToList();
        var reach = queues.ToDictionary(q => q.Id, q => Targets(q).ToHashSet());
        foreach (var via in queues.Select(q => q.Id))
        {
            foreach (var from in reach.Values.Where(r => r.Contains(via)))
            {
                from.UnionWith(reach[via]);
            }
        }

        var named = new HashSet<string>();
        foreach (var queue in queues.Where(q => reach[q.Id].Contains(q.Id) && !named.Contains(q.Id)))
        {
            var cycle = queues.Select(q => q.Id).Where(id => reach[queue.Id].Contains(id) && reach[id].Contains(queue.Id)).ToList();
            named.UnionWith(cycle);
            faults.Add($"queues[{queue.Id}].overflow", null, FaultCodes.Cycle, $"moves lead round in a circle: {string.Join(", ", cycle)}");
        }

        IEnumerable<string> Targets(Queue queue) => queue.Overflow
            .Where(s => s.Action == OverflowAction.MoveToQueue && queues.Exists(q => q.Id == s.QueueId)).Select(s => s.QueueId!);
    }

    private static void CheckQueue(FaultList faults, string item, Queue queue, OverflowStep step, HashSet<string> queues)
    {
        if (step.Action is not (OverflowAction.AddQueue or OverflowAction.MoveToQueue))
        {
            return;
        }

        faults.Known($"{item}.queueId", step.QueueId, queues);
        if (step.Action == OverflowAction.AddQueue && step.QueueId == queue.Id)
        {
            faults.Add($"{item}.queueId", step.QueueId, FaultCodes.Conflict, "is the queue itself");
        }
    }
}
