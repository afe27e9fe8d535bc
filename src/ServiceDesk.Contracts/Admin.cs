namespace ServiceDesk.Contracts;

/// <summary>POST /api/admin/desk/publish.</summary>
/// <param name="CommandId">UUIDv7; repeating it publishes nothing twice.</param>
/// <param name="Revision">The draft's revision that the caller saw.</param>
/// <param name="Note">Why, for the history; at most 500 characters.</param>
public sealed record PublishRequest(Guid CommandId, long Revision, string? Note = null);

/// <summary>DELETE /api/admin/desk/draft.</summary>
/// <param name="Revision">The draft's revision that the caller saw.</param>
public sealed record DiscardDraftRequest(long Revision);

/// <summary>POST /api/admin/desk/versions/{version}/roll-back.</summary>
/// <param name="CommandId">UUIDv7; repeating it publishes nothing twice.</param>
/// <param name="Note">Why, for the history; at most 500 characters.</param>
public sealed record RollBackRequest(Guid CommandId, string? Note = null);

/// <summary>GET /api/admin/desk/versions: one line of the history, the newest first.</summary>
/// <param name="Author">Who published it.</param>
/// <param name="RolledBackFrom">The version whose content it took up again.</param>
public sealed record VersionRow(int Version, DateTimeOffset PublishedAt, string Author, string? Note, int? RolledBackFrom);

/// <summary>POST /api/admin/desk/holidays: reads a calendar's days for a schedule; nothing is stored.</summary>
/// <param name="Calendar">iCalendar text (RFC 5545).</param>
/// <param name="Zone">The schedule's IANA zone: an event with a time covers the local dates that it touches there.</param>
/// <param name="FromYear">The first calendar year wanted.</param>
/// <param name="Years">How many years, 1–5.</param>
public sealed record HolidayRequest(string Calendar, string Zone, int FromYear, int Years = 2);

/// <summary>POST /api/admin/schedules/{id}/emergency: closes at once, or opens again.</summary>
/// <param name="CommandId">UUIDv7; repeating it publishes nothing twice.</param>
/// <param name="Reason">Required to close; at most 200 characters.</param>
/// <param name="Until">When it opens by itself again; null: when it is switched off.</param>
public sealed record EmergencyRequest(Guid CommandId, bool Closed, string? Reason = null, DateTimeOffset? Until = null);

/// <summary>GET /api/admin/accounts: a member of staff.</summary>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
/// <param name="Queues">The queues that a supervisor sees; null: all.</param>
/// <param name="InvitedUntil">Until when a link for choosing the password is valid; null when there is none.</param>
public sealed record StaffMember(
    long Id, string Name, string Email, bool Active, IReadOnlyList<string> Roles, IReadOnlyList<string>? Queues, DateTimeOffset? InvitedUntil);

/// <summary>POST /api/admin/accounts.</summary>
/// <param name="Roles">One or more of <see cref="StaffRoles"/>.</param>
/// <param name="Queues">The queues that a supervisor sees; null: all.</param>
public sealed record CreateAccountRequest(string Name, string Email, IReadOnlyList<string> Roles, IReadOnlyList<string>? Queues = null);

/// <summary>PUT /api/admin/accounts/{id}.</summary>
/// <inheritdoc cref="CreateAccountRequest"/>
public sealed record ChangeAccountRequest(string Name, IReadOnlyList<string> Roles, IReadOnlyList<string>? Queues = null);

/// <summary>The answer that shows a link once: whoever has it chooses the account's password.</summary>
/// <param name="Token">Valid until <paramref name="ValidUntil"/> and once; the desk's address with <c>#/password?token=</c> before it is the link.</param>
public sealed record AccountInvitation(StaffMember Account, string Token, DateTimeOffset ValidUntil)
{
    /// <inheritdoc cref="HelloRequest.ToString"/>
    public override string ToString() => $"{nameof(AccountInvitation)} {{ Account = {Account}, ValidUntil = {ValidUntil:O} }}";
}

/// <summary>POST /api/staff/password: redeems a link and sets the password.</summary>
/// <param name="Password">12 to 128 characters.</param>
public sealed record ChoosePasswordRequest(string Token, string Password)
{
    /// <inheritdoc cref="HelloRequest.ToString"/>
    public override string ToString() => nameof(ChoosePasswordRequest);
}

/// <summary>POST /api/setup: makes the first administrator of an installation.</summary>
/// <param name="Token">Printed once by the first start.</param>
/// <param name="Password">12 to 128 characters.</param>
public sealed record SetupRequest(string Token, string Name, string Email, string Password)
{
    /// <inheritdoc cref="HelloRequest.ToString"/>
    public override string ToString() => $"{nameof(SetupRequest)} {{ Name = {Name}, Email = {Email} }}";
}
