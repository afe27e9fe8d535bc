using System.Diagnostics.CodeAnalysis;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The waiting sessions of one signature: the same queues, channel and needs, hence the same agents.</summary>
internal sealed class Bucket
{
    private readonly IReadOnlyList<string> queues;
    private readonly IReadOnlyList<Requirement> requirements;
    private AgentPools pools;
    private List<FreeProfiles> free = [];
    // Worked out when somebody asks: another desk is not to wait for every bucket.
    private List<Server>? servers;
    private List<int>? delays;
    private int? members;

    public Bucket(string signature, IReadOnlyList<string> queues, string channelId, IReadOnlyList<Requirement> requirements, AgentPools pools)
    {
        (this.queues, this.requirements) = (queues, requirements);
        (Signature, ChannelId) = (signature, channelId);
        Serve(pools);
    }

    public string Signature { get; }

    /// <summary>Where they wait.</summary>
    public string QueueId => queues[0];

    /// <summary>Whose agents may take them, the one they wait in first.</summary>
    public IReadOnlyList<string> Queues => queues;

    public string ChannelId { get; }

    public IReadOnlyList<Requirement> Requirements => requirements;

    /// <summary>Everybody who could ever serve it, the best fit first, then by rank.</summary>
    public List<Server> Servers => servers ??=
    [
        .. from profile in pools.MembersOf(queues)
           let server = ServerOf(profile)
           where server is not null
           orderby server.Value.Fit descending, server.Value.Rank
           select server.Value,
    ];

    /// <summary>False when no member of its queues can take one more session: then none of the servers need be asked.</summary>
    public bool MayFindSomebody
    {
        get
        {
            foreach (var profiles in free)
            {
                if (profiles.Count > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>How many agents belong to its queues, whatever their skills.</summary>
    public int Members => members ??= pools.MembersOf(queues).Sum(p => p.Members.Count);

    /// <summary>The distinct delays of the servers' memberships, ascending, in seconds.</summary>
    public List<int> Delays => delays ??= [.. Servers.Select(s => s.Membership.DelaySeconds).Distinct().Order()];

    /// <summary>Who waits here, rung or not.</summary>
    public SortedSet<LinePlace> Everybody { get; } = [];

    /// <summary>Those for whom nobody is rung at the moment and anybody may be, by tier.</summary>
    public List<SortedSet<LinePlace>> Unoffered { get; } = [.. Enumerable.Range(0, Tiers.Count).Select(_ => new SortedSet<LinePlace>())];

    /// <summary>Those for whom nobody is rung and who exclude somebody.</summary>
    public SortedSet<LinePlace> Excluding { get; } = [];

    /// <summary>Those for whom nobody is rung and whose next step depends on the queue or its agents, by that step.</summary>
    public SortedDictionary<int, SortedSet<LinePlace>> Watching { get; } = [];

    /// <summary>Nobody of the servers is online and firmly connected.</summary>
    public bool IsDeserted => Servers.All(s => s.Profile.Attending.Count == 0);

    public bool IsServable => servers is not null ? servers.Count > 0 : pools.MembersOf(queues).Any(p => ServerOf(p) is not null);

    /// <summary>Other pools hold.</summary>
    [MemberNotNull(nameof(pools))]
    public void Serve(AgentPools next)
    {
        pools = next;
        (servers, delays, members) = (null, null, null);
        free = [.. queues.Select(pools.FreeProfiles)];
        // Steps are counted along the ladder of before; whoever watches one is put there anew.
        Watching.Clear();
    }

    /// <summary>What an agent of the profile is to this bucket, or null when that is nothing.</summary>
    public Server? ServerOf(AgentProfile? profile) => profile is null ? null : pools.ServerOf(profile, queues, requirements);

    public void Add(SessionState session)
    {
        var place = QueueLine.PlaceOf(session);
        Everybody.Add(place);
        if (session.Status == SessionStatus.Queued)
        {
            if (session.StickyUntil is null)
            {
                Unoffered[place.Tier].Add(place);
            }

            if (session.Exclusions.Count > 0)
            {
                Excluding.Add(place);
            }
        }
    }

    /// <param name="step">The step that the session stands before, or null when it does not watch.</param>
    public void Watch(LinePlace place, int? step)
    {
        foreach (var (at, places) in Watching)
        {
            if (at != step && places.Remove(place))
            {
                break;
            }
        }

        if (step is not { } next)
        {
            return;
        }

        if (!Watching.TryGetValue(next, out var watching))
        {
            Watching[next] = watching = [];
        }

        watching.Add(place);
    }

    public void Remove(LinePlace place)
    {
        Everybody.Remove(place);
        Unoffered[place.Tier].Remove(place);
        Watch(place, null);
        Excluding.Remove(place);
    }
}

/// <param name="Fit">How well the profile suits beyond what is mandatory; the greatest goes first.</param>
/// <param name="Rank">For a queue that ranks its agents, the membership's; else 0.</param>
internal readonly record struct Server(AgentProfile Profile, Membership Membership, int Fit, int Rank);
