using ServiceDesk.History.Tests.Check;
using ServiceDesk.History.Tests.Record;
using Shouldly;
using Xunit;

namespace ServiceDesk.History.Tests;

/// <summary>The checker on histories that are written by hand: one that is right, and the same with one thing wrong.</summary>
public sealed class CheckerTests : IDisposable
{
    private const string Talk = "c:1";
    private static readonly string First = Guid.NewGuid().ToString();
    private static readonly string Second = Guid.NewGuid().ToString();

    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string, string> Wrongs => new()
    {
        { "an acknowledged message is in no final read", "INV-1" },
        { "one message under two places", "INV-2" },
        { "a reader sees an event twice", "INV-2" },
        { "two messages under one place", "INV-3" },
        { "a later message before an earlier one", "INV-3" },
        { "a reader misses an event", "INV-4" },
        { "a place is left out", "INV-4" },
        { "a reader sees what is not its own", "INV-5" },
        { "a message that nobody sent", "INV-5" },
        { "an agent writes after leaving", "INV-6" },
        { "four sessions of three", "INV-7" },
        { "a session waits beside a free agent", "INV-8" },
        { "an effect is not done", "INV-9" },
        { "a mark counts wrong", "INV-10" },
        { "a mark goes back", "INV-11" },
        { "an answered command is not in the ledger", "INV-15" },
        { "nobody answers after the healing", "INV-16" },
        { "a reader lacks the last word", "INV-16" },
    };

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_history_without_fault_is_clean() => Judged(Right()).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void One_wrong_thing_is_found(string what, string invariant) =>
        Judged(Spoilt(what)).Select(v => v.Invariant).ShouldContain(invariant);

    // One visitor who says two things, one agent who takes the session and answers nothing.
    private static List<(string P, Happened K, string Op, string Key, HistoryValue? V)> Right() =>
    [
        ("nemesis", Happened.Info, Ops.Run, "", new HistoryValue { Count = 3 }),
        ("v", Happened.Ok, Ops.Join, Talk, new HistoryValue { Is = true }),
        ("v", Happened.Ok, "command.start", "", new HistoryValue { Id = First }),
        ("v", Happened.Invoke, Ops.Send, Talk, Said(First, "one")),
        ("v", Happened.Ok, Ops.Send, Talk, Said(First, "one") with { Seq = 2, N = 1 }),
        ("v", Happened.Ok, Ops.Deliver, Talk, new HistoryValue { Seq = 1, Sender = "system", Hash = "" }),
        ("v", Happened.Ok, Ops.Deliver, Talk, Said(First, "one") with { Seq = 2 }),
        ("v", Happened.Ok, Ops.Unread, Talk, new HistoryValue { Sender = "visitor:1", Seq = 2, N = 1, ReadSeq = 2, ReadN = 1 }),
        ("nemesis", Happened.Info, Ops.Healed, "", null),
        ("v", Happened.Invoke, Ops.Send, Talk, Said(Second, "two")),
        ("v", Happened.Ok, Ops.Send, Talk, Said(Second, "two") with { Seq = 3, N = 2 }),
        ("v", Happened.Ok, Ops.Deliver, Talk, Said(Second, "two") with { Seq = 3 }),
        ("database", Happened.Ok, Ops.FinalStore, "", new HistoryValue { Code = "ok" }),
        ("database", Happened.Ok, Ops.FinalEvent, Talk, new HistoryValue { Seq = 1, Sender = "system", Type = "system", Code = "agent_joined", Name = "Ana", Hash = "" }),
        ("database", Happened.Ok, Ops.FinalEvent, Talk, Said(First, "one") with { Seq = 2, Type = "message" }),
        ("database", Happened.Ok, Ops.FinalEvent, Talk, Said(Second, "two") with { Seq = 3, Type = "message" }),
        ("database", Happened.Ok, Ops.FinalHead, Talk, new HistoryValue { Seq = 3, N = 2 }),
        ("database", Happened.Ok, Ops.FinalMember, Talk, new HistoryValue { Sender = "visitor:1", Seq = 3, N = 2, ReadSeq = 3, ReadN = 2 }),
        ("database", Happened.Ok, Ops.FinalEffect, "s:1", new HistoryValue { Seq = 1, Type = "AssignmentOpened", Session = 1, Agent = 2, Count = 1 }),
        ("database", Happened.Ok, Ops.FinalCommand, "", new HistoryValue { Seq = 1, Id = First }),
        ("database", Happened.Ok, Ops.FinalOutbox, "", new HistoryValue { Id = "e", Type = "BotTurnDue", Is = true, N = 1 }),
        ("database", Happened.Ok, Ops.FinalSession, "s:1", new HistoryValue { Type = "active", Count = 2 }),
    ];

