using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>Agents, what they serve and how much of it.</summary>
internal static class AgentChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("agents", desk.Agents.Select(a => a.Id.ToString(CultureInfo.InvariantCulture)));
        var queues = desk.Queues.DistinctBy(q => q.Id).ToDictionary(q => q.Id);
        foreach (var agent in desk.Agents)
        {
            var item = FormattableString.Invariant($"agents[{agent.Id}]");
            faults.Range($"{item}.capacity", agent.Capacity, 1, 100);
            faults.Unique($"{item}.memberships", agent.Memberships.Select(m => m.QueueId));
            foreach (var member in agent.Memberships)
            {
                Check(faults, $"{item}.memberships[{member.QueueId}]", member, queues);
            }
        }
    }

    private static void Check(FaultList faults, string item, Membership member, Dictionary<string, Queue> queues)
    {
        faults.Known($"{item}.queueId", member.QueueId, queues.Keys);
        faults.Range($"{item}.priority", member.Priority, 1, 9);
        faults.Range($"{item}.rank", member.Rank, 0, 1_000);
        faults.Range($"{item}.maxSessions", member.MaxSessions ?? 1, 1, 100);
        // At the guarantee the session is overdue: whoever may serve it at all must be reachable by then.
        if (queues.GetValueOrDefault(member.QueueId) is { } queue && member.DelaySeconds >= queue.ServiceGuaranteeSeconds)
        {
            faults.Range($"{item}.delaySeconds", member.DelaySeconds, 0, queue.ServiceGuaranteeSeconds - 1, FaultCodes.DelayBeyondGuarantee);
        }
        else
        {
            faults.Range($"{item}.delaySeconds", member.DelaySeconds, 0, 86_400);
        }
    }
}
