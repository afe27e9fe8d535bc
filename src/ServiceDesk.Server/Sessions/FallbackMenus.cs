using System.Collections.Concurrent;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Sessions;

/// <summary>The ways out that a queue offers now. The slots of call-backs are computed once a minute per queue and door.</summary>
public sealed class FallbackMenus(CurrentDesk desk, TimeProvider time)
{
    private const int SlotsShown = 20;

    private readonly ConcurrentDictionary<(string Queue, string Door), (long Minute, Desk Desk, IReadOnlyList<DateTimeOffset> Slots)> _slots = new();

    /// <param name="queue">Null where no queue was found yet: the usual ways then.</param>
    internal DeferredMenu Of(Queue? queue, EntryPoint? door)
    {
        var offered = (queue?.Fallbacks ?? Fallback.Usual).Where(f => f.Kind != FallbackKind.Bot || door?.BotId is not null).ToList();
        var slots = queue is not null && offered.Exists(f => f.Kind == FallbackKind.CallBack) ? Slots(queue, door?.Key ?? "") : [];
        return new DeferredMenu(
            [.. offered.Select(f => new FallbackChoice(WordFor(f.Kind), f.Target, f.Label))], slots, queue?.CallBack.SlotMinutes ?? 0);
    }

    private IReadOnlyList<DateTimeOffset> Slots(Queue queue, string door)
    {
        var now = time.Now();
        var minute = now.ToUnixTimeSeconds() / 60;
        var current = desk.Value;
        if (!_slots.TryGetValue((queue.Id, door), out var known) || known.Minute != minute || !ReferenceEquals(known.Desk, current))
        {
            known = (minute, current, CallBackSlots.Next(current, door, queue, now, SlotsShown));
            _slots[(queue.Id, door)] = known;
        }

        return known.Slots;
    }

    private static string WordFor(FallbackKind kind) => kind switch
    {
        FallbackKind.Message => FallbackKinds.Message,
        FallbackKind.Bot => FallbackKinds.Bot,
        FallbackKind.CallBack => FallbackKinds.CallBack,
        FallbackKind.Email => FallbackKinds.Email,
        _ => FallbackKinds.Link,
    };
}
