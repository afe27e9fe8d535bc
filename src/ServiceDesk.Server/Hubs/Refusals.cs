using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>Refusals that the hubs give themselves.</summary>
internal static class Refusals
{
    public static Error Unauthenticated { get; } = new(ErrorCodes.Unauthenticated, "Say Hello with a valid token first.");

    /// <summary>For calls of the protocol that this version does not offer.</summary>
    public static Error FeatureDisabled(string call) => new(ErrorCodes.FeatureDisabled, $"This server does not offer {call}.");
}
