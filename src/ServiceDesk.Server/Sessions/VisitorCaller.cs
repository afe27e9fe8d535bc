namespace ServiceDesk.Server.Sessions;

/// <summary>The visitor behind a call, as Hello bound it to the connection.</summary>
/// <param name="EntryPoint">The internal key of the entry point that the token was given for.</param>
/// <param name="AddressRange">The address that the connection came from, as limits count it; see <see cref="Setup.AddressRange"/>.</param>
public sealed record VisitorCaller(string VisitorId, string EntryPoint, string Locale, string AddressRange)
{
    public string Person => $"visitor:{VisitorId}";
}
