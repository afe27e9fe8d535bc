#if PLANTED_FAULTS
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup;

/// <summary>
/// Faults that the history checker must find, each a mistake that somebody could make. Only the build with
/// <c>-p:PlantedFaults=true</c> has them, and there only those that the environment variable <c>SERVICEDESK_PLANTED</c> names,
/// separated by commas.
/// </summary>
public enum PlantedFault
{
    /// <summary>The answer goes out while the transaction is still open.</summary>
    AckBeforeCommit,

    /// <summary>One group of posts in 25 is answered and rolled back.</summary>
    DropCommit,

    /// <summary>A message's place is the clock's second where that is higher.</summary>
    SequenceFromClock,

    /// <summary>The capacity that is checked is a number in memory, not the published one.</summary>
    CapacityFromMemory,

    /// <summary>Whoever once served a session may go on writing in it.</summary>
    LateOwner,

    /// <summary>A survey's invitation has no key, so that a repeat posts it again.</summary>
    SurveyByRetry,

    /// <summary>What was read is counted up with each mark.</summary>
    UnreadFromCounter,

    /// <summary>Catching up leaves the first missing event out.</summary>
    ResumeOffByOne,

    /// <summary>A visitor who comes again is not put into the groups of the conversations.</summary>
    GroupNotRejoined,

    /// <summary>An effect counts as done when it is handed over.</summary>
    OutboxDoneTooEarly,

    /// <summary>Ids of messages are remembered by the process only.</summary>
    DedupInMemory,

    /// <summary><c>synchronous=NORMAL</c>.</summary>
    WalNormal,
}

/// <inheritdoc cref="PlantedFault"/>
public static class PlantedFaults
{
    private const int OneGroupIn = 25;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(80);
    private static readonly DateTimeOffset Began = DateTimeOffset.UtcNow;

    private static readonly HashSet<PlantedFault> Chosen =
        [.. (Environment.GetEnvironmentVariable("SERVICEDESK_PLANTED") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<PlantedFault>)];

    private static readonly ConcurrentDictionary<string, bool> Greeted = new();
    private static int _groups;

    public static bool Is(PlantedFault fault) => Chosen.Contains(fault);

    /// <summary>Between the writing of a group and its commit.</summary>
    /// <returns>True when it is not to be committed.</returns>
    public static async Task<bool> BeforeCommit(IReadOnlyList<Reply<Ack>> answers, Action<IReadOnlyList<Reply<Ack>>> answer)
    {
        if (Is(PlantedFault.AckBeforeCommit))
        {
            answer(answers);
            await Task.Delay(Window);
        }

        return Is(PlantedFault.DropCommit) && Interlocked.Increment(ref _groups) % OneGroupIn == 0;
    }

    public static long Seq(long next) =>
        Is(PlantedFault.SequenceFromClock) ? Math.Max(next, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - Began.ToUnixTimeSeconds()) : next;

    public static Desk Of(Desk desk) =>
        Is(PlantedFault.CapacityFromMemory) ? desk with { Agents = [.. desk.Agents.Select(a => a with { Capacity = a.Capacity + 1 })] } : desk;

    public static long After(long after) => Is(PlantedFault.ResumeOffByOne) && after > 0 ? after + 1 : after;

    public static bool ForgetsGroups(string person) => Is(PlantedFault.GroupNotRejoined) && !Greeted.TryAdd(person, true);

    public static bool Forgets(EventRow known) => Is(PlantedFault.DedupInMemory) && known.At < Began;

    public static async Task HandedOver(DeskDbs dbs, OutboxRow row, CancellationToken cancellation)
    {
        if (Is(PlantedFault.OutboxDoneTooEarly))
        {
            await using var db = dbs.Open();
            await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
            await db.Outbox.Where(o => o.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.DoneAt, DateTimeOffset.UtcNow), cancellation);
            await write.Commit(cancellation);
            await Task.Delay(Window, cancellation);
        }
    }

    /// <summary>Takes away what would turn a planted fault into an error of the database.</summary>
    public static async Task Prepare(DeskDbs dbs, CancellationToken cancellation)
    {
        if (Is(PlantedFault.DedupInMemory))
        {
            await using var db = dbs.Open();
            await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
            await db.Database.ExecuteSqlRawAsync("DROP INDEX IF EXISTS IX_event_ClientMsgId_ConversationId_Sender", cancellation);
            await write.Commit(cancellation);
        }
    }
}
#endif
