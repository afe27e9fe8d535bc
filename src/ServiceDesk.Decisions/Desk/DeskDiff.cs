using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>What is different between two desks. Items are told apart by their ids, so that an insertion changes nothing behind it.</summary>
public sealed class DeskDiff
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly List<DeskChange> changes = [];

    private DeskDiff()
    {
    }

    /// <summary>Every difference, in the order of the desk's fields; the version itself is none.</summary>
    public static IReadOnlyList<DeskChange> Changes(Desk before, Desk after)
    {
        var diff = new DeskDiff();
        diff.Object(
            "", null, Options.GetTypeInfo(typeof(Desk)),
            JsonSerializer.SerializeToElement(before with { Version = 0 }, Options), JsonSerializer.SerializeToElement(after with { Version = 0 }, Options));
        return diff.changes;
    }

    private void Compare(string path, string item, Type type, JsonElement before, JsonElement after)
    {
        if (!IsThere(before) || !IsThere(after))
        {
            if (IsThere(before) != IsThere(after))
            {
                Add(path, item, before, after);
            }

            return;
        }

        if (JsonElement.DeepEquals(before, after))
        {
            return;
        }

        var shape = Options.GetTypeInfo(type);
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object && shape.PolymorphismOptions is null)
        {
            Object(path, item, shape, before, after);
        }
        else if (shape.ElementType is { } element && ItemIds.Of(element) is { } id && Named(before, id) is { } old && Named(after, id) is { } now)
        {
            List(path, item, element, old, now);
        }
        else
        {
            Add(path, item, before, after);
        }
    }

    private void Object(string path, string? item, JsonTypeInfo shape, JsonElement before, JsonElement after)
    {
        foreach (var property in shape.Properties.Where(p => before.TryGetProperty(p.Name, out _)))
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            Compare(at, item ?? property.Name, property.PropertyType, before.GetProperty(property.Name), after.GetProperty(property.Name));
        }
    }

    private void List(string path, string item, Type element, OrderedDictionary<string, JsonElement> before, OrderedDictionary<string, JsonElement> after)
    {
        foreach (var id in before.Keys.Concat(after.Keys.Where(id => !before.ContainsKey(id))))
        {
            var at = $"{path}[{id}]";
            // Of lists within lists, the outer item is the one that people know.
            var owner = path == item ? at : item;
            Compare(at, owner, element, before.GetValueOrDefault(id), after.GetValueOrDefault(id));
        }

        // Rules are tried in their order; elsewhere it says nothing.
        var (old, now) = (before.Keys.Where(after.ContainsKey).ToList(), after.Keys.Where(before.ContainsKey).ToList());
        if (element == typeof(RoutingRule) && !old.SequenceEqual(now))
        {
            changes.Add(new DeskChange(
                path, item, ChangeKind.Changed, JsonSerializer.SerializeToElement(before.Keys, Options), JsonSerializer.SerializeToElement(after.Keys, Options)));
        }
    }

    private void Add(string path, string item, JsonElement before, JsonElement after)
    {
        var (had, has) = (IsThere(before), IsThere(after));
        var kind = !had ? ChangeKind.Added : !has ? ChangeKind.Removed : ChangeKind.Changed;
        changes.Add(new DeskChange(path, item, kind, had ? before : null, has ? after : null));
    }

    private static bool IsThere(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    // Null when two items have one id: then only the whole list can be compared.
    private static OrderedDictionary<string, JsonElement>? Named(JsonElement list, string id)
    {
        var items = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                var name = item.GetProperty(id);
                if (!items.TryAdd(name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText(), item))
                {
                    return null;
                }
            }
        }

        return items;
    }
}
