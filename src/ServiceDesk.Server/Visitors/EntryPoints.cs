using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Visitors;

/// <summary>Finds entry points by the public key that the snippet carries.</summary>
internal sealed class EntryPoints(CurrentDesk desk)
{
    public static Error Unknown { get; } = new(ErrorCodes.NotFound, "There is no entry point with this key.");

    public EntryPoint? Find(string? publicKey) => desk.Value.EntryPoints.FirstOrDefault(e => e.PublicKey == publicKey);
}
