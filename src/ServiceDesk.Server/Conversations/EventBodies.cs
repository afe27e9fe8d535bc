using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Conversations;

/// <summary>Stored bodies and what becomes of them. A row's body is always what may be shown now, so whoever reads it needs no further rule.</summary>
public static class EventBodies
{
    public static EventBody Read(string body) => JsonSerializer.Deserialize<EventBody>(body, WireJson.Options)!;

    public static string Write(EventBody body) => JsonSerializer.Serialize(body, WireJson.Options);

    /// <summary>True when nothing of the message may be shown.</summary>
    public static bool IsGone(EventBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Recalled is not null || body.Purged == true;
    }

    /// <summary>Gives the row another body and keeps the first one aside.</summary>
    internal static void Replace(EventRow row, EventBody body)
    {
        row.Original ??= row.Body;
        (row.Body, row.Said) = (Write(body), body);
    }

    /// <summary>Erases the content for good: what is left says so, what kind of word among staff it was, and for a change what it was about.</summary>
    internal static void Purge(EventRow row)
    {
        var was = Read(row.Body);
        var body = new EventBody { Purged = true, Mark = was.Mark, Target = was.Target };
        (row.Body, row.Said) = (Write(body), body);
        row.Original = null;
        // The hash of a short text gives the text away: a few million tries find a telephone number.
        row.BodyHash = null;
    }

    /// <summary>What it says and what it said at first.</summary>
    internal static IEnumerable<string> Texts(EventRow row) =>
        new[] { row.Body, row.Original }.OfType<string>().Select(body => Read(body).Text).OfType<string>();

    internal static bool IsPurged(EventRow row) => (row.Said ?? Read(row.Body)).Purged == true;
}
