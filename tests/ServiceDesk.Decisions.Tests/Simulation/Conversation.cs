using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>The row of one conversation and its log, as the message path and the router's commits write them.</summary>
internal sealed class Conversation(long id, string visitor)
{
    public const string System = "system";

    private readonly List<Said> log = [];
    private readonly Dictionary<(string By, long ClientId), long> seqs = [];
    private long countable;

    public long Id => id;

    public string Visitor => visitor;

    public string? Responder { get; set; }

    public long? OpenSession { get; set; }

    public WaitingOn WaitingOn { get; private set; }

    public DateTimeOffset? WaitingSince { get; private set; }

    public long LastPublicSeq { get; private set; }

    /// <summary>The agent who serves has not written yet.</summary>
    public bool FirstReplyDue { get; private set; }

    /// <summary>Grows with each write: a transaction that read another one conflicts.</summary>
    public int Revision { get; private set; }

    /// <summary>How many rows of the outbox are about it.</summary>
    public int Sent { get; set; }

    public IReadOnlyList<Said> Log => log;

    /// <summary>The visitor's read mark: the position, and how many countable messages lie before it.</summary>
    public (long Seq, long Count) Read { get; private set; }

    public long Unread => countable - Read.Count;

    public ConversationFacts Facts(DateTimeOffset now) => new(WaitingOn, WaitingSince ?? now, LastPublicSeq);

    public long? SeqOf(string by, long clientId) => seqs.TryGetValue((by, clientId), out var seq) ? seq : null;

    public void Begin(long session)
    {
        OpenSession = session;
        LetNobodyOwe();
        Note();
    }

    public void Assign()
    {
        FirstReplyDue = true;
        Revision++;
        if (WaitingOn == WaitingOn.Visitor)
        {
            LetNobodyOwe();
        }
    }

    public void Note() => Append(System, 0);

    public bool TakeFirstReply()
    {
        var was = FirstReplyDue;
        FirstReplyDue = false;
        return was;
    }

    public long Say(string by, long clientId, DateTimeOffset at)
    {
        Append(by, clientId);
        seqs[(by, clientId)] = log.Count;
        (WaitingOn, WaitingSince, LastPublicSeq) = (by == visitor ? WaitingOn.Service : WaitingOn.Visitor, at, log.Count);
        countable += by == visitor ? 0 : 1;
        return log.Count;
    }

    public void MarkRead(long upTo)
    {
        if (upTo > Read.Seq)
        {
            Read = (upTo, log.Take((int)upTo).Count(s => s.By != visitor && s.By != System));
        }
    }

    private void LetNobodyOwe()
    {
        (WaitingOn, WaitingSince) = (WaitingOn.Nobody, null);
        Revision++;
    }

    private void Append(string by, long clientId)
    {
        log.Add(new Said(log.Count + 1, by, clientId));
        Revision++;
    }
}

internal readonly record struct Said(long Seq, string By, long ClientId);
