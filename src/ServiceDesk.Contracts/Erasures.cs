namespace ServiceDesk.Contracts;

/// <summary>
/// POST /api/conversations/{id}/erasures: erases what messages said for good, all of them or none. Their places and counts stay. Naming
/// one that is erased already is no fault.
/// </summary>
/// <param name="Seqs">Of messages and announcements of the conversation; 1 to 200, each once.</param>
/// <param name="Reason">1 to 200 characters, kept in the audit; not what is erased.</param>
public sealed record EraseRequest(IReadOnlyList<long> Seqs, string Reason);

/// <param name="Seqs">Those that were named, in that order.</param>
/// <param name="At">From this instant on nothing of them is served.</param>
public sealed record ErasedMessages(IReadOnlyList<long> Seqs, DateTimeOffset At);
