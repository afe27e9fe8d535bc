using System.Globalization;
using System.Text;

namespace ServiceDesk.Decisions.Files;

/// <summary>Names of files as people see them. Nothing is ever stored under one.</summary>
public static class FileNames
{
    /// <summary>UTF-16 units of a cleaned name.</summary>
    public const int Longest = 120;

    private const int LongestExtension = 10;
    private const string Fallback = "file";

    // What Windows takes for a device, whatever the ending.
    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>
    /// The last part of a path, composed, without characters that are not seen or that no file system takes, without dots and
    /// blanks at its ends, cut to <see cref="Longest"/> with its ending kept. Never empty, never a device, never a path.
    /// </summary>
    public static string Clean(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var last = name[(name.LastIndexOfAny(['/', '\\', '⁄', '∕', '／', '＼']) + 1)..];
        var text = new StringBuilder();
        foreach (var rune in Composed(last).EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!hidden && rune.Value != 0xFFFD)
            {
                text.Append("<>:\"|?*/\\".Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            }
        }

        var clean = Cut(text.ToString().Trim(' ', '.'));
        return clean.Length == 0 ? Fallback : Devices.Contains(clean.Split('.')[0].Trim()) ? "_" + clean : clean;
    }

    /// <summary>The ending with its dot in small letters; empty when there is none.</summary>
    public static string ExtensionOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= LongestExtension ? name[dot..].ToLowerInvariant() : string.Empty;
    }

    // Halves of characters cannot be composed.
    private static string Composed(string name) =>
        string.Concat(name.EnumerateRunes().Select(r => r.ToString())).Normalize(NormalizationForm.FormC);

    private static string Cut(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }

        var extension = ExtensionOf(name);
        var keep = Longest - extension.Length;
        return name[..(char.IsHighSurrogate(name[keep - 1]) ? keep - 1 : keep)].TrimEnd(' ', '.') + extension;
    }
}
