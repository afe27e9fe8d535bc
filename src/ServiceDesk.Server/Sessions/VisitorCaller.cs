namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor behind a call, as Hello bound it to the connection.</summary>
/// <param name="EntryPoint">The internal key of the entry point that the token was given for.</param>
public sealed record VisitorCaller(string VisitorId, string EntryPoint, string Locale)
{
    public string Person => $"visitor:{VisitorId}";
}
