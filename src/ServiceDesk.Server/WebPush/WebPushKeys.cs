using System.Buffers.Text;
using System.Security.Cryptography;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.WebPush;

/// <summary>
/// The pair of keys by which push services know this server, derived from its signing key: a lost signing key ends subscriptions,
/// and a desk that sees another key subscribes anew.
/// </summary>
internal sealed class WebPushKeys(SigningKeys keys)
{
    private const int ScalarBytes = 32;
    private const byte Uncompressed = 4;
    private static readonly byte[] Purpose = "web-push"u8.ToArray();

    private readonly Lock _lock = new();
    private (string Of, string Public, string Private)? _pair;

    /// <summary>Both in base64url: the uncompressed point, and the scalar.</summary>
    public (string Public, string Private) Pair
    {
        get
        {
            lock (_lock)
            {
                var (id, secret) = keys.Current;
                if (_pair is not { } pair || pair.Of != id)
                {
                    var (point, scalar) = Derive(secret);
                    _pair = pair = (id, Base64Url.EncodeToString(point), Base64Url.EncodeToString(scalar));
                }

                return (pair.Public, pair.Private);
            }
        }
    }

    private static (byte[] Point, byte[] Scalar) Derive(byte[] secret)
    {
        for (byte attempt = 0; ; attempt++)
        {
            var scalar = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, ScalarBytes, info: [.. Purpose, attempt]);
            try
            {
                using var curve = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
                var point = curve.ExportParameters(includePrivateParameters: false).Q;
                return ([Uncompressed, .. point.X!, .. point.Y!], scalar);
            }
            catch (CryptographicException) when (attempt < byte.MaxValue)
            {
                // Not below the order of the curve: once in four thousand million keys.
            }
        }
    }
}
