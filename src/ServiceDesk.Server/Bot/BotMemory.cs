using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;
using NoteKinds = ServiceDesk.Contracts.NoteKinds;

namespace ServiceDesk.Server.Bot;

/// <summary>What a bot remembers of a session: what the log has.</summary>
internal static class BotMemory
{
    /// <summary>How far back the bot looks, in events.</summary>
    private const int Events = 100;

    /// <summary>The events of the session's present segment, oldest first.</summary>
    /// <param name="to">The last seq that counts.</param>
    public static async Task<IReadOnlyList<EventRow>> Read(DeskDb db, Session session, long to, CancellationToken cancellation)
    {
        var from = await db.Segments.Where(s => s.SessionId == session.Id && s.No == session.Segment)
            .Select(s => s.FromSeq).SingleAsync(cancellation);
        var events = await db.Events.AsNoTracking()
            .Where(e => e.ConversationId == session.ConversationId && e.Seq >= from && e.Seq <= to)
            .OrderByDescending(e => e.Seq).Take(Events).ToListAsync(cancellation);
        events.Reverse();
        return events;
    }

    /// <summary>The visitor's words since the last wait for a person.</summary>
    public static IReadOnlyList<VisitorWords> Said(IReadOnlyList<EventRow> events)
    {
        var said = new List<VisitorWords>();
        foreach (var row in events)
        {
            var body = JsonSerializer.Deserialize<EventBody>(row.Body, WireJson.Options)!;
            if (body.Note?.Kind is NoteKinds.Queued or NoteKinds.WaitCancelled)
            {
                said.Clear();
            }
            else if (row.Type == EventTypes.Message && Persons.IsVisitor(row.Sender) && !EventBodies.IsGone(body))
            {
                said.Add(new VisitorWords(body.Text ?? "", body.ChoiceId));
            }
        }

        return said;
    }
}
