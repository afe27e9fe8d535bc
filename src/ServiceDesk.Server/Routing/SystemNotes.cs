using System.Globalization;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Conversations;
using Decided = ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>The router's notes in the words of the contract: people and queues by name.</summary>
internal static class SystemNotes
{
    public static SystemNote SessionStarted { get; } = new(NoteKinds.SessionStarted, new Dictionary<string, string>());

    public static SystemNote WaitCancelled { get; } = new(NoteKinds.WaitCancelled, new Dictionary<string, string>());

    public static SystemNote Of(Decided.SystemNote note, Desk desk) =>
        new(note.Kind, note.Args.ToDictionary(a => a.Key, a => Named(a.Key, a.Value, desk)));

    public static NewEvent Event(SystemNote note) =>
        new(Persons.System, null, EventTypes.System, null, null, new EventBody { Note = note });

    private static string Named(string key, string value, Desk desk) => key switch
    {
        "agent" or "from" or "toAgent" when long.TryParse(value, CultureInfo.InvariantCulture, out var id) =>
            desk.Agents.FirstOrDefault(a => a.Id == id)?.Name ?? value,
        "queue" or "toQueue" => desk.Queues.FirstOrDefault(q => q.Id == value)?.Name ?? value,
        _ => value,
    };
}
