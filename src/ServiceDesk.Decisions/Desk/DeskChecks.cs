namespace ServiceDesk.Decisions.Configuration;

/// <summary>Static checks of a desk before it is published.</summary>
public static class DeskChecks
{
    /// <summary>Every fault, each naming the field and the value; empty when the desk may be published.</summary>
    public static IReadOnlyList<string> Faults(Desk desk)
    {
        var faults = new List<string>();
        Unique(faults, "Schedules", desk.Schedules.Select(s => s.Id));
        Unique(faults, "Queues", desk.Queues.Select(q => q.Id));
        Unique(faults, "EntryPoints", desk.EntryPoints.Select(e => e.Key));
        Unique(faults, "EntryPoints.PublicKey", desk.EntryPoints.Select(e => e.PublicKey));
        Unique(faults, "Agents", desk.Agents.Select(a => a.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var schedule in desk.Schedules)
        {
            ScheduleChecks.Check(faults, schedule);
        }

        SkillChecks.Check(faults, desk);
        var schedules = desk.Schedules.Select(s => s.Id).ToHashSet();
        var skills = desk.Skills.Select(s => s.Id).ToHashSet();
        foreach (var queue in desk.Queues)
        {
            Known(faults, $"Queues[{queue.Id}].ScheduleId", queue.ScheduleId, schedules);
            QueueChecks.Check(faults, queue);
            OverflowChecks.Check(faults, desk, queue, skills);
        }

        var queues = desk.Queues.DistinctBy(q => q.Id).ToDictionary(q => q.Id);
        foreach (var entry in desk.EntryPoints)
        {
            Known(faults, $"EntryPoints[{entry.Key}].ScheduleId", entry.ScheduleId, schedules);
            CheckRules(faults, entry, queues);
        }

        OverflowChecks.CheckCycles(faults, desk);
        CheckChannels(faults, desk);
        CheckAgents(faults, desk, queues);
        CheckAgentSettings(faults, desk.AgentSettings);
        Range(faults, "BotSettings.IdleCloseSeconds", desk.BotSettings.IdleCloseSeconds, 30, 86_400);
        return faults;
    }

    /// <summary>What the desk asks for and this version does not do yet; empty when there is nothing.</summary>
    public static IReadOnlyList<string> Disabled(Desk desk) =>
    [
        .. from queue in desk.Queues
           from step in queue.Overflow
           where step.Trigger == OverflowTrigger.Eta
           select $"Queues[{queue.Id}].Overflow.Trigger {step.Trigger}: estimated waits are not available yet",
    ];

    internal static void Range(List<string> faults, string field, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            faults.Add($"{field} {value}: must be {low} to {high}");
        }
    }

    private static void CheckRules(List<string> faults, EntryPoint entry, Dictionary<string, Queue> queues)
    {
        var field = $"EntryPoints[{entry.Key}].Rules";
        Unique(faults, field, entry.Rules.Select(r => r.Id));
        foreach (var rule in entry.Rules)
        {
            Known(faults, $"{field}[{rule.Id}].QueueId", rule.QueueId, queues.Keys);
            var most = queues.TryGetValue(rule.QueueId, out var queue) ? queue.MaxBoostSeconds : 86_400;
            Range(faults, $"{field}[{rule.Id}].BoostSeconds", rule.BoostSeconds, 0, most);
            Range(faults, $"{field}[{rule.Id}].Tier", rule.Tier, 0, 3);
        }

        if (entry.Rules.Count == 0 || entry.Rules[^1].When is not null)
        {
            faults.Add($"{field}: the last rule must hold always");
        }

        foreach (var rule in entry.Rules.SkipLast(1).Where(r => r.When is null))
        {
            faults.Add($"{field}[{rule.Id}].When: only the last rule may hold always, those after it are never reached");
        }
    }

    private static void CheckChannels(List<string> faults, Desk desk)
    {
        Unique(faults, "Channels", desk.Channels.Select(c => c.Id));
        var channels = desk.Channels.Select(c => c.Id).ToHashSet();
        foreach (var channel in desk.Channels)
        {
            Range(faults, $"Channels[{channel.Id}].Weight", channel.Weight, 1, 100);
            Range(faults, $"Channels[{channel.Id}].MaxPerAgent", channel.MaxPerAgent ?? 1, 1, 100);
        }

        foreach (var agent in desk.Agents)
        {
            Unique(faults, $"Agents[{agent.Id}].ChannelLimits", agent.ChannelLimits.Select(l => l.ChannelId));
            foreach (var limit in agent.ChannelLimits)
            {
                Known(faults, $"Agents[{agent.Id}].ChannelLimits.ChannelId", limit.ChannelId, channels);
                Range(faults, $"Agents[{agent.Id}].ChannelLimits[{limit.ChannelId}].MaxSessions", limit.MaxSessions, 0, 100);
            }
        }
    }

    private static void CheckAgents(List<string> faults, Desk desk, Dictionary<string, Queue> queues)
    {
        foreach (var agent in desk.Agents)
        {
            var field = $"Agents[{agent.Id}]";
            Range(faults, $"{field}.Capacity", agent.Capacity, 1, 100);
            Unique(faults, $"{field}.Memberships", agent.Memberships.Select(m => m.QueueId));
            foreach (var member in agent.Memberships)
            {
                Known(faults, $"{field}.Memberships.QueueId", member.QueueId, queues.Keys);
                Range(faults, $"{field}.Memberships[{member.QueueId}].Priority", member.Priority, 1, 9);
                Range(faults, $"{field}.Memberships[{member.QueueId}].Rank", member.Rank, 0, 1_000);
                Range(faults, $"{field}.Memberships[{member.QueueId}].MaxSessions", member.MaxSessions ?? 1, 1, 100);
                // At the guarantee the session is overdue: whoever may serve it at all must be reachable by then.
                var most = queues.TryGetValue(member.QueueId, out var queue) ? queue.ServiceGuaranteeSeconds - 1 : 86_400;
                Range(faults, $"{field}.Memberships[{member.QueueId}].DelaySeconds", member.DelaySeconds, 0, most);
            }
        }
    }

    private static void CheckAgentSettings(List<string> faults, AgentSettings settings)
    {
        Range(faults, "AgentSettings.GraceSeconds", settings.GraceSeconds, 1, 3_600);
        Range(faults, "AgentSettings.TellVisitorAfterSeconds", settings.TellVisitorAfterSeconds, 0, settings.GraceSeconds - 1);
        Range(faults, "AgentSettings.MissLimit", settings.MissLimit, 1, 100);
        Range(faults, "AgentSettings.HoldDownLosses", settings.HoldDownLosses, 1, 100);
        Range(faults, "AgentSettings.HoldDownWindowSeconds", settings.HoldDownWindowSeconds, 1, 86_400);
        Range(faults, "AgentSettings.HoldDownSeconds", settings.HoldDownSeconds, 1, 3_600);
    }

    internal static void Unique(List<string> faults, string field, IEnumerable<string> ids)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(g => g.Count() > 1))
        {
            faults.Add($"{field} {twice.Key}: given {twice.Count()} times");
        }
    }

    internal static void Known(List<string> faults, string field, string id, ICollection<string> known)
    {
        if (!known.Contains(id))
        {
            faults.Add($"{field} {id}: does not exist");
        }
    }
}
