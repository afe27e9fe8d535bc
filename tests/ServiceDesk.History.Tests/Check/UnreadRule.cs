using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-10: n at any seq, and so what is unread, is the count of messages up to there, whenever a server tells it. INV-11: a reader's mark
/// never goes back and never beyond the head.
/// </summary>
internal sealed class UnreadRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<(string Person, string Conversation), Told> _last = [];
    private readonly List<(string Who, string Conversation, Told Told)> _told = [];
    private readonly Dictionary<string, List<long>> _counts = [];

    public override void See(HistoryEvent e)
    {
        switch (e)
        {
            case { Op: Ops.Unread, K: Happened.Ok } or { Op: Ops.FinalMember }:
                Heard(e);
                break;
            case { Op: Ops.FinalEvent, P: "database" }:
                var counts = _counts.TryGetValue(e.Key, out var held) ? held : _counts[e.Key] = [0];
                counts.Add(counts[^1] + (e.V!.Type == "message" ? 1 : 0));
                break;
        }
    }

    public override void End()
    {
        foreach (var (who, conversation, told) in _told)
        {
            Judge(who, conversation, "n", told.Seq, told.N);
            Judge(who, conversation, "the mark's n", told.ReadSeq, told.ReadN);
        }
    }

    private void Heard(HistoryEvent e)
    {
        var now = new Told(e.V!.Seq!.Value, e.V.N!.Value, e.V.ReadSeq!.Value, e.V.ReadN!.Value);
        var who = e.V.Sender!;
        if (now.ReadSeq > now.Seq)
        {
            Violated("INV-11", $"{who} has read up to {now.ReadSeq} of {e.Key}, whose head is {now.Seq}");
        }

        if (now.ReadN > now.N)
        {
            Violated("INV-10", $"{who} has {now.N - now.ReadN} unread in {e.Key}");
        }

        if (_last.TryGetValue((who, e.Key), out var before) && now.ReadSeq < before.ReadSeq)
        {
            Violated("INV-11", $"{who} had read up to {before.ReadSeq} of {e.Key} and now up to {now.ReadSeq}");
        }

        _last[(who, e.Key)] = now;
        _told.Add((who, e.Key, now));
    }

    private void Judge(string who, string conversation, string what, long seq, long n)
    {
        if (_counts.TryGetValue(conversation, out var counts) && seq < counts.Count && counts[(int)seq] != n)
        {
            Violated("INV-10", $"{who} was told {what} = {n} at {seq} of {conversation}, and there are {counts[(int)seq]} messages up to there");
        }
    }

    private readonly record struct Told(long Seq, long N, long ReadSeq, long ReadN);
}
