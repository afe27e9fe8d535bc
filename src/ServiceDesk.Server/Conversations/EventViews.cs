using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>What a reader sees of a stored event.</summary>
public static class EventViews
{
    private const int QuotedText = 200;

    /// <summary>As the visitor of the conversation sees it: no name on its own events, and no reason of staff.</summary>
    public static ConversationEvent ForVisitor(EventRow row)
    {
        var body = Body(row);
        return View(row, VisitorName, body is { Reason: null, Recalled: null }
            ? body
            : body with { Reason = null, Recalled = body.Recalled is { } recalled ? recalled with { Reason = null } : null });
    }

    public static ConversationEvent ForStaff(EventRow row) => View(row, StaffName, Body(row));

    private static EventBody Body(EventRow row) => row.Said ?? EventBodies.Read(row.Body);

    private static string? VisitorName(EventRow row) => Persons.IsVisitor(row.Sender) ? null : row.SenderName;

    private static string? StaffName(EventRow row) => row.SenderName;

    private static ConversationEvent View(EventRow row, Func<EventRow, string?> name, EventBody body) => new(
        row.Seq,
        row.N,
        row.A,
        row.At,
        row.Sender,
        name(row),
        row.Type,
        row.ClientMsgId,
        row.Quoted is { } quoted ? body with { Quote = Quote(quoted, name(quoted)) } : body);

    private static Quote Quote(EventRow quoted, string? name)
    {
        var body = Body(quoted);
        var text = body.Text is { Length: > QuotedText } ? Cut(body.Text) : body.Text;
        return new Quote(quoted.Seq, quoted.Sender, name, text, EventBodies.IsGone(body));
    }

    // Not between the two halves of a character.
    private static string Cut(string text) =>
        text[..(char.IsHighSurrogate(text[QuotedText - 1]) ? QuotedText - 1 : QuotedText)] + "…";
}
