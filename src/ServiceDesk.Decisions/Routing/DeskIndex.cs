using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>The desk by id, and what its schedules say around the last instant asked for.</summary>
internal sealed class DeskIndex(Desk desk)
{
    // A window without an end has none for 400 days; it is asked for again long before that.
    private static readonly TimeSpan EndlessFor = TimeSpan.FromDays(OpeningHours.HorizonDays / 2);

    private readonly Dictionary<string, Queue> queues = desk.Queues.ToDictionary(q => q.Id);
    private readonly Dictionary<string, EntryPoint> entries = desk.EntryPoints.ToDictionary(e => e.Key);
    private readonly Dictionary<string, Schedule> schedules = desk.Schedules.ToDictionary(s => s.Id);
    private readonly Dictionary<long, Agent> agents = desk.Agents.ToDictionary(a => a.Id);
    private readonly Dictionary<string, Channel> channels = desk.Channels.ToDictionary(c => c.Id);
    private readonly Dictionary<string, (HoursWindow Window, DateTimeOffset From, DateTimeOffset To)> windows = [];

    /// <summary>What holds for every channel that is not listed.</summary>
    public static Channel Unlisted { get; } = new() { Id = "" };

    public Desk Desk => desk;

    /// <summary>Whether any ladder looks at more than the time.</summary>
    public bool WatchesState { get; } = desk.Queues.Any(q => q.Overflow.Any(s =>
        s.SkipIfEmpty || s.Trigger is OverflowTrigger.Length or OverflowTrigger.NoEligibleAgentOnline or OverflowTrigger.Eta));

    public Queue? FindQueue(string? id) => id is not null && queues.TryGetValue(id, out var queue) ? queue : null;

    /// <summary>The queue, or the starting values when it has left the desk.</summary>
    public Queue Queue(string? id) => FindQueue(id) ?? SessionDeadlines.Unlisted;

    public EntryPoint? Entry(string key) => entries.GetValueOrDefault(key);

    public Agent? Agent(long id) => agents.GetValueOrDefault(id);

    /// <summary>The channel as listed, or the starting values without an id.</summary>
    public Channel Channel(string id) => channels.GetValueOrDefault(id, Unlisted);

    public Schedule Schedule(string id) => schedules[id];

    public HoursWindow Window(string scheduleId, DateTimeOffset at)
    {
        if (windows.TryGetValue(scheduleId, out var known) && known.From <= at && at < known.To)
        {
            return known.Window;
        }

        var window = OpeningHours.WindowAt(Schedule(scheduleId), at);
        windows[scheduleId] = (window, at, window.Until ?? at + EndlessFor);
        return window;
    }
}
