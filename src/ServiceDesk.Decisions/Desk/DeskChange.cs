using System.Text.Json;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>One difference between two desks.</summary>
/// <param name="Path">Where, by the ids of items: <c>queues[billing].acceptSeconds</c>.</param>
/// <param name="Item">The item that it belongs to: <c>queues[billing]</c>; for settings of the whole desk, their name.</param>
/// <param name="Before">The value as JSON; absent when added.</param>
/// <param name="After">The value as JSON; absent when removed.</param>
public sealed record DeskChange(string Path, string Item, ChangeKind Kind, JsonElement? Before, JsonElement? After);

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}
