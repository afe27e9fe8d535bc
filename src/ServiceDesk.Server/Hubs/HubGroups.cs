using ServiceDesk.Server.Storage;

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

    /// <summary>Connections of staff that see a staff conversation's events. Its name differs, so that no mistaken id lets a visitor in.</summary>
    public static string StaffConversation(long id) => string.Create(null, $"s:{id}");

    public static string Of(Conversation conversation) =>
        conversation.Kind == ConversationKinds.Staff ? StaffConversation(conversation.Id) : Conversation(conversation.Id);

    /// <summary>Staff connections that show a queue's sessions.</summary>
    public static string Queue(string id) => "q:" + id;
}
