using System.Collections.Concurrent;
using System.Text.Json;

namespace ServiceDesk.Server.Visitors;

/// <summary>The launcher's texts, taken from the catalogues that the widget itself loads.</summary>
internal sealed class LauncherTexts(IWebHostEnvironment environment)
{
    private const string English = "en";
    private const string Prefix = "launcher.";
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _read = new();

    /// <summary>The catalogue's name for a BCP 47 tag: the languages offered are English and simplified Chinese.</summary>
    public static string LocaleOf(string? asked) =>
        asked is not null && (asked.Equals("zh", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("zh-", StringComparison.OrdinalIgnoreCase))
            ? "zh-CN"
            : English;

    /// <param name="locale">A name of <see cref="LocaleOf"/>.</param>
    /// <returns>Empty while the web apps are not built.</returns>
    public IReadOnlyDictionary<string, string> Of(string locale)
    {
        if (_read.TryGetValue(locale, out var known))
        {
            return known;
        }

        var file = environment.WebRootFileProvider.GetFileInfo($"w/locales/{locale}.json");
        if (!file.Exists)
        {
            return new Dictionary<string, string>();
        }

        using var stream = file.CreateReadStream();
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!
            .Where(text => text.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary();
        return _read[locale] = texts;
    }
}
