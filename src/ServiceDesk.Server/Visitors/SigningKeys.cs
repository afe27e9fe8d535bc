using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Visitors;

/// <summary>The key that signs visitors' tokens: made at the first start, stored encrypted by data protection, loaded at each start.</summary>
internal sealed partial class SigningKeys(DeskDbs dbs, IDataProtectionProvider protection, TimeProvider time, ILogger<SigningKeys> log)
{
    private const int KeyBytes = 32;
    private readonly IDataProtector _protector = protection.CreateProtector("ServiceDesk.Visitors.SigningKeys");
    private (string Id, byte[] Secret)? _current;

    /// <summary>Id and 256 random bits.</summary>
    public (string Id, byte[] Secret) Current => _current ?? throw new InvalidOperationException("The signing key is loaded at start.");

    public async Task Load(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var newest = await db.SigningKeys.OrderByDescending(k => k.CreatedAt).FirstOrDefaultAsync(cancellation);
        _current = newest is null ? null : Read(newest);
        if (_current is not null)
        {
            return;
        }

        var secret = RandomNumberGenerator.GetBytes(KeyBytes);
        var row = new SigningKey { Id = Guid.NewGuid().ToString("N"), Protected = Convert.ToBase64String(_protector.Protect(secret)), CreatedAt = time.Now() };
        db.SigningKeys.Add(row);
        await db.SaveChangesAsync(cancellation);
        _current = (row.Id, secret);
    }

    private (string, byte[])? Read(SigningKey row)
    {
        try
        {
            return (row.Id, _protector.Unprotect(Convert.FromBase64String(row.Protected)));
        }
        catch (CryptographicException)
        {
            // Without the key ring that encrypted it the key is lost; visitors come back by their resume tokens.
            Unreadable(row.Id);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing key {Id} cannot be read with the present key ring; a new one is made and access tokens given so far end.")]
    private partial void Unreadable(string id);
}
