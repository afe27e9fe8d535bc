using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>What a history must not hold.</summary>
/// <param name="Invariant"><c>INV-1</c> … <c>INV-16</c>.</param>
public sealed record Violation(string Invariant, string What);

/// <summary>One or more invariants, judged in one pass over the lines.</summary>
internal abstract class Rule(ICollection<Violation> violations)
{
    private const int Most = 20;
    private readonly Dictionary<string, int> _told = [];

    /// <summary>Each line in its order.</summary>
    public abstract void See(HistoryEvent e);

    /// <summary>After the last line.</summary>
    public virtual void End()
    {
    }

    /// <summary>The first ones of each invariant; a thousand more say nothing new.</summary>
    protected void Violated(string invariant, string what)
    {
        var told = _told[invariant] = _told.GetValueOrDefault(invariant) + 1;
        if (told <= Most)
        {
            violations.Add(new Violation(invariant, what));
        }
    }
}
