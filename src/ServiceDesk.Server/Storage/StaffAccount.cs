using Microsoft.AspNetCore.Identity;

namespace ServiceDesk.Server.Storage;

/// <summary>A member of staff. The id is the agent's id in routing: person <c>agent:id</c>.</summary>
public sealed class StaffAccount : IdentityUser<long>
{
    public required string Name { get; set; }

    /// <summary>A deactivated account keeps its history and can do nothing.</summary>
    public bool Active { get; set; } = true;

    /// <summary>Ids of the queues that a supervisor sees, separated by spaces; null for all.</summary>
    public string? Queues { get; set; }
}

/// <summary>Lets whoever holds the token choose an account's password, once. Only the token's SHA-256 is known.</summary>
public sealed class StaffInvitation
{
    public required string Hash { get; init; }
    public long AccountId { get; init; }
    public DateTimeOffset ValidUntil { get; init; }
}
