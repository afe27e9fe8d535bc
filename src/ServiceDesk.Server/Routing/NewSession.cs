using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Routing;

/// <summary>A visitor opens a session, or finds the one that is open.</summary>
/// <param name="EntryPoint">The entry point's internal key.</param>
/// <param name="Page">The page that the visitor looks at; routing rules read its address.</param>
/// <param name="Locale">BCP 47 tag of the visitor's language.</param>
/// <param name="VisitorConnected">Whether the visitor holds a connection now.</param>
/// <param name="Context">What the page says of the visitor, by name; null for nothing.</param>
public sealed record NewSession(
    string VisitorId, string EntryPoint, PageInfo Page, string Locale, bool VisitorConnected, IReadOnlyDictionary<string, string>? Context = null);
