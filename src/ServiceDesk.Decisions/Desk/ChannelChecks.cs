namespace ServiceDesk.Decisions.Configuration;

/// <summary>Channels and what single agents take of them.</summary>
internal static class ChannelChecks
{
    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("channels", desk.Channels.Select(c => c.Id));
        var channels = desk.Channels.Select(c => c.Id).ToHashSet();
        foreach (var channel in desk.Channels)
        {
            faults.Range($"channels[{channel.Id}].weight", channel.Weight, 1, 100);
            faults.Range($"channels[{channel.Id}].maxPerAgent", channel.MaxPerAgent ?? 1, 1, 100);
            faults.Range($"channels[{channel.Id}].replyWindowSeconds", channel.ReplyWindowSeconds ?? 60, 60, 31_536_000);
        }

        foreach (var agent in desk.Agents.Where(a => a.ChannelLimits.Count > 0))
        {
            var item = FormattableString.Invariant($"agents[{agent.Id}].channelLimits");
            faults.Unique(item, agent.ChannelLimits.Select(l => l.ChannelId));
            foreach (var limit in agent.ChannelLimits)
            {
                faults.Known($"{item}[{limit.ChannelId}].channelId", limit.ChannelId, channels);
                faults.Range($"{item}[{limit.ChannelId}].maxSessions", limit.MaxSessions, 0, 100);
            }
        }
    }
}
