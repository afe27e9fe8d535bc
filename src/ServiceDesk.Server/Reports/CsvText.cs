using System.Globalization;
using System.Text;

namespace ServiceDesk.Server.Reports;

/// <summary>A table as RFC 4180 asks: lines end with CR LF, fields with commas, quotes or line ends are quoted.</summary>
internal sealed class CsvText
{
    // Spreadsheets take a text that begins with one of these for a formula.
    private const string Formula = "=+-@\t\r";

    private readonly StringBuilder _text = new();
    private bool _begun;

    /// <summary>A text, which cannot become a formula.</summary>
    public CsvText Text(string? value)
    {
        var safe = value is { Length: > 0 } && Formula.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";
        return Field(safe.IndexOfAny([',', '"', '\r', '\n']) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>A number with a point; nothing when there is no data.</summary>
    public CsvText Number(double? value) => Field(value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "");

    /// <summary>An instant at the zone's clock, with its offset.</summary>
    public CsvText Instant(DateTimeOffset at, TimeZoneInfo zone) =>
        Field(TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    public void End()
    {
        _text.Append("\r\n");
        _begun = false;
    }

    /// <summary>UTF-8 with its mark, by which spreadsheets know it.</summary>
    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(_text.ToString())];

    private CsvText Field(string field)
    {
        if (_begun)
        {
            _text.Append(',');
        }

        _text.Append(field);
        _begun = true;
        return this;
    }
}
