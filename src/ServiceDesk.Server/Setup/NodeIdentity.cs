namespace ServiceDesk.Server.Setup;

/// <summary>This process: a new id at each start.</summary>
public sealed class NodeIdentity
{
    public string Id { get; } = Guid.CreateVersion7().ToString("N");
}
