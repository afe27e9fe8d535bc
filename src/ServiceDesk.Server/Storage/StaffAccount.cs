using Microsoft.AspNetCore.Identity;

namespace ServiceDesk.Server.Storage;

/// <summary>A member of staff. The id is the agent's id in routing: person <c>agent:id</c>.</summary>
public sealed class StaffAccount : IdentityUser<long>
{
    public required string Name { get; set; }

    /// <summary>A deactivated account keeps its history and can do nothing.</summary>
    public bool Active { get; set; } = true;
}
