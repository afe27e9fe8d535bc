using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>Who a message is: nothing else has the same three.</summary>
internal readonly record struct MessageId(string Conversation, string Sender, Guid Id);

/// <summary>
/// INV-2, INV-3, INV-4, INV-5 while it happens: one place per message and one message per place, the order of real time, and readers
/// who are shown each event once, in order, without a hole, and only where they may read.
/// </summary>
internal sealed class MessageRule(ICollection<Violation> violations) : Rule(violations)
{
    private readonly Dictionary<MessageId, Sent> _sent = [];
    private readonly Dictionary<string, long> _highest = [];
    private readonly Dictionary<(string Conversation, long Seq), (string Sender, Guid Id, string? Hash)> _places = [];
    private readonly Dictionary<(string Process, string Conversation), long> _shown = [];
    private readonly HashSet<(string Process, string Conversation)> _mayRead = [];

    public override void See(HistoryEvent e)
    {
        switch (e)
        {
            case { Op: Ops.Send, K: Happened.Invoke }:
                Invoked(e);
                break;
            case { Op: Ops.Send, K: Happened.Ok }:
                Acked(e);
                break;
            case { Op: Ops.Join }:
                _mayRead.Add((e.P, e.Key));
                break;
            case { Op: Ops.Deliver }:
                Shown(e);
                break;
        }
    }

    private void Invoked(HistoryEvent e)
    {
        var id = new MessageId(e.Key, e.V!.Sender!, Guid.Parse(e.V.Id!));
        // A repeat under the same id is the same message: it counts from its first try.
        _sent.TryAdd(id, new Sent(_highest.GetValueOrDefault(e.Key), e.V.Hash!));
    }

    private void Acked(HistoryEvent e)
    {
        var seq = e.V!.Seq!.Value;
        var id = new MessageId(e.Key, e.V.Sender!, Guid.Parse(e.V.Id!));
        var sent = _sent[id];
        if (sent.Seq > 0 && sent.Seq != seq)
        {
            Violated("INV-2", $"{e.Key}: {e.V.Id} of {e.V.Sender} was acknowledged as {sent.Seq} and as {seq}");
        }

        if (sent.Seq == 0 && seq <= sent.Floor)
        {
            Violated("INV-3", $"{e.Key}: {e.V.Id} got {seq}, though {sent.Floor} was acknowledged before it was sent");
        }

        sent.Seq = seq;
        _highest[e.Key] = Math.Max(_highest.GetValueOrDefault(e.Key), seq);
        Take(e.Key, seq, id.Sender, id.Id, sent.Hash, "acknowledged");
    }

    private void Shown(HistoryEvent e)
    {
        var seq = e.V!.Seq!.Value;
        if (!_mayRead.Contains((e.P, e.Key)))
        {
            Violated("INV-5", $"{e.P} was shown {seq} of {e.Key}, which it may not read");
        }

        var last = _shown.GetValueOrDefault((e.P, e.Key));
        if (seq <= last)
        {
            Violated("INV-2", $"{e.P} was shown {seq} of {e.Key} after {last}");
        }
        else if (seq > last + 1)
        {
            Violated("INV-4", $"{e.P} was shown {seq} of {e.Key} right after {last}");
        }

        _shown[(e.P, e.Key)] = Math.Max(last, seq);
        Take(e.Key, seq, e.V.Sender!, e.V.Id is { } id ? Guid.Parse(id) : Guid.Empty, e.V.Hash, $"shown to {e.P}");
    }

    private void Take(string conversation, long seq, string sender, Guid id, string? hash, string how)
    {
        if (!_places.TryGetValue((conversation, seq), out var held))
        {
            _places[(conversation, seq)] = (sender, id, hash);
        }
        else if (held != (sender, id, hash))
        {
            Violated("INV-3", $"{conversation}: {seq} is {held.Id} of {held.Sender}, and {id} of {sender} as {how}");
        }
    }

    private sealed class Sent(long floor, string hash)
    {
        public long Floor => floor;

        public string Hash => hash;

        public long Seq { get; set; }
    }
}
