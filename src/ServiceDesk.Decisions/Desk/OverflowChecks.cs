using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>The ladder of a queue, step by step.</summary>
internal static class OverflowChecks
{
    private const int Day = 86_400;

    public static void Check(List<string> faults, Desk desk, Queue queue, HashSet<string> skills)
    {
        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Queues[{queue.Id}].Overflow[{i}]");
            Check(faults, field, queue.Overflow[i], skills);
            CheckQueue(faults, field, desk, queue, queue.Overflow[i]);
        }
    }

    private static void Check(List<string> faults, string field, OverflowStep step, HashSet<string> skills)
    {
        DeskChecks.Range(faults, $"{field}.Value", step.Value, step.Trigger == OverflowTrigger.Length ? 1 : 0, Day);
        if (step.Action == OverflowAction.AddBoost)
        {
            DeskChecks.Range(faults, $"{field}.BoostSeconds", step.BoostSeconds, 1, Day);
        }

        if (step.Action == OverflowAction.RelaxSkill)
        {
            DeskChecks.Known(faults, $"{field}.SkillId", step.SkillId ?? "", skills);
            DeskChecks.Range(faults, $"{field}.MinLevel", step.MinLevel ?? 1, 1, 5);
        }
    }

    /// <summary>Moves that lead back to where they began; each cycle is named once, from its first queue on.</summary>
    public static void CheckCycles(List<string> faults, Desk desk)
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
            faults.Add($"Queues[{queue.Id}].Overflow: moves lead round in a circle: {string.Join(", ", cycle)}");
        }

        IEnumerable<string> Targets(Queue queue) => queue.Overflow
            .Where(s => s.Action == OverflowAction.MoveToQueue && queues.Exists(q => q.Id == s.QueueId)).Select(s => s.QueueId!);
    }

    private static void CheckQueue(List<string> faults, string field, Desk desk, Queue queue, OverflowStep step)
    {
        if (step.Action is not (OverflowAction.AddQueue or OverflowAction.MoveToQueue))
        {
            return;
        }

        DeskChecks.Known(faults, $"{field}.QueueId", step.QueueId ?? "", [.. desk.Queues.Select(q => q.Id)]);
        if (step.Action == OverflowAction.AddQueue && step.QueueId == queue.Id)
        {
            faults.Add($"{field}.QueueId {step.QueueId}: is the queue itself");
        }
    }
}
