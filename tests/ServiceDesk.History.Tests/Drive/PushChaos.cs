using ServiceDesk.Contracts;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>While on: one push in four is lost, one in four comes twice, one in four after the next one.</summary>
internal sealed class PushChaos(Random random)
{
    private readonly Lock _lock = new();
    private EventsPush? _held;

    public bool On { get; set; }

    public IReadOnlyList<EventsPush> Instead(EventsPush push)
    {
        lock (_lock)
        {
            List<EventsPush> now = On ? random.Next(4) switch
            {
                0 => [],
                1 => [push, push],
                2 when _held is null => [],
                _ => [push],
            } : [push];
            if (_held is { } held)
            {
                now.Add(held);
                _held = null;
            }
            else if (On && now.Count == 0 && random.Next(2) == 0)
            {
                _held = push;
            }

            return now;
        }
    }
}
