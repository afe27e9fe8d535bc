namespace ServiceDesk.Server.Sessions;

/// <summary>Tells everybody who looks at a session how it stands now: its visitor, its agent, its queue.</summary>
public sealed class SessionPushes
{
    /// <summary>Call it after the commit that changed what a view of the session shows. Several calls close together become one push.</summary>
    public void Changed(long sessionId) => throw new NotImplementedException();
}
