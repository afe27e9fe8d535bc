using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Check;

/// <summary>
/// INV-16 and the promise that no reader lacks anything for long: after the healing every client's first word is answered within 10 s,
/// and what is acknowledged is shown to everybody who reads there within 5 s. Time in which the recorder itself did not run does
/// not count.
/// </summary>
internal sealed class LivenessRule(ICollection<Violation> violations) : Rule(violations)
{
    private const long Second = 1_000_000_000;
    private const long Answered = 10 * Second;
    private const long Shown = 5 * Second;
    private const long Tick = Second;

    private readonly List<(long From, long To)> _stalls = [];
    private readonly Dictionary<string, HashSet<string>> _readers = [];
    private readonly Dictionary<(string Conversation, long Seq), long> _acked = [];
    private readonly Dictionary<(string Process, string Conversation), SortedList<long, long>> _shown = [];
    private readonly Dictionary<string, long> _firstTry = [];
    private readonly HashSet<string> _heard = [];
    private readonly List<(string Process, long From, long To)> _firstAnswers = [];
    private long _healed = long.MaxValue;
    private long _tick;
    private long _end;

    public override void See(HistoryEvent e)
    {
        _end = e.T;
        if (e.Op == Ops.Tick)
        {
            if (e.T - _tick > Tick)
            {
                _stalls.Add((_tick, e.T));
            }

            _tick = e.T;
        }
        else if (e.Op == Ops.Healed)
        {
            _healed = e.T;
        }
        else if (e.Op == Ops.Join && e.V?.Is == true)
        {
            (_readers.TryGetValue(e.Key, out var held) ? held : _readers[e.Key] = []).Add(e.P);
        }
        else if (e.T > _healed)
        {
            After(e);
        }
    }

    public override void End()
    {
        foreach (var (process, from, to) in _firstAnswers.Where(a => Counted(a.From, a.To) > Answered))
        {
            Violated("INV-16", $"{process} got its first answer {Counted(from, to) / Second} s after the healing");
        }

        foreach (var (process, from) in _firstTry.Where(t => !_heard.Contains(t.Key)))
        {
            Violated("INV-16", $"{process} got no answer within {Counted(from, _end) / Second} s after the healing");
        }

        foreach (var ((conversation, seq), at) in _acked)
        {
            foreach (var process in _readers.GetValueOrDefault(conversation) ?? [])
            {
                var shown = _shown.TryGetValue((process, conversation), out var held) && held.TryGetValue(seq, out var then) ? then : _end;
                if (Counted(at, shown) > Shown)
                {
                    Violated("INV-16", $"{process} lacked {seq} of {conversation} for {Counted(at, shown) / Second} s");
                }
            }
        }
    }

    private void After(HistoryEvent e)
    {
        if (e.Op == Ops.Deliver)
        {
            (_shown.TryGetValue((e.P, e.Key), out var held) ? held : _shown[(e.P, e.Key)] = []).TryAdd(e.V!.Seq!.Value, e.T);
        }
        else if (e is { Op: Ops.Send, K: Happened.Invoke })
        {
            _firstTry.TryAdd(e.P, e.T);
        }
        else if (e is { Op: Ops.Send, K: Happened.Ok or Happened.Fail } && _firstTry.TryGetValue(e.P, out var from))
        {
            if (_heard.Add(e.P))
            {
                _firstAnswers.Add((e.P, from, e.T));
            }

            if (e.K == Happened.Ok)
            {
                _acked.TryAdd((e.Key, e.V!.Seq!.Value), e.T);
            }
        }
    }

    private long Counted(long from, long to) =>
        to - from - _stalls.Sum(s => Math.Max(0, Math.Min(s.To, to) - Math.Max(s.From, from)));
}
