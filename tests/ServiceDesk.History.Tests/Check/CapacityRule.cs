using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-7: after each committed event of the ledger no agent has more than the capacity, but for what the ledger marks as over it.
/// INV-8: at the end, with everybody back and room for all, nobody waits.
/// </summary>
internal sealed class CapacityRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<long, Dictionary<long, long>> _taken = [];
    private readonly Dictionary<long, long> _excess = [];
    private readonly HashSet<long> _excused = [];
    private readonly HashSet<long> _touched = [];
    private long _capacity = long.MaxValue;
    private long _event;

    public override void See(HistoryEvent e)
    {
        switch (e)
        {
            case { Op: Ops.Run }:
                _capacity = e.V!.Count!.Value;
                break;
            case { Op: Ops.FinalEffect }:
                if (e.V!.Seq != _event)
                {
                    Judge();
                    _event = e.V.Seq!.Value;
                }

                Follow(e.V);
                break;
            case { Op: Ops.FinalSession } when e.V!.Type is "queued" or "offered":
                Violated("INV-8", $"{e.Key} is {e.V.Type} though {e.V.Count} units are free");
                break;
        }
    }

    public override void End() => Judge();

    private void Follow(HistoryValue effect)
    {
        if (effect.Agent is not { } agent)
        {
            return;
        }

        var taken = _taken.TryGetValue(agent, out var held) ? held : _taken[agent] = [];
        switch (effect.Type)
        {
            case "AssignmentOpened" or "AssignmentChanged":
                taken[effect.Session!.Value] = effect.Count ?? 1;
                _touched.Add(agent);
                break;
            case "AssignmentClosed":
                taken.Remove(effect.Session!.Value);
                _touched.Add(agent);
                break;
            case "OverCapacity" or "Reactivated":
                _excused.Add(agent);
                break;
        }
    }

    private void Judge()
    {
        foreach (var agent in _touched)
        {
            var units = _taken[agent].Values.Sum();
            if (units > Math.Max(_capacity, _excess.GetValueOrDefault(agent)) && !_excused.Contains(agent))
            {
                Violated("INV-7", $"agent {agent} has {units} units of {_capacity} after event {_event}");
            }

            // What was marked once may go down again step by step.
            _excess[agent] = units;
        }

        _touched.Clear();
        _excused.Clear();
    }
}
