using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>What of a sent body is the sender's to say; all other fields belong to bot, system and server and are left out.</summary>
internal static class SentBodies
{
    public static EventBody Of(SendRequest request, bool byVisitor)
    {
        var sent = request.Body;
        return request.Type switch
        {
            EventTypes.Edit => new EventBody { Target = sent.Target, Text = sent.Text },
            EventTypes.Recall => new EventBody { Target = sent.Target, Reason = byVisitor ? null : sent.Reason },
            EventTypes.Reaction => new EventBody { Target = sent.Target, Emoji = sent.Emoji, Off = sent.Off == true ? true : null },
            EventTypes.Pin => new EventBody { Target = sent.Target, Off = sent.Off == true ? true : null },
            EventTypes.Announcement => new EventBody { Text = sent.Text, Mentions = Mentions(request) },
            _ => new EventBody
            {
                Text = sent.Text,
                Product = sent.Product,
                Order = sent.Order,
                ReplyTo = request.ReplyTo,
                Mentions = Mentions(request),
                ChoiceId = byVisitor ? sent.ChoiceId : null,
                Mark = byVisitor ? null : sent.Mark,
            },
        };
    }

    private static IReadOnlyList<string>? Mentions(SendRequest request) =>
        request.Mentions is { Count: > 0 } mentions ? [.. mentions.Distinct()] : null;
}
