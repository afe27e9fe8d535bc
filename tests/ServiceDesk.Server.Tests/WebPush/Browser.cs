using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;

namespace ServiceDesk.Server.Tests.WebPush;

/// <summary>The browser's end of RFC 8291 and RFC 8292: its keys, and what it reads from a push.</summary>
internal sealed class Browser : IDisposable
{
    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    public string P256dh => Base64Url.EncodeToString(Point(_key.ExportParameters(false).Q));

    public string Auth => Base64Url.EncodeToString(_auth);

    /// <summary>What it says, once it is known that this server signed it for this push service.</summary>
    public WebPushNews Read(ReceivedPush push, string serverKey, Uri service, string contact)
    {
        var words = push.Headers["Authorization"].Split(' ', ',', '=').Where(word => word.Length > 0).ToArray();
        words[0].ShouldBe("vapid");
        words[Array.IndexOf(words, "k") + 1].ShouldBe(serverKey);
        var claims = Verified(words[Array.IndexOf(words, "t") + 1], serverKey);
        // Without the port, which the services of browsers' makers never name; theirs is https's own.
        claims.GetProperty("aud").GetString().ShouldBe($"{service.Scheme}://{service.Host}");
        claims.GetProperty("sub").GetString().ShouldBe(contact);
        claims.GetProperty("exp").GetInt64().ShouldBeInRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), DateTimeOffset.UtcNow.AddHours(24).ToUnixTimeSeconds());
        push.Headers["Content-Encoding"].ShouldBe("aes128gcm");
        return JsonSerializer.Deserialize<WebPushNews>(Decrypt(push.Body), WireJson.Options)!;
    }

    public void Dispose() => _key.Dispose();

    private static JsonElement Verified(string token, string serverKey)
    {
        var parts = token.Split('.');
        var point = Base64Url.DecodeFromChars(serverKey);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue("the signature");
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }

    private byte[] Decrypt(byte[] body)
    {
        var salt = body[..SaltBytes];
        BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltBytes)).ShouldBeGreaterThan(17u, "the record's size");
        var sender = body[21..(21 + body[20])];
        var sealedText = body[(21 + body[20])..];
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var shared = HKDF.Extract(HashAlgorithmName.SHA256, _key.DeriveRawSecretAgreement(other.PublicKey), _auth);
        var material = HKDF.Expand(HashAlgorithmName.SHA256, shared, 32, [.. "WebPush: info\0"u8, .. Point(_key.ExportParameters(false).Q), .. sender]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 12, salt, [.. "Content-Encoding: nonce\0"u8]);
        var text = new byte[sealedText.Length - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce, sealedText.AsSpan(0, text.Length), sealedText.AsSpan(text.Length), text);
        // 2 ends the text of the last record; zeros may fill it up.
        return text[..Array.LastIndexOf(text, (byte)2)];
    }

    private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
