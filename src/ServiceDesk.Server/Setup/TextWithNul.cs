using System.Text.Json;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Setup;

/// <summary>Finds text with U+0000 in what was sent over HTTP, and names the fields as they were sent.</summary>
internal static class TextWithNul
{
    // What is worked out from the fields was not sent, and may not stand before the fields are judged.
    private static readonly JsonSerializerOptions Sent = new(WireJson.Options) { IgnoreReadOnlyProperties = true };

    public static IReadOnlyList<FieldFault> In(object request)
    {
        var faults = new List<FieldFault>();
        Look(JsonSerializer.SerializeToElement(request, request.GetType(), Sent), "", faults);
        return faults;
    }

    private static void Look(JsonElement value, string path, List<FieldFault> faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when HasNul(value.GetString()!):
                Fault(path, faults);
                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    if (HasNul(field.Name))
                    {
                        Fault(path, faults);
                    }
                    else
                    {
                        Look(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", faults);
                    }
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Look(item, $"{path}[{index++}]", faults);
                }

                break;
        }
    }

    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static void Fault(string path, List<FieldFault> faults) => faults.Add(new FieldFault(path, null, StringsWithoutNul.Rule));
}
