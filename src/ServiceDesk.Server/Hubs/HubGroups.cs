namespace ServiceDesk.Server.Hubs;

/// <summary>Names of the groups that pushes go to. Never push to <c>Clients.User</c>: it walks every connection.</summary>
public static class HubGroups
{
    /// <summary>Connections that see the live board.</summary>
    public const string Board = "board";

    /// <summary>All connections of one person.</summary>
    public static string Person(string person) => "p:" + person;

    /// <summary>Connections that see a conversation's events.</summary>
    public static string Conversation(long id) => string.Create(null, $"c:{id}");

    /// <summary>Staff connections that show a queue's sessions.</summary>
    public static string Queue(string id) => "q:" + id;
}
