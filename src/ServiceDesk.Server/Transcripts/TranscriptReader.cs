using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Transcripts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Transcripts;

/// <summary>How a transcript is written.</summary>
internal enum TranscriptFormat
{
    Html,
    Text,
}

/// <summary>Reads what was said in a session: the messages of its segments in the visitor's conversation, and nothing of the staff conversation.</summary>
internal sealed class TranscriptReader(CurrentDesk desk)
{
    /// <param name="locale">The reader's language.</param>
    /// <param name="zone">IANA zone; UTC when null or unknown.</param>
    /// <param name="toVisitor">The visitor is called "you"; otherwise by name.</param>
    public async Task<Transcript> Read(DeskDb db, Session session, string? locale, string? zone, bool toVisitor, CancellationToken cancellation)
    {
        var words = TranscriptWords.Of(locale);
        var clock = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        var segments = await db.Segments.AsNoTracking().Where(s => s.SessionId == session.Id).OrderBy(s => s.No).ToListAsync(cancellation);
        var lines = new List<TranscriptLine>();
        var visitor = toVisitor
            ? words.You
            : VisitorNames.Of(session.VisitorId, await db.Visitors.Where(v => v.Id == session.VisitorId).Select(v => v.Name).SingleOrDefaultAsync(cancellation));
        foreach (var segment in segments)
        {
            var until = segment.ToSeq ?? long.MaxValue;
            var said = await db.Events.AsNoTracking()
                .Where(e => e.ConversationId == session.ConversationId && e.Seq >= segment.FromSeq && e.Seq <= until && (e.Type == EventTypes.Message || e.Type == EventTypes.Announcement))
                .OrderBy(e => e.Seq).ToListAsync(cancellation);
            lines.AddRange(said.Select(e => Line(e, visitor, words, clock)));
        }

        var with = desk.Value.EntryPoints.FirstOrDefault(e => e.Key == session.EntryPoint)?.Name ?? words.Service;
        return new Transcript(
            toVisitor ? with : visitor,
            TimeZoneInfo.ConvertTime(session.StartedAt, clock),
            session.EndedAt is { } ended ? TimeZoneInfo.ConvertTime(ended, clock) : null,
            clock.Id,
            words,
            lines);
    }

    private static TranscriptLine Line(EventRow row, string visitor, TranscriptWords words, TimeZoneInfo clock)
    {
        var fromVisitor = Persons.IsVisitor(row.Sender);
        var body = EventBodies.Read(row.Body);
        return new TranscriptLine(
            TimeZoneInfo.ConvertTime(row.At, clock),
            fromVisitor ? visitor : row.SenderName ?? words.Service,
            fromVisitor,
            body.Text)
        {
            Enclosed = [.. Enclosed(body, words)],
        };
    }

    private static IEnumerable<string> Enclosed(EventBody body, TranscriptWords words)
    {
        foreach (var file in body.Attachments ?? [])
        {
            yield return $"{words.File}: {file.Name}";
        }

        if (body.Product is { } product)
        {
            yield return $"{words.Product}: {string.Join(" · ", new[] { product.Title, product.Price, product.Url }.OfType<string>())}";
        }

        if (body.Order is { } order)
        {
            yield return $"{words.Order}: {string.Join(" · ", new[] { order.Number, order.Status, order.Total }.OfType<string>())}";
        }
    }

    /// <summary>The format that a word means: html, which is also meant by none, or text. Null for another word.</summary>
    public static TranscriptFormat? FormatOf(string? word) => word switch
    {
        null or "html" => TranscriptFormat.Html,
        "text" => TranscriptFormat.Text,
        _ => null,
    };

    public static Error UnknownFormat(string? word) => new(
        ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault("format", word?[..Math.Min(word.Length, 100)], "must be html or text")]);

    /// <summary>The file's bytes, its type and its name.</summary>
    public static IResult File(Transcript transcript, TranscriptFormat format, long sessionId) => format == TranscriptFormat.Text
        ? Results.File([.. System.Text.Encoding.UTF8.Preamble, .. System.Text.Encoding.UTF8.GetBytes(TranscriptFile.Text(transcript))], "text/plain; charset=utf-8", $"chat-{sessionId}.txt")
        : Results.File(System.Text.Encoding.UTF8.GetBytes(TranscriptFile.Html(transcript)), "text/html; charset=utf-8", $"chat-{sessionId}.html");
}
