using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>What an access token says. Bind it to the connection.</summary>
/// <param name="EntryPoint">Internal key of the entry point.</param>
/// <param name="ExpiresAt">The connection needs a new token by then.</param>
public sealed record VisitorIdentity(string VisitorId, string EntryPoint, DateTimeOffset ExpiresAt);

/// <summary>Exactly one of the two is set.</summary>
public sealed record VisitorCheck(VisitorIdentity? Identity, Error? Refusal);

/// <summary>Makes and checks visitors' access tokens: JWT, HS256, sub = visitor, aud = entry point.</summary>
public sealed class VisitorTokens
{
    private const string Issuer = "servicedesk";
    private const int MaxLength = 2000;
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private readonly SigningKeys _keys;
    private readonly VisitorSettings _settings;
    private readonly Bans _bans;
    private readonly TimeProvider _time;

    internal VisitorTokens(SigningKeys keys, VisitorSettings settings, Bans bans, TimeProvider time) =>
        (_keys, _settings, _bans, _time) = (keys, settings, bans, time);

    /// <param name="entryPoint">Internal key of the entry point.</param>
    public (string Token, DateTimeOffset ExpiresAt) Issue(string visitorId, string entryPoint)
    {
        var now = _time.Now();
        // A token's times are whole seconds.
        var expires = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + _settings.AccessTokenSeconds);
        var token = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = entryPoint,
            Claims = new Dictionary<string, object> { ["sub"] = visitorId },
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(Key(), SecurityAlgorithms.HmacSha256),
        });
        return (token, expires);
    }

    /// <summary>
    /// The identity, or <c>unauthenticated</c> (not ours), <c>token_expired</c> (ours, past its time) or <c>banned</c> (ours, of who is
    /// kept out).
    /// </summary>
    public async Task<VisitorCheck> Check(string? token, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token) || token.Length > MaxLength)
        {
            return NotOurs;
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = Key(),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            // Times are compared below, by this server's clock.
            ValidateLifetime = false,
            RequireExpirationTime = true,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject.Length: > 0 } jwt || jwt.Audiences.FirstOrDefault() is not { } entryPoint)
        {
            return NotOurs;
        }

        var expires = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero);
        if (expires <= _time.GetUtcNow())
        {
            return new VisitorCheck(null, new Error(ErrorCodes.TokenExpired, "The token is past its time; ask for a new one."));
        }

        return await _bans.Refusal(jwt.Subject, cancellation) is { } banned
            ? new VisitorCheck(null, banned)
            : new VisitorCheck(new VisitorIdentity(jwt.Subject, entryPoint, expires), null);
    }

    private static VisitorCheck NotOurs { get; } = new(null, new Error(ErrorCodes.Unauthenticated, "The token is not one of this server."));

    private SymmetricSecurityKey Key() => new(_keys.Current.Secret) { KeyId = _keys.Current.Id };
}
