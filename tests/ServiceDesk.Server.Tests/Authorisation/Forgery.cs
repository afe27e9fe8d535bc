using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>A request with every field besides its own that any contract or table knows, each with a value by which it is found again.</summary>
internal sealed class Forgery
{
    private const string Text = "forged-r29";
    private const int Number = 29_292_929;
    private static readonly Guid Id = Guid.Parse("f29f29f2-9f29-4f29-8f29-f29f29f29f29");
    private static readonly DateTimeOffset At = new(2029, 2, 9, 2, 9, 29, TimeSpan.Zero);

    private readonly Dictionary<string, object> _fields;

    private Forgery(DeskDb db)
    {
        var contracts = typeof(Reply).Assembly.GetExportedTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance));
        var columns = db.Model.GetEntityTypes().SelectMany(table => table.GetProperties()).Select(column => (column.Name, column.ClrType));
        _fields = contracts.Where(p => p.GetIndexParameters().Length == 0).Select(p => (p.Name, p.PropertyType)).Concat(columns)
            .GroupBy(field => field.Item1, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name.Key, name => Value(name.First().Item2), StringComparer.OrdinalIgnoreCase);
    }

    public static async Task<Forgery> Of(TestHost host)
    {
        await using var db = host.OpenDb();
        return new Forgery(db);
    }

    /// <summary>The forged values as an answer or a table would show them.</summary>
    public static IReadOnlyList<string> Signs =>
        [Text, $"{Number}", $"{Id}", "2029-02-09", $"{At.ToUnixTimeMilliseconds()}", $"{At.Ticks}"];

    public JsonObject Json(object request)
    {
        var json = JsonSerializer.SerializeToNode(request, request.GetType(), WireJson.Options)!.AsObject();
        Add(json, request.GetType());
        return json;
    }

    /// <summary>As a map of MessagePack, whose names are those of the properties.</summary>
    public Dictionary<string, object?> Map(object request)
    {
        var own = request.GetType().GetProperties();
        var map = own.ToDictionary(p => p.Name, p => Packed(p.GetValue(request)));
        foreach (var (name, value) in Foreign(own))
        {
            map[name] = value;
        }

        return map;
    }

    private object? Packed(object? value) => value switch
    {
        null => null,
        Enum named => named.ToString(),
        _ when IsNested(value.GetType()) => Map(value),
        IEnumerable<object> items => items.Select(Packed).ToArray(),
        _ => value,
    };

    private void Add(JsonNode? json, Type type)
    {
        if (json is JsonArray items && type.GetGenericArguments() is [var item])
        {
            foreach (var one in items)
            {
                Add(one, item);
            }
        }

        if (json is not JsonObject map || !IsNested(type))
        {
            return;
        }

        var own = type.GetProperties();
        foreach (var property in own)
        {
            Add(map[JsonNamingPolicy.CamelCase.ConvertName(property.Name)], property.PropertyType);
        }

        foreach (var (name, value) in Foreign(own))
        {
            map[JsonNamingPolicy.CamelCase.ConvertName(name)] = JsonSerializer.SerializeToNode(value, WireJson.Options);
        }
    }

    private IEnumerable<KeyValuePair<string, object>> Foreign(PropertyInfo[] own) =>
        _fields.Where(field => !own.Any(p => string.Equals(p.Name, field.Key, StringComparison.OrdinalIgnoreCase)));

    // Our own, whose names are known; not a map with names of the caller's.
    private static bool IsNested(Type type) => type.Namespace?.StartsWith("ServiceDesk", StringComparison.Ordinal) == true && !type.IsEnum;

    private static object Value(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(bool) => true,
        var t when t == typeof(Guid) => Id,
        var t when t == typeof(DateTimeOffset) => At,
        var t when t.IsPrimitive || t == typeof(decimal) => Number,
        var t when t == typeof(string) || t.IsEnum => Text,
        _ => (string[])[Text],
    };
}
