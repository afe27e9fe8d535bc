namespace ServiceDesk.Server.Sessions;

/// <summary>Tells the router when a person's first connection on this node opens and the last one drops. Neither call waits; they keep their order.</summary>
public sealed class PersonPresence
{
    /// <param name="person"><c>visitor:id</c> or <c>agent:id</c>.</param>
    public void FirstConnected(string person) => throw new NotImplementedException();

    public void LastDisconnected(string person) => throw new NotImplementedException();
}
