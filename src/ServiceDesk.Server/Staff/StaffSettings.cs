using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ServiceDesk.Server.Staff;

/// <summary>Section <c>Staff</c>.</summary>
public sealed class StaffSettings
{
    /// <summary>How long a sign-in lasts. Default 12 h, 1–168.</summary>
    [Range(1, 168)]
    public int SignInHours { get; set; } = 12;

    /// <summary>Wrong passwords in a row after which an account is locked. Default 10, 3–100.</summary>
    [Range(3, 100)]
    public int LockoutAttempts { get; set; } = 10;

    /// <summary>How long it stays locked. Default 15 min, 1–1,440.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Sign-ins that one address may try per minute, twice as many at once. Default 10, 1–100,000.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 10;
}

/// <summary>Rules for accounts.</summary>
internal sealed class IdentityRules(IOptions<StaffSettings> settings) : IConfigureOptions<IdentityOptions>
{
    public void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // Length is what counts; composition rules make passwords worse.
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = settings.Value.LockoutAttempts;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(settings.Value.LockoutMinutes);
    }
}
