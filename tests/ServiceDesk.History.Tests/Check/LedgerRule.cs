using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>INV-15: the ledger's numbers have no gap, and each answered command stands in it once.</summary>
internal sealed class LedgerRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<string, string> _answered = [];
    private readonly Dictionary<string, int> _rows = [];
    private long _last;

    public override void See(HistoryEvent e)
    {
        if (Ops.IsCommand(e.Op) && e.K == Happened.Ok)
        {
            _answered[e.V!.Id!] = $"{e.Op} of {e.P}";
        }
        else if (e.Op == Ops.FinalCommand)
        {
            if (e.V!.Seq != _last + 1)
            {
                Violated("INV-15", $"the ledger has {e.V.Seq} right after {_last}");
            }

            _last = e.V.Seq!.Value;
            if (e.V.Id is { } id)
            {
                _rows[id] = _rows.GetValueOrDefault(id) + 1;
            }
        }
    }

    public override void End()
    {
        foreach (var (id, what) in _answered.Where(a => _rows.GetValueOrDefault(a.Key) != 1))
        {
            Violated("INV-15", $"{what}, {id}, was answered and stands in the ledger {_rows.GetValueOrDefault(id)} times");
        }
    }
}
