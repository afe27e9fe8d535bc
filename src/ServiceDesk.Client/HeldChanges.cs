using ServiceDesk.Contracts;

namespace ServiceDesk.Client;

/// <summary>
/// What an edit, a recall or an erasure does to the events that a client holds: the text that it takes away leaves them, quotes of it too.
/// </summary>
internal static class HeldChanges
{
    public static void Apply(List<ConversationEvent> held, ConversationEvent change)
    {
        var edits = change.Type == EventTypes.Edit && change.Body.Text is not null;
        if (change.Body.Target is not { } target || !(edits || change.Type == EventTypes.Recall))
        {
            return;
        }

        for (var i = 0; i < held.Count; i++)
        {
            if (held[i].Seq < change.Seq)
            {
                held[i] = held[i] with { Body = Changed(held[i], change, target) };
            }
        }
    }

    private static EventBody Changed(ConversationEvent e, ConversationEvent change, long target)
    {
        var what = new Change(change.Seq, change.At, change.Sender, change.Body.Reason);
        var erases = change is { Type: EventTypes.Recall, Body.Purged: true };
        return e switch
        {
            // Served with a later change, or with nothing left to change.
            { Seq: var seq, Body.Purged: true } when seq == target => e.Body,
            { Seq: var seq, Body.Recalled: not null } when seq == target && !erases => e.Body,
            { Seq: var seq, Body.Edited.Seq: var edited } when seq == target && edited >= change.Seq => e.Body,
            { Seq: var seq } when seq == target && change.Type == EventTypes.Edit => e.Body with { Text = change.Body.Text, Edited = what },
            { Seq: var seq } when seq == target && erases => new EventBody { Mark = e.Body.Mark, Purged = true },
            { Seq: var seq } when seq == target => new EventBody { Mark = e.Body.Mark, Recalled = what },
            { Type: EventTypes.Edit, Body.Target: var edited } when edited == target => new EventBody { Target = target },
            { Type: EventTypes.Recall, Body.Target: var recalled } when recalled == target && erases => new EventBody { Target = target, Purged = true },
            { Body.Quote: { Gone: false } quote } when quote.Seq == target => e.Body with
            {
                Quote = change.Type == EventTypes.Edit ? quote with { Text = change.Body.Text } : quote with { Text = null, Gone = true },
            },
            _ => e.Body,
        };
    }
}
