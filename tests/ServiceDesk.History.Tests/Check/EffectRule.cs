using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-9: each effect that was committed as wanted is done and recorded by its consumer; each ended segment whose visitor is to be asked
/// has one survey and one invitation; each acknowledged rating is the one that is stored.
/// </summary>
internal sealed class EffectRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<(long Session, long Segment), int> _surveys = [];
    private readonly Dictionary<(long Session, long Segment), int> _invitations = [];
    private readonly Dictionary<(long Session, long Segment), int> _due = [];
    private readonly HashSet<string> _answers = [];
    private readonly Dictionary<string, string> _rated = [];

    public override void See(HistoryEvent e)
    {
        switch (e)
        {
            case { Op: Ops.FinalOutbox }:
                Judge(e.V!);
                break;
            case { Op: Ops.FinalSurvey }:
                Count(_surveys, e.V!);
                _answers.Add(e.V!.Id ?? "");
                break;
            case { Op: Ops.FinalEvent, P: "database", V.Type: "survey" }:
                Count(_invitations, e.V!);
                break;
            case { Op: Ops.Rate, K: Happened.Ok }:
                _rated[e.V!.Id!] = e.Key;
                break;
        }
    }

    public override void End()
    {
        foreach (var (key, wanted) in _due)
        {
            if (_surveys.GetValueOrDefault(key) != 1 || _invitations.GetValueOrDefault(key) != 1 || wanted != 1)
            {
                Violated(
                    "INV-9",
                    $"session {key.Session}, segment {key.Segment}: asked for {wanted} times, {_surveys.GetValueOrDefault(key)} surveys, {_invitations.GetValueOrDefault(key)} invitations");
            }
        }

        foreach (var key in _invitations.Keys.Except(_due.Keys))
        {
            Violated("INV-9", $"session {key.Session}, segment {key.Segment}: an invitation that nobody asked for");
        }

        foreach (var (id, session) in _rated.Where(r => !_answers.Contains(r.Key)))
        {
            Violated("INV-9", $"{session}: the rating {id} was acknowledged and is not stored");
        }
    }

    private void Judge(HistoryValue row)
    {
        if (row.Type == "SurveyDue")
        {
            Count(_due, row);
        }

        if (row.Is != true)
        {
            Violated("INV-9", $"outbox event {row.Id} of kind {row.Type} is {row.Code}");
        }
        else if (row.N != 1)
        {
            Violated("INV-9", $"outbox event {row.Id} of kind {row.Type} counts as done and {row.N} consumers recorded it");
        }
    }

    private static void Count(Dictionary<(long Session, long Segment), int> counts, HistoryValue value)
    {
        var key = (value.Session!.Value, value.Count!.Value);
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
