using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>
/// Long-lived tokens by which a browser comes back as the same visitor; stored as SHA-256 only. A token is replaced at most
/// once a day. The successor is derived from its predecessor under the server's secret, so two tabs that present the old one,
/// or one whose answer was lost, get the same successor; the old one works until a while after the successor's first use.
/// </summary>
internal sealed class ResumeTokens(SigningKeys keys, VisitorSettings settings, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int MaxLength = 100;
    private const string Purpose = "resume-token-successor:";

    /// <summary>Adds a first token of a new visitor to the caller's transaction.</summary>
    public string First(DeskDb db, string visitorId) => Add(db, visitorId, Text(RandomNumberGenerator.GetBytes(TokenBytes)), time.Now());

    /// <summary>
    /// The visitor of a token and the token to use from now on (the same one, or its successor). Null when it is unknown,
    /// expired or replaced for good. Changes join the caller's transaction.
    /// </summary>
    public async Task<(string VisitorId, string Token)?> Use(DeskDb db, string token, CancellationToken cancellation)
    {
        var now = time.Now();
        if (token.Length > MaxLength || await Find(db, VisitorToken.HashOf(token), cancellation) is not { } row || row.ExpiresAt <= now)
        {
            return null;
        }

        if (row.ReplacedBy is { } hash)
        {
            var successor = await Find(db, hash, cancellation);
            return successor is null || successor.FirstUsedAt + TimeSpan.FromMinutes(settings.OldTokenMinutes) <= now
                ? null
                : (row.VisitorId, SuccessorOf(token));
        }

        row.FirstUsedAt ??= now;
        if (now - row.IssuedAt < TimeSpan.FromHours(settings.ReplaceAfterHours))
        {
            return (row.VisitorId, token);
        }

        var next = Add(db, row.VisitorId, SuccessorOf(token), now);
        row.ReplacedBy = VisitorToken.HashOf(next);
        return (row.VisitorId, next);
    }

    private static Task<VisitorToken?> Find(DeskDb db, string hash, CancellationToken cancellation) =>
        db.VisitorTokens.FirstOrDefaultAsync(t => t.Hash == hash, cancellation);

    private string Add(DeskDb db, string visitorId, string token, DateTimeOffset now)
    {
        db.VisitorTokens.Add(new VisitorToken
        {
            Hash = VisitorToken.HashOf(token),
            VisitorId = visitorId,
            IssuedAt = now,
            ExpiresAt = now.AddDays(settings.ResumeTokenDays),
        });
        return token;
    }

    private string SuccessorOf(string token) =>
        Text(HMACSHA256.HashData(keys.Current.Secret, Encoding.UTF8.GetBytes(Purpose + token)));

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
