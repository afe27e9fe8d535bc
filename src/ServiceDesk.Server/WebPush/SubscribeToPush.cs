using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.WebPush;

/// <summary>PUT /api/staff/web-push: one browser of the caller, with its keys.</summary>
internal sealed class SubscribeToPush(DeskDbs dbs, WebPushOptions options, TimeProvider time)
{
    public static Error Off { get; } = new(ErrorCodes.FeatureDisabled, "This server pushes to no browsers.");

    public async Task<Error?> Handle(StaffCaller caller, WebPushSubscription request, CancellationToken cancellation)
    {
        if (!options.IsOn)
        {
            return Off;
        }

        var hash = HashOf(request.Endpoint);
        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var there = await db.WebPushSubscriptions.Where(s => s.AccountId == caller.AgentId || s.EndpointHash == hash).OrderBy(s => s.Id).ToListAsync(cancellation);
        // A browser belongs to who signed in last: whoever did before is told nothing there.
        db.WebPushSubscriptions.RemoveRange(there.Where(s => s.EndpointHash == hash));
        db.WebPushSubscriptions.RemoveRange(there.Where(s => s.EndpointHash != hash).SkipLast(options.MostOfOne - 1));
        await db.SaveChangesAsync(cancellation);
        db.WebPushSubscriptions.Add(new WebPushSubscriptionRow
        {
            AccountId = caller.AgentId,
            EndpointHash = hash,
            Endpoint = request.Endpoint,
            P256dh = request.P256dh,
            Auth = request.Auth,
            Previews = request.Previews,
            CreatedAt = time.Now(),
        });
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return null;
    }

    public static string HashOf(string endpoint) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)));
}

internal sealed class WebPushSubscriptionValidator : AbstractValidator<WebPushSubscription>
{
    public const int LongestEndpoint = 1_000;
    private const int PointBytes = 65;
    private const int AuthBytes = 16;

    public WebPushSubscriptionValidator()
    {
        RuleFor(r => r.Endpoint).NotEmpty().MaximumLength(LongestEndpoint).Must(IsAddress).WithMessage("must be an https address without a name and password");
        RuleFor(r => r.P256dh).Must(key => IsPoint(key)).WithMessage("must be an uncompressed point of P-256 in base64url");
        RuleFor(r => r.Auth).Must(key => Bytes(key, AuthBytes) is not null).WithMessage("must be 16 bytes in base64url");
    }

    private static bool IsAddress(string? endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address is { Scheme: "https", UserInfo: "" };

    private static bool IsPoint(string? key)
    {
        if (Bytes(key, PointBytes) is not [4, .. var point])
        {
            return false;
        }

        try
        {
            using var curve = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[..32], Y = point[32..] } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(string? key, int length)
    {
        var bytes = new byte[length];
        return key is { Length: < 200 } && Base64Url.IsValid(key, out var decoded) && decoded == length && Base64Url.TryDecodeFromChars(key, bytes, out _) ? bytes : null;
    }
}
