namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Virtual time in milliseconds, and what happens when. What is due at one instant happens in the order in which it was planned.</summary>
internal sealed class Agenda
{
    // A run takes some twenty thousand.
    private const int Most = 500_000;

    private readonly PriorityQueue<Action, (long At, long Order)> planned = new();
    private long order;
    private int done;

    public long Now { get; private set; }

    public void In(long milliseconds, Action act) => At(Now + milliseconds, act);

    public void At(long at, Action act) => planned.Enqueue(act, (Math.Max(at, Now), ++order));

    /// <returns>False when nothing is planned until then.</returns>
    public bool RunNext(long until)
    {
        if (!planned.TryPeek(out var act, out var due) || due.At > until)
        {
            return false;
        }

        if (++done > Most)
        {
            throw new SimulationFault($"INV-16: comes to no rest: {Most} things have happened by {due.At} ms");
        }

        planned.Dequeue();
        Now = due.At;
        act();
        return true;
    }
}
