using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Routing;

/// <summary>The desk's configuration in force. The router swaps the whole value when a publication is committed; readers hold a consistent picture.</summary>
public sealed class CurrentDesk
{
    private volatile Desk _value = new();

    /// <summary>An empty desk of version 0 until the router has loaded one.</summary>
    public Desk Value => _value;

    internal void Swap(Desk desk) => _value = desk;
}
