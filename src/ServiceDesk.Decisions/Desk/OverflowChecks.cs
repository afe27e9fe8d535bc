using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>The ladder of a queue, step by step.</summary>
internal static class OverflowChecks
{
    private const int Day = 86_400;

    public static void Check(List<string> faults, Queue queue, HashSet<string> skills)
    {
        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"Queues[{queue.Id}].Overflow[{i}]");
            Check(faults, field, queue.Overflow[i], skills);
        }
    }

    private static void Check(List<string> faults, string field, OverflowStep step, HashSet<string> skills)
    {
        DeskChecks.Range(faults, $"{field}.Value", step.Value, 0, Day);
        if (step.Action == OverflowAction.RelaxSkill)
        {
            DeskChecks.Known(faults, $"{field}.SkillId", step.SkillId ?? "", skills);
            DeskChecks.Range(faults, $"{field}.MinLevel", step.MinLevel ?? 1, 1, 5);
        }
    }
}
