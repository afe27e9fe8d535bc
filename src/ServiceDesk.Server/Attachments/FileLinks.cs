using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Attachments;

/// <summary>What an address of a file says.</summary>
/// <param name="Person">Who may use it, as long as that person may read the conversation.</param>
internal sealed record FileGrant(string AttachmentId, string Person, bool Thumbnail, DateTimeOffset ExpiresAt);

/// <summary>
/// Makes and reads addresses of files: <c>/w/files/GRANT</c> on the chat origin, where no cookie lives. The grant is signed, so it can be
/// neither made up nor changed; it names a person, whose right is asked for again when it is used.
/// </summary>
internal sealed class FileLinks(SigningKeys keys, PublicOrigins origins, AttachmentOptions options, TimeProvider time)
{
    public const string Path = "/w/files";

    private const string Purpose = "attachment-link:";
    private const int IdBytes = 16;
    private const int HeadBytes = sizeof(long) + 1 + IdBytes;
    private const int LongestGrant = 400;

    /// <summary>
    /// When addresses made now end: between half and the whole of their time from now, the same for all made within that half, so that
    /// a browser that asks again gets the address that it has in its cache.
    /// </summary>
    public DateTimeOffset NextEnd()
    {
        var half = options.LinkMinutes * 30L;
        return DateTimeOffset.FromUnixTimeSeconds(((time.Now().ToUnixTimeSeconds() / half) + 2) * half);
    }

    public string Url(FileGrant grant)
    {
        var person = Encoding.UTF8.GetBytes(grant.Person);
        var bytes = new byte[HeadBytes + person.Length + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, grant.ExpiresAt.ToUnixTimeSeconds());
        bytes[sizeof(long)] = grant.Thumbnail ? (byte)1 : (byte)0;
        Convert.FromHexString(grant.AttachmentId).CopyTo(bytes, sizeof(long) + 1);
        person.CopyTo(bytes, HeadBytes);
        Signature(bytes.AsSpan(0, HeadBytes + person.Length)).CopyTo(bytes, HeadBytes + person.Length);
        return $"{origins.Chat}{Path}/{Base64Url.EncodeToString(bytes)}";
    }

    /// <returns>Null when it is not ours or past its time.</returns>
    public FileGrant? Read(string text)
    {
        if (text.Length > LongestGrant || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var signed = bytes.Length - SHA256.HashSizeInBytes;
        if (signed <= HeadBytes || !CryptographicOperations.FixedTimeEquals(Signature(bytes.AsSpan(0, signed)), bytes.AsSpan(signed)))
        {
            return null;
        }

        var grant = new FileGrant(
            Convert.ToHexStringLower(bytes.AsSpan(sizeof(long) + 1, IdBytes)),
            Encoding.UTF8.GetString(bytes.AsSpan(HeadBytes, signed - HeadBytes)),
            bytes[sizeof(long)] == 1,
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes)));
        return grant.ExpiresAt > time.Now() ? grant : null;
    }

    private byte[] Signature(ReadOnlySpan<byte> grant) =>
        HMACSHA256.HashData(keys.Current.Secret, (byte[])[.. Encoding.UTF8.GetBytes(Purpose), .. grant]);
}
