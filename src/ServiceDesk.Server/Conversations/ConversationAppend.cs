using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>An event before it has a place.</summary>
/// <param name="Json">The body as JSON, where it was needed before.</param>
internal sealed record NewEvent(
    string Sender, string? SenderName, string Type, Guid? ClientMsgId, byte[]? BodyHash, EventBody Body, string? Json = null);

/// <summary>The one function that gives an event its place: message path and routing path both append here, inside their own transaction.</summary>
internal static class ConversationAppend
{
    /// <summary>Appends to the context's changes; see <see cref="Place"/>.</summary>
    public static EventRow Append(DeskDb db, Conversation conversation, NewEvent e, DateTimeOffset at)
    {
        var row = Place(conversation, e, at);
        db.Events.Add(row);
        return row;
    }

    /// <summary>
    /// Advances the head of a conversation row that was read in this transaction and makes the event's row. The caller stores both
    /// in the same transaction; nothing is visible before its commit.
    /// </summary>
    public static EventRow Place(Conversation conversation, NewEvent e, DateTimeOffset at)
    {
        conversation.HeadSeq++;
#if PLANTED_FAULTS
        conversation.HeadSeq = Setup.PlantedFaults.Seq(conversation.HeadSeq);
#endif
        if (EventTypes.IsCountable(e.Type))
        {
            conversation.HeadN++;
        }

        if (e.Body.Mentions?.Contains(MentionNames.All) == true)
        {
            conversation.HeadA++;
        }

        return new EventRow
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
            Body = e.Json ?? EventBodies.Write(e.Body),
            Said = e.Body,
        };
    }
}
