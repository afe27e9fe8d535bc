namespace ServiceDesk.Server.Conversations;

/// <summary>Names of who takes part: <c>kind:id</c>, kind = visitor, agent or bot; as a responder also <c>queue:id</c>.</summary>
public static class Persons
{
    /// <summary>The sender of events that nobody wrote.</summary>
    public const string System = "system";

    private const string VisitorKind = "visitor:";
    private const string AgentKind = "agent:";
    private const string BotKind = "bot:";

    public static string Visitor(string id) => VisitorKind + id;

    public static string Agent(long id) => string.Create(null, $"{AgentKind}{id}");

    public static string Bot(string id) => BotKind + id;

    public static string Queue(string id) => "queue:" + id;

    public static bool IsVisitor(string? person) => Is(person, VisitorKind);

    public static bool IsAgent(string? person) => Is(person, AgentKind);

    public static bool IsBot(string? person) => Is(person, BotKind);

    /// <summary>The number in <c>agent:number</c>, or null for anybody else.</summary>
    public static long? AgentId(string? person) =>
        IsAgent(person) && long.TryParse(person.AsSpan(AgentKind.Length), out var id) ? id : null;

    private static bool Is(string? person, string kind) => person?.StartsWith(kind, StringComparison.Ordinal) == true;
}
