using System.Runtime.CompilerServices;

using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Routing;

/// <summary>
/// What a desk comes to in a core before anybody attends: its items by id, and its agents by profile. Whoever prepares a
/// publication works it out, and the writer finds it done between two commands.
/// </summary>
internal sealed class PreparedDesk
{
    private static readonly ConditionalWeakTable<Desk, PreparedDesk> Known = [];

    private PreparedDesk(Desk desk)
    {
        Index = new DeskIndex(desk);
        Pools = new AgentPools(Index);
    }

    public DeskIndex Index { get; }

    public AgentPools Pools { get; }

    public static void Prepare(Desk desk) => Known.GetValue(desk, d => new PreparedDesk(d));

    /// <summary>What was prepared of this instance, or else worked out now. It belongs to the caller, who changes it: the next one gets another.</summary>
    public static PreparedDesk Take(Desk desk)
    {
        if (Known.TryGetValue(desk, out var prepared) && Known.Remove(desk))
        {
            return prepared;
        }

        return new PreparedDesk(desk);
    }
}
