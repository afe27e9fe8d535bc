using Microsoft.AspNetCore.Identity;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Hubs;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Staff;

/// <summary>Accounts and what their end of access entails.</summary>
internal sealed class StaffAccounts(IServiceScopeFactory scopes, PersonConnections connections, TimeProvider time)
{
    // A connection that was let in while the account changed binds within this time.
    private static readonly TimeSpan Straggler = TimeSpan.FromSeconds(2);

    private static readonly string[] Roles = [StaffRoles.Agent, StaffRoles.Supervisor, StaffRoles.Administrator];

    public async Task EnsureRoles(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole<long>>>();
        foreach (var role in Roles)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await roles.RoleExistsAsync(role))
            {
                Check(await roles.CreateAsync(new IdentityRole<long>(role)));
            }
        }
    }

    /// <exception cref="InvalidOperationException">The account's data break a rule of Identity.</exception>
    public static async Task<long> Create(UserManager<StaffAccount> accounts, string name, string email, string password, string role)
    {
        var account = new StaffAccount { Name = name, UserName = email, Email = email, EmailConfirmed = true };
        Check(await accounts.CreateAsync(account, password));
        Check(await accounts.AddToRoleAsync(account, role));
        return account.Id;
    }

    /// <summary>Makes every cookie of the person worthless and closes its connections.</summary>
    public async Task EndSignIns(long id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        if (await accounts.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } account)
        {
            Check(await accounts.UpdateSecurityStampAsync(account));
            await connections.Abort(Persons.Agent(id), new Control(ControlKinds.SignedOut));
        }
    }

    /// <summary>False when there is no such account.</summary>
    public async Task<bool> SetActive(long id, bool active, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        if (await accounts.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } account)
        {
            return false;
        }

        account.Active = active;
        Check(await accounts.UpdateSecurityStampAsync(account));
        await connections.Abort(Persons.Agent(id), new Control(ControlKinds.SignedOut));
        if (!active)
        {
            await Task.Delay(Straggler, time, cancellation);
            await connections.Abort(Persons.Agent(id), new Control(ControlKinds.SignedOut));
        }

        return true;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
        }
    }
}
