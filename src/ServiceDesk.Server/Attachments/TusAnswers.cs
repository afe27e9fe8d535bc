using System.Globalization;
using System.Text;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Header names, statuses and texts of tus 1.0.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,expiration,checksum,termination";
    public const string ChunkType = "application/offset+octet-stream";
    public const string Resumable = "Tus-Resumable";
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";
    public const string Metadata = "Upload-Metadata";
    public const string Checksum = "Upload-Checksum";
    public const string Expires = "Upload-Expires";

    /// <summary>The protocol's own status for a piece that does not fit its hash.</summary>
    public const int ChecksumMismatch = 460;

    public static IResult Refused(string code, string message, int status) => Problems.Of(new Error(code, message), status);

    /// <summary>A header that is a whole number from 0 on; null when it is missing or none.</summary>
    public static long? Number(HttpRequest request, string header) =>
        request.Headers[header] is [{ } text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Pairs of <c>name base64</c>, separated by commas; null when it is not written so.</summary>
    public static Dictionary<string, string>? Pairs(string metadata)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in metadata.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ', 2);
            var bytes = new byte[pair.Length];
            var value = parts.Length == 2 ? parts[1] : "";
            if (!Convert.TryFromBase64String(value, bytes, out var written) || !pairs.TryAdd(parts[0], Encoding.UTF8.GetString(bytes, 0, written)))
            {
                return null;
            }
        }

        return pairs;
    }

    public static void Describe(HttpResponse response, AttachmentRow row, long offset)
    {
        response.Headers[Offset] = offset.ToString(CultureInfo.InvariantCulture);
        if (row.State == UploadStates.Uploading)
        {
            response.Headers[Expires] = row.ExpiresAt!.Value.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
