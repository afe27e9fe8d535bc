namespace ServiceDesk.Decisions.Configuration;

/// <summary>Names, addresses and amounts: what other systems, columns and people can cope with.</summary>
internal static class FormatChecks
{
    private const int LongestName = 100;
    private const int MostItems = 1_000;
    private const int MostAgents = 20_000;
    private const int MostDates = 2_000;
    private const int MostRules = 200;
    private const int MostSteps = 50;

    public static void Check(FaultList faults, Desk desk)
    {
        faults.Count("agents", desk.Agents.Count, MostAgents);
        foreach (var agent in desk.Agents)
        {
            faults.Text(FormattableString.Invariant($"agents[{agent.Id}].name"), agent.Name, LongestName);
        }

        Named(faults, "skills", [.. desk.Skills.Select(s => (s.Id, s.Name))]);
        Named(faults, "queues", [.. desk.Queues.Select(q => (q.Id, q.Name))]);
        Named(faults, "channels", [.. desk.Channels.Select(c => (c.Id, c.Id))]);
        Named(faults, "entryPoints", [.. desk.EntryPoints.Select(e => (e.Key, e.Name))]);
        Named(faults, "contentRules", [.. desk.ContentRules.Select(r => (r.Id, r.Name))]);
        Named(faults, "schedules", [.. desk.Schedules.Select(s => (s.Id, s.Id))]);
        foreach (var schedule in desk.Schedules)
        {
            Check(faults, $"schedules[{schedule.Id}]", schedule);
        }

        foreach (var queue in desk.Queues)
        {
            faults.Count($"queues[{queue.Id}].overflow", queue.Overflow.Count, MostSteps);
        }

        foreach (var entry in desk.EntryPoints)
        {
            Check(faults, $"entryPoints[{entry.Key}]", entry, desk);
        }
    }

    private static void Named(FaultList faults, string items, List<(string Id, string Name)> all)
    {
        faults.Count(items, all.Count, MostItems);
        foreach (var (id, name) in all)
        {
            faults.Id($"{items}[{id}]", id);
            if (name != id)
            {
                faults.Text($"{items}[{id}].name", name, LongestName);
            }
        }
    }

    private static void Check(FaultList faults, string item, Schedule schedule)
    {
        faults.Count($"{item}.weekly", schedule.Weekly.Count, MostSteps);
        faults.Count($"{item}.overrides", schedule.Overrides.Count, MostDates);
        faults.Count($"{item}.holidays", schedule.Holidays.Count, MostDates);
    }

    private static void Check(FaultList faults, string item, EntryPoint entry, Desk desk)
    {
        faults.Id($"{item}.publicKey", entry.PublicKey);
        faults.Id($"{item}.channel", entry.Channel, longest: 20);
        if (entry.BotId is { } bot)
        {
            faults.Id($"{item}.botId", bot);
        }

        faults.Count($"{item}.allowedSites", entry.AllowedSites.Count, MostItems);
        foreach (var site in entry.AllowedSites.Where(s => !IsOrigin(s)))
        {
            faults.Add($"{item}.allowedSites", site[..Math.Min(site.Length, LongestName)], FaultCodes.Format, "must be an origin: https://host, perhaps with a port, and nothing after it");
        }

        faults.Count($"{item}.rules", entry.Rules.Count, MostRules);
        foreach (var rule in entry.Rules)
        {
            faults.Id($"{item}.rules[{rule.Id}]", rule.Id);
            if (rule.Sentence is { } sentence)
            {
                faults.Text($"{item}.rules[{rule.Id}].sentence", sentence, 200);
            }

            if (rule.When is { } when)
            {
                ConditionChecks.Check(faults, $"{item}.rules[{rule.Id}].when", when, desk);
            }
        }
    }

    // As browsers write it in the Origin header.
    private static bool IsOrigin(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.GetLeftPart(UriPartial.Authority) == site;
}
