using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>What a reader sees of a stored event.</summary>
public static class EventViews
{
    /// <summary>As the visitor of the conversation sees it: no name on its own events.</summary>
    public static ConversationEvent ForVisitor(EventRow row) => View(row, Persons.IsVisitor(row.Sender) ? null : row.SenderName);

    public static ConversationEvent ForStaff(EventRow row) => View(row, row.SenderName);

    private static ConversationEvent View(EventRow row, string? name) => new(
        row.Seq,
        row.N,
        row.A,
        row.At,
        row.Sender,
        name,
        row.Type,
        row.ClientMsgId,
        JsonSerializer.Deserialize<EventBody>(row.Body, WireJson.Options)!);
}
