using System.Security.Cryptography;

namespace ServiceDesk.Server.Attachments;

/// <summary>The hash that a sender gives with a piece: <c>Upload-Checksum: algorithm base64</c>.</summary>
internal sealed record ChunkChecksum(string Algorithm, byte[] Expected)
{
    /// <summary>What is understood, as the protocol lists it. It demands SHA-1.</summary>
    public const string Algorithms = "sha1,sha256";

    /// <returns>Null for another algorithm or what is no hash of it.</returns>
    public static ChunkChecksum? Read(string header)
    {
        var parts = header.Split(' ', 2);
        var length = parts[0] switch { "sha1" => SHA1.HashSizeInBytes, "sha256" => SHA256.HashSizeInBytes, _ => 0 };
        var hash = new byte[Math.Max(1, length)];
        return length > 0 && parts.Length == 2 && Convert.TryFromBase64String(parts[1].Trim(), hash, out var written) && written == length
            ? new ChunkChecksum(parts[0], hash)
            : null;
    }

    public async Task<bool> Fits(Stream piece, CancellationToken cancellation)
    {
#pragma warning disable CA5350 // It finds what a network spoilt, not what an enemy made.
        var hash = Algorithm == "sha1" ? await SHA1.HashDataAsync(piece, cancellation) : await SHA256.HashDataAsync(piece, cancellation);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(hash, Expected);
    }
}
