namespace ServiceDesk.Contracts;

/// <summary>
/// POST /api/bans: keeps the visitor of a session out. Their open sessions end, their connections close with <c>banned</c>, and until the
/// ban ends every Hello, token and call of theirs is refused with it. Who is banned already gets these terms instead of the old ones.
/// </summary>
/// <param name="SessionId">A session that the caller oversees, open or over.</param>
/// <param name="Reason">1 to 200 characters, read by staff only.</param>
/// <param name="Until">The ban ends by itself at this instant, which is in the future; left out, it lasts until it is lifted.</param>
public sealed record BanRequest(long SessionId, string Reason, DateTimeOffset? Until = null);

/// <summary>A visitor who is kept out.</summary>
/// <param name="Name">What staff read; left out when the visitor gave none.</param>
/// <param name="SessionId">The session that it was given for.</param>
/// <param name="Queue">Whose supervisors see it; left out when the session was in none.</param>
/// <param name="By">Name of who gave it.</param>
/// <param name="Until">Left out when it lasts until it is lifted.</param>
public sealed record Ban(
    long Id, string VisitorId, string? Name, long SessionId, string? Queue, string Reason, string By, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>GET /api/bans: those in force that the caller may see, the newest first.</summary>
/// <param name="More">There are older ones; ask with <c>before</c> set to the last one's id.</param>
public sealed record BanPage(IReadOnlyList<Ban> Bans, bool More);
