using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Admin;

/// <summary>
/// Reads JSON into a record and names everything that does not fit, by the ids of items: fields that do not exist, that are
/// missing or given twice, values of another kind. A typing error in a configuration must not pass as a default.
/// </summary>
internal sealed class StrictReader
{
    private const int MostFaults = 200;
    private const int ShownLength = 100;

    private readonly List<FieldFault> _faults = [];

    /// <param name="faults">Empty, and only then the answer is the record; at most 200.</param>
    public static T? Read<T>(JsonElement json, out IReadOnlyList<FieldFault> faults)
        where T : class
    {
        var reader = new StrictReader();
        reader.Look(json, typeof(T), isNullable: false, "");
        faults = reader._faults;
        return reader._faults.Count == 0 ? json.Deserialize<T>(DeskJson.Options) : null;
    }

    private void Look(JsonElement value, Type type, bool isNullable, string path)
    {
        if (_faults.Count >= MostFaults)
        {
            return;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            (type, isNullable) = (underlying, true);
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!isNullable)
            {
                Fault(path, "null", "must not be null");
            }

            return;
        }

        var shape = DeskJson.Options.GetTypeInfo(type);
        switch (shape.Kind)
        {
            case JsonTypeInfoKind.Object:
                LookAtObject(value, shape, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                LookAtList(value, shape.ElementType!, path);
                break;
            default:
                LookAtValue(value, type, path);
                break;
        }
    }

    private void LookAtObject(JsonElement value, JsonTypeInfo shape, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(path, Shown(value), "must be an object");
            return;
        }

        if (shape.PolymorphismOptions is not { } kinds)
        {
            LookAtFields(value, shape, null, path);
        }
        else if (KindOf(value, kinds, path) is { } chosen)
        {
            LookAtFields(value, DeskJson.Options.GetTypeInfo(chosen), kinds.TypeDiscriminatorPropertyName, path);
        }
    }

    private void LookAtFields(JsonElement value, JsonTypeInfo shape, string? kind, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
        {
            if (NameOf(field) is not { } name)
            {
                Fault(path, null, "has a field whose name is no text");
                continue;
            }

            var at = Below(path, name);
            if (!seen.Add(name))
            {
                Fault(at, Shown(field.Value), "is given twice");
            }
            else if (name != kind && shape.Properties.FirstOrDefault(p => p.Name == name) is { } property)
            {
                Look(field.Value, property.PropertyType, property.IsSetNullable, at);
            }
            else if (name != kind)
            {
                Fault(at, Shown(field.Value), $"is no field here; there are {string.Join(", ", shape.Properties.Select(p => p.Name))}");
            }
        }

        foreach (var missing in shape.Properties.Where(p => p.IsRequired && !seen.Contains(p.Name)))
        {
            Fault(Below(path, missing.Name), null, "is missing");
        }
    }

    private Type? KindOf(JsonElement value, JsonPolymorphismOptions kinds, string path)
    {
        var name = kinds.TypeDiscriminatorPropertyName;
        var given = value.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? TextOf(word) : null;
        var chosen = kinds.DerivedTypes.FirstOrDefault(k => given is not null && given.Equals(k.TypeDiscriminator as string, StringComparison.Ordinal)).DerivedType;
        if (chosen is null)
        {
            Fault(Below(path, name), given, $"must be one of {string.Join(", ", kinds.DerivedTypes.Select(k => k.TypeDiscriminator))}");
        }

        return chosen;
    }

    private void LookAtList(JsonElement value, Type element, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(path, Shown(value), "must be a list");
            return;
        }

        var id = ItemIds.Of(element);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var name = id is not null && item.ValueKind == JsonValueKind.Object && item.TryGetProperty(id, out var named) ? Shown(named) : null;
            Look(item, element, isNullable: false, $"{path}[{name ?? index.ToString(CultureInfo.InvariantCulture)}]");
            index++;
        }
    }

    private void LookAtValue(JsonElement value, Type type, string path)
    {
        if (value.ValueKind == JsonValueKind.String && TextOf(value)?.Contains('\0', StringComparison.Ordinal) == true)
        {
            Fault(path, null, StringsWithoutNul.Rule);
            return;
        }

        try
        {
            value.Deserialize(type, DeskJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            Fault(path, Shown(value), Rule(type));
        }
    }

    private static string Rule(Type type) => type switch
    {
        { IsEnum: true } => $"must be one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}",
        _ when type == typeof(bool) => "must be true or false",
        _ when type == typeof(int) || type == typeof(long) => "must be a whole number",
        _ when type == typeof(DateOnly) => "must be a date as 2026-12-31",
        _ when type == typeof(DateTimeOffset) => "must be an instant as 2026-12-31T08:00:00Z",
        _ => "must be text",
    };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // Null for escapes that are half a character: they can be written in JSON and are no text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String && TextOf(value) is { } given ? given : value.GetRawText();
        return text.Length <= ShownLength ? text : text[..ShownLength];
    }

    private void Fault(string path, string? value, string rule)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new FieldFault(path.Length == 0 ? "body" : path, value, rule));
        }
    }
}
