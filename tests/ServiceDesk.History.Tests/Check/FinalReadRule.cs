using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-1, INV-2, INV-4, INV-5 at the end: every acknowledged message is in every final read under its place with its words, no
/// message twice, places 1 … n, and nothing that nobody sent.
/// </summary>
internal sealed class FinalReadRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<MessageId, (string Hash, long Seq)> _sent = [];
    private readonly Dictionary<(string Reader, string Conversation), FinalRead> _reads = [];
    private readonly Dictionary<string, long> _heads = [];

    public override void See(HistoryEvent e)
    {
        switch (e)
        {
            case { Op: Ops.Send, K: Happened.Invoke }:
                _sent.TryAdd(Id(e), (e.V!.Hash!, 0));
                break;
            case { Op: Ops.Send, K: Happened.Ok }:
                _sent[Id(e)] = (_sent[Id(e)].Hash, e.V!.Seq!.Value);
                break;
            case { Op: Ops.FinalEvent }:
                Found(e);
                break;
            case { Op: Ops.FinalHead }:
                _heads[e.Key] = e.V!.Seq!.Value;
                break;
            case { Op: Ops.FinalStore } when e.V!.Code != "ok":
                Violated("INV-1", $"the database's own check says {e.V.Code}");
                break;
        }
    }

    public override void End()
    {
        var readers = _reads.ToLookup(r => r.Key.Conversation);
        foreach (var (id, (hash, seq)) in _sent.Where(s => s.Value.Seq > 0))
        {
            if (!readers[id.Conversation].Any())
            {
                Violated("INV-1", $"{id.Conversation} is in no final read");
            }

            foreach (var ((reader, _), read) in readers[id.Conversation])
            {
                if (!read.Messages.TryGetValue((id.Sender, id.Id), out var found))
                {
                    Violated("INV-1", $"{id.Conversation}: {id.Id} of {id.Sender} was acknowledged as {seq} and is not read by {reader}");
                }
                else if (found != (seq, hash))
                {
                    Violated("INV-1", $"{id.Conversation}: {id.Id} was acknowledged as {seq} with {hash}, {reader} reads {found.Seq} with {found.Hash}");
                }
            }
        }

        foreach (var ((reader, conversation), read) in _reads)
        {
            if (_heads.TryGetValue(conversation, out var head) && read.Last != head)
            {
                Violated("INV-4", $"{conversation}: the head is {head}, {reader} reads up to {read.Last}");
            }
        }
    }

    private void Found(HistoryEvent e)
    {
        var read = _reads.TryGetValue((e.P, e.Key), out var held) ? held : _reads[(e.P, e.Key)] = new FinalRead();
        var seq = e.V!.Seq!.Value;
        if (seq != read.Last + 1)
        {
            Violated("INV-4", $"{e.Key}: {e.P} reads {seq} right after {read.Last}");
        }

        read.Last = seq;
        if (e.V.Id is null || e.V.Type != "message")
        {
            return;
        }

        var id = Id(e);
        if (!read.Messages.TryAdd((id.Sender, id.Id), (seq, e.V.Hash!)))
        {
            Violated("INV-2", $"{e.Key}: {e.P} reads {id.Id} of {id.Sender} twice, the second time as {seq}");
        }

        // What bots say nobody of the history sent.
        if (!id.Sender.StartsWith("bot:", StringComparison.Ordinal) && !_sent.ContainsKey(id))
        {
            Violated("INV-5", $"{e.Key}: {e.P} reads {id.Id} of {id.Sender}, which nobody sent");
        }
    }

    private static MessageId Id(HistoryEvent e) => new(e.Key, e.V!.Sender!, Guid.Parse(e.V.Id!));

    private sealed class FinalRead
    {
        public long Last { get; set; }

        public Dictionary<(string Sender, Guid Id), (long Seq, string Hash)> Messages { get; } = [];
    }
}
