namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// Who of the eligible agents is rung. Preferred skills go before it; the last of all comparisons are the last offer, the
/// earlier one first, and the id.
/// </summary>
public enum AgentPolicy
{
    /// <summary>Units taken ÷ capacity, the least first.</summary>
    LeastLoaded,

    /// <summary>Who has had nothing to do for the longest time, counted from coming online at the earliest; the busy ones last.</summary>
    LongestIdle,

    /// <summary>Everybody in turn, by the last offer.</summary>
    RoundRobin,

    /// <summary>The sum of the levels in the skills asked for, the greatest first, then as <see cref="LeastLoaded"/>.</summary>
    MostSkilled,

    /// <summary>Units taken ÷ capacity, the most first: the others stay free.</summary>
    FillFirst,

    /// <summary><see cref="Membership.Rank"/>, the smallest first, then as <see cref="LeastLoaded"/>.</summary>
    Ranked,
}
