namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>
/// Chance out of numbers (splitmix64): the same on every machine. Each step of a plan draws from a source of its own, so that
/// leaving a step out changes nothing in the others.
/// </summary>
internal sealed class Draw(ulong state)
{
    public static Draw From(long seed, long step = 0, long use = 0) =>
        new(Mix(Mix(Mix((ulong)seed) + (ulong)step) + (ulong)use));

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Of<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    private ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
