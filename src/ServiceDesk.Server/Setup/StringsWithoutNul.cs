using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDesk.Server.Setup;

/// <summary>
/// Refuses text with U+0000 at the hubs, as <see cref="TextWithNul"/> does over HTTP: no text needs it, PostgreSQL cannot store it, and what stops at it would see
/// another text than what does not.
/// </summary>
internal sealed class StringsWithoutNul : JsonConverter<string>
{
    /// <summary>The rule that such a text breaks.</summary>
    public const string Rule = "must not contain U+0000";

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Checked(reader.GetString());

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Checked(reader.GetString())!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string? Checked(string? text) =>
        text is not null && text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException(Rule) : text;
}
