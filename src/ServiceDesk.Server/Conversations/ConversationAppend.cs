using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>An event before it has a place.</summary>
internal sealed record NewEvent(string Sender, string? SenderName, string Type, Guid? ClientMsgId, byte[]? BodyHash, EventBody Body);

/// <summary>The one function that gives an event its place: message path and routing path both append here, inside their own transaction.</summary>
internal static class ConversationAppend
{
    /// <summary>Advances the head of a conversation row that was read in this transaction and adds the event. Nothing is visible before the caller's commit.</summary>
    public static EventRow Append(DeskDb db, Conversation conversation, NewEvent e, DateTimeOffset at)
    {
        conversation.HeadSeq++;
        if (EventTypes.IsCountable(e.Type))
        {
            conversation.HeadN++;
        }

        if (e.Body.Mentions?.Contains(MentionNames.All) == true)
        {
            conversation.HeadA++;
        }

        var row = new EventRow
        {
            ConversationId = conversation.Id,
            Seq = conversation.HeadSeq,
            N = conversation.HeadN,
            A = conversation.HeadA,
            At = at,
            Sender = e.Sender,
            SenderName = e.SenderName,
            Type = e.Type,
            ClientMsgId = e.ClientMsgId,
            BodyHash = e.BodyHash,
            Body = EventBodies.Write(e.Body),
        };
        db.Events.Add(row);
        return row;
    }
}
