using ServiceDesk.Decisions.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Routing;

/// <summary>What the Decisions read of a conversation's row.</summary>
internal static class ConversationFactsOf
{
    /// <param name="otherwise">Since when, where the row names no instant: nobody owes a word then.</param>
    public static ConversationFacts Row(Conversation? row, DateTimeOffset otherwise) => new(
        row is not null && Enum.TryParse<WaitingOn>(row.WaitingOn, ignoreCase: true, out var waiting) ? waiting : WaitingOn.Nobody,
        row?.WaitingSince ?? otherwise,
        row?.LastPublicSeq ?? 0)
    {
        VisitorSpokeAt = row?.VisitorSpokeAt,
    };
}
