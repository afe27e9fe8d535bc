using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDesk.Load;

/// <summary>Figures as they come: JSON lines, or a table at the end.</summary>
internal sealed class Report(string scenario, bool json)
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Figure> _figures = [];

    /// <param name="yardstick">The same unit, measured in the same run; the ratio is the figure over it.</param>
    public void Add(string figure, double value, string unit, double? yardstick = null)
    {
        double? ratio = yardstick is > 0 ? Round(value / yardstick.Value) : null;
        var added = new Figure(scenario, figure, Round(value), unit, yardstick is { } y ? Round(y) : null, ratio);
        _figures.Add(added);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(added, Lines));
        }
    }

    public void Close()
    {
        if (json || _figures.Count == 0)
        {
            return;
        }

        var width = _figures.Max(f => f.Name.Length);
        foreach (var f in _figures)
        {
            var beside = f.Ratio is { } ratio ? $"  {ratio:0.##} × the yardstick's {f.Yardstick:0.###}" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Name.PadRight(width)}  {f.Value,12:#,0.###} {f.Unit}{beside}"));
        }
    }

    private static double Round(double value) => Math.Round(value, 3);

    private sealed record Figure(
        string Scenario, [property: JsonPropertyName("figure")] string Name, double Value, string Unit, double? Yardstick, double? Ratio);
}