    private static List<(string P, Happened K, string Op, string Key, HistoryValue? V)> Spoilt(string what)
    {
        var lines = Right();
        int At(string op, long? seq = null) => lines.FindIndex(l => l.Op == op && (seq is null || l.V?.Seq == seq));
        void Change(int at, Func<HistoryValue, HistoryValue> how) => lines[at] = lines[at] with { V = how(lines[at].V!) };
        switch (what)
        {
            case "an acknowledged message is in no final read":
                lines.RemoveAt(At(Ops.FinalEvent, 3));
                break;
            case "one message under two places":
                lines.Insert(At(Ops.Healed), ("v", Happened.Ok, Ops.Send, Talk, Said(First, "one") with { Seq = 9 }));
                break;
            case "a reader sees an event twice":
                lines.Insert(At(Ops.Healed), ("v", Happened.Ok, Ops.Deliver, Talk, Said(First, "one") with { Seq = 2 }));
                break;
            case "two messages under one place" or "a later message before an earlier one":
                Change(lines.FindIndex(l => l is { Op: Ops.Send, K: Happened.Ok, V.Id: var id } && id == Second), v => v with { Seq = what[0] == 't' ? 2 : 1 });
                break;
            case "a reader misses an event":
                lines.RemoveAt(At(Ops.Deliver, 2));
                break;
            case "a place is left out":
                lines.RemoveAt(At(Ops.FinalEvent, 1));
                break;
            case "a reader sees what is not its own":
                lines.Insert(At(Ops.Healed), ("w", Happened.Ok, Ops.Deliver, Talk, new HistoryValue { Seq = 1, Sender = "system", Hash = "" }));
                break;
            case "a message that nobody sent":
                lines.Insert(At(Ops.FinalHead), ("database", Happened.Ok, Ops.FinalEvent, Talk, Said(Guid.NewGuid().ToString(), "three") with { Seq = 4, Type = "message" }));
                break;
            case "an agent writes after leaving":
                lines.Insert(At(Ops.FinalHead), ("database", Happened.Ok, Ops.FinalEvent, Talk, Said(First, "x") with { Seq = 4, Type = "message", Sender = "agent:3", Name = "Lee" }));
                break;
            case "four sessions of three":
                Change(At(Ops.FinalEffect), v => v with { Count = 4 });
                break;
            case "a session waits beside a free agent":
                Change(At(Ops.FinalSession), v => v with { Type = "queued" });
                break;
            case "an effect is not done":
                Change(At(Ops.FinalOutbox), v => v with { Is = false, Code = "open" });
                break;
            case "a mark counts wrong":
                Change(At(Ops.FinalMember), v => v with { ReadN = 1 });
                break;
            case "a mark goes back":
                Change(At(Ops.FinalMember), v => v with { ReadSeq = 1, ReadN = 0 });
                break;
            case "an answered command is not in the ledger":
                Change(At(Ops.FinalCommand), v => v with { Id = null });
                break;
            case "nobody answers after the healing":
                lines.RemoveAt(lines.FindIndex(l => l is { Op: Ops.Send, K: Happened.Ok, V.Id: var id } && id == Second));
                break;
            case "a reader lacks the last word":
                lines.RemoveAt(At(Ops.Deliver, 3));
                break;
        }

        return lines;
    }

    private static HistoryValue Said(string id, string hash) => new() { Id = id, Sender = "visitor:1", Hash = hash };

    // A second between lines, half a minute before the end: enough for every limit.
    private IReadOnlyList<Violation> Judged(List<(string P, Happened K, string Op, string Key, HistoryValue? V)> lines)
    {
        const long Millisecond = 1_000_000;
        var ticks = Enumerable.Range(0, 400).Select(i => new HistoryEvent(i * 100 * Millisecond, "recorder", Happened.Info, Ops.Tick, "", null, "n1"));
        var told = lines.Select((l, i) => new HistoryEvent(
            (l.P == "database" ? 30_000 : 100 * i) * Millisecond, l.P, l.K, l.Op, l.Key, l.V, "n1"));
        File.WriteAllLines(_file, ticks.Concat(told).OrderBy(e => e.T).Select(e => System.Text.Json.JsonSerializer.Serialize(e, HistoryJson.Default.HistoryEvent)));
        return HistoryCheck.Of(_file).Violations;
    }
}
