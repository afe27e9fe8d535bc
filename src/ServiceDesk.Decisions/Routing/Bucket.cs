using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The waiting sessions of one signature: the same queue, channel and needs, hence the same agents.</summary>
internal sealed class Bucket(string signature, string queueId, string channelId, IReadOnlyList<Requirement> requirements)
{
    private IReadOnlyList<int> delays = [];
    private Dictionary<AgentProfile, Server> byProfile = [];

    public string Signature => signature;

    public string QueueId => queueId;

    public string ChannelId => channelId;

    public IReadOnlyList<Requirement> Requirements => requirements;

    /// <summary>Everybody who could ever serve it, the best fit first, then by rank.</summary>
    public IReadOnlyList<Server> Servers { get; private set; } = [];

    /// <summary>The distinct delays of the servers' memberships, ascending, in seconds.</summary>
    public IReadOnlyList<int> Delays => delays;

    /// <summary>Who waits here, rung or not.</summary>
    public SortedSet<LinePlace> Everybody { get; } = [];

    /// <summary>Those for whom nobody is rung at the moment.</summary>
    public SortedSet<LinePlace> Unoffered { get; } = [];

    /// <summary>Those of <see cref="Unoffered"/> who exclude somebody.</summary>
    public SortedSet<LinePlace> Excluding { get; } = [];

    public bool IsServable => Servers.Count > 0;

    public void Serve(AgentPools pools)
    {
        Servers = [.. pools.Compatible(queueId, requirements).OrderByDescending(s => s.Fit).ThenBy(s => s.Rank)];
        byProfile = Servers.ToDictionary(s => s.Profile);
        delays = [.. Servers.Select(s => s.Membership.DelaySeconds).Distinct().Order()];
        foreach (var server in Servers)
        {
            server.Profile.Buckets.Add((this, server.Membership));
        }
    }

    /// <summary>What an agent of the profile is to this bucket, or null when that is nothing.</summary>
    public Server? ServerOf(AgentProfile? profile) =>
        profile is not null && byProfile.TryGetValue(profile, out var server) ? server : null;

    public void Add(SessionState session)
    {
        var place = QueueLine.PlaceOf(session);
        Everybody.Add(place);
        if (session.Status == SessionStatus.Queued)
        {
            Unoffered.Add(place);
            if (session.Exclusions.Count > 0)
            {
                Excluding.Add(place);
            }
        }
    }

    public void Remove(LinePlace place)
    {
        Everybody.Remove(place);
        Unoffered.Remove(place);
        Excluding.Remove(place);
    }
}

/// <param name="Fit">How well the profile suits beyond what is mandatory; the greatest goes first.</param>
/// <param name="Rank">For a queue that ranks its agents, the membership's; else 0.</param>
internal readonly record struct Server(AgentProfile Profile, Membership Membership, int Fit, int Rank);
