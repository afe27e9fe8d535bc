using System.Net;

namespace ServiceDesk.Server.Visitors;

/// <summary>The visitor behind a call, as its access token said at the last Hello of the connection.</summary>
/// <param name="EntryPoint">Key of the entry point that the token is for.</param>
/// <param name="Locale">BCP 47 tag that the client named.</param>
/// <param name="Address">Where the connection comes from; null when unknown.</param>
internal sealed record VisitorCaller(
    string VisitorId, string EntryPoint, string Name, string Locale, string ConnectionId, IPAddress? Address);
