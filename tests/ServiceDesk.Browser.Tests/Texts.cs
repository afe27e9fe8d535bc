using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceDesk.Browser.Tests;

/// <summary>What people read, by key of the catalogue, so that one test speaks every language. An area's keys have its name before them: <c>admin/nav.hours</c>.</summary>
internal sealed partial class Texts
{
    private readonly Dictionary<string, string> _texts = [];

    private Texts(string locale)
    {
        Locale = locale;
        using var file = File.OpenRead(Path.Combine(Repository.Root, "src", "web", "ui", "locales", $"{locale}.json"));
        using var catalogue = JsonDocument.Parse(file);
        Read("", catalogue.RootElement);
        string[] folders = ["desk/locales", "ui/locales"];
        foreach (var area in folders.SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, "src", "web", folder))))
        {
            using var words = JsonDocument.Parse(File.ReadAllText(Path.Combine(area, $"{locale}.json")));
            foreach (var word in words.RootElement.EnumerateObject())
            {
                _texts[$"{Path.GetFileName(area)}/{word.Name}"] = word.Value.GetString()!;
            }
        }
    }

    public static Texts English { get; } = new("en");

    public static Texts Chinese { get; } = new("zh-CN");

    public string Locale { get; }

    /// <summary>The text of a key with its places filled in.</summary>
    public string this[string key, params (string Name, string Value)[] places] =>
        places.Aggregate(_texts[key], (text, place) => text.Replace($"{{{{{place.Name}}}}}", place.Value, StringComparison.Ordinal));

    /// <summary>Matches the text of a key whatever fills its places.</summary>
    public Regex Like(string key) => new(string.Join(".*", Place().Split(_texts[key]).Select(Regex.Escape)));

    private void Read(string path, JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Read(key, property.Value);
            }
            else
            {
                _texts[key] = property.Value.GetString()!;
            }
        }
    }

    [GeneratedRegex(@"\{\{\w+\}\}")]
    private static partial Regex Place();
}
