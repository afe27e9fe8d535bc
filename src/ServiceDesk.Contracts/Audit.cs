namespace ServiceDesk.Contracts;

/// <summary>GET /api/audit: what members of staff did by the power of a role, newest first.</summary>
/// <param name="More">True when older ones follow: ask with <c>before</c> = the last id.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, bool More);

/// <param name="Who"><c>agent:id</c>.</param>
/// <param name="WhoName">The account's name; null when it is gone.</param>
/// <param name="What">A stable word such as <c>session.barge</c> or <c>desk.publish</c>.</param>
/// <param name="OnWhat">What it was done to, for example <c>session:17</c>.</param>
/// <param name="Queue">The queue that it was about; null when about none.</param>
public sealed record AuditEntry(
    long Id, DateTimeOffset At, string Who, string? WhoName, string What, string OnWhat, string? Queue, string? Details);
