using ServiceDesk.Decisions.Hours;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// What makes a desk that could run a desk not to be published: nobody would be served by it, or a part of it never has any
/// effect. The core itself takes such a desk, because the same can come about while it runs, for example when an agent leaves.
/// </summary>
public static class PublishChecks
{
    /// <summary>Every fault, each naming the item and the value. Ask <see cref="DeskChecks.Faults"/> first: a desk with those is not looked at.</summary>
    /// <param name="desk">A desk without faults of <see cref="DeskChecks"/>.</param>
    /// <param name="at">From when on a schedule must open; it is looked at for 400 days.</param>
    public static IReadOnlyList<string> Faults(Desk desk, DateTimeOffset at)
    {
        var faults = new List<string>();
        foreach (var schedule in desk.Schedules.Where(s => OpeningHours.NextOpening(s, at) is null))
        {
            faults.Add($"Schedules[{schedule.Id}]: does not open within {OpeningHours.HorizonDays} days");
        }

        foreach (var skill in desk.Skills.Where(s => !desk.Agents.Any(a => a.Skills.Any(held => held.SkillId == s.Id))))
        {
            faults.Add($"Skills[{skill.Id}]: nobody has it");
        }

        CheckChannels(faults, desk);
        foreach (var queue in desk.Queues)
        {
            CheckLadder(faults, queue);
        }

        foreach (var entry in desk.EntryPoints)
        {
            ShadowChecks.Check(faults, entry);
            CheckServers(faults, desk, entry);
        }

        return faults;
    }

    private static void CheckChannels(List<string> faults, Desk desk)
    {
        var most = desk.Agents.Select(a => a.Capacity).DefaultIfEmpty(0).Max();
        foreach (var channel in desk.Channels.Where(c => c.Weight > most))
        {
            faults.Add($"Channels[{channel.Id}].Weight {channel.Weight}: nobody has that capacity, the greatest is {most}");
        }
    }

    private static void CheckLadder(List<string> faults, Queue queue)
    {
        var offered = false;
        for (var i = 0; i < queue.Overflow.Count; i++)
        {
            var step = queue.Overflow[i];
            var field = FormattableString.Invariant($"Queues[{queue.Id}].Overflow[{i}]");
            if (step.Trigger == OverflowTrigger.Wait && step.Value >= queue.MaxWaitSeconds)
            {
                faults.Add(FormattableString.Invariant(
                    $"{field}.Value {step.Value}: the longest wait of {queue.MaxWaitSeconds} s is over by then"));
            }

            offered |= step.Action == OverflowAction.OfferFallback;
            if (step.Action == OverflowAction.End && !offered)
            {
                faults.Add($"{field}.Action {step.Action}: no fallback was offered before");
            }
        }
    }

    private static void CheckServers(List<string> faults, Desk desk, EntryPoint entry)
    {
        foreach (var rule in entry.Rules)
        {
            var queue = desk.Queues.First(q => q.Id == rule.QueueId);
            var members = desk.Agents.Where(a => a.Memberships.Any(m => m.QueueId == queue.Id)).ToList();
            var field = $"EntryPoints[{entry.Key}].Rules[{rule.Id}]";
            if (members.Count == 0)
            {
                faults.Add($"{field}.QueueId {queue.Id}: nobody serves it");
                continue;
            }

            var needed = Routing.Requirements.Merge(rule.Requirements, queue.Requirements).Where(r => r.Mandatory).ToList();
            if (!members.Exists(a => needed.TrueForAll(need => Has(a, need))))
            {
                var words = needed.Select(r => FormattableString.Invariant($"{r.SkillId} {r.MinLevel}"));
                faults.Add($"{field}.Requirements {string.Join(", ", words)}: nobody in queue {queue.Id} has all of them");
            }
        }
    }

    private static bool Has(Agent agent, Requirement need) =>
        agent.Skills.Any(s => s.SkillId == need.SkillId && s.Level >= need.MinLevel);
}
