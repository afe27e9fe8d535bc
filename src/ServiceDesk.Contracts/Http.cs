namespace ServiceDesk.Contracts;

/// <summary>POST /api/visitor/token.</summary>
/// <param name="EntryPoint">Public key of the entry point (the snippet's <c>data-channel</c>).</param>
/// <param name="ResumeToken">From an earlier answer; null for a new visitor. An unknown one makes a new visitor.</param>
/// <param name="IdentityToken">Verified identity; refused with feature_disabled by this version.</param>
public sealed record VisitorTokenRequest(string EntryPoint, string? ResumeToken = null, string? IdentityToken = null)
{
    /// <inheritdoc cref="HelloRequest.ToString"/>
    public override string ToString() => $"{nameof(VisitorTokenRequest)} {{ EntryPoint = {EntryPoint} }}";
}

/// <param name="Token">Access token of 15 minutes for Hello; never put it in an address.</param>
/// <param name="ResumeToken">256 random bits; replaces the one that was sent.</param>
public sealed record VisitorTokenAnswer(string Token, DateTimeOffset ExpiresAt, string VisitorId, string ResumeToken)
{
    /// <inheritdoc cref="HelloRequest.ToString"/>
    public override string ToString() => $"{nameof(VisitorTokenAnswer)} {{ VisitorId = {VisitorId}, ExpiresAt = {ExpiresAt:O} }}";
}

/// <summary>GET /api/visitor/config?c=KEY: the same for all visitors, cacheable for 60 s.</summary>
/// <param name="Status">online or closed.</param>
/// <param name="FrameUrl">Absolute address of the frame, on the chat origin.</param>
/// <param name="Texts">Launcher texts of the asked locale.</param>
public sealed record WidgetConfig(
    string EntryPoint,
    string Name,
    string Status,
    DateTimeOffset? OpensAt,
    string FrameUrl,
    string BrandColor,
    string Locale,
    IReadOnlyDictionary<string, string> Texts);

/// <summary>POST /api/staff/sign-in; the answer sets the cookie.</summary>
public sealed record SignInRequest(string Email, string Password)
{
    /// <summary>Without the password: frameworks print what they are called with into their logs.</summary>
    public override string ToString() => $"{nameof(SignInRequest)} {{ Email = {Email} }}";
}

/// <summary>GET /api/staff/me.</summary>
/// <param name="Roles">Of <see cref="StaffRoles"/>.</param>
public sealed record StaffUser(long Id, string Name, string Email, IReadOnlyList<string> Roles);

public static class StaffRoles
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Administrator = "administrator";
}

/// <summary>GET /api/staff/directory: what the transfer dialog and the lists name.</summary>
public sealed record StaffDirectory(IReadOnlyList<DirectoryQueue> Queues, IReadOnlyList<DirectoryAgent> Agents);

public sealed record DirectoryQueue(string Id, string Name, bool Open, int AgentsOnline);

public sealed record DirectoryAgent(long AgentId, string Name, Presence Presence, AgentConnection Connection, int Load, int Capacity);
