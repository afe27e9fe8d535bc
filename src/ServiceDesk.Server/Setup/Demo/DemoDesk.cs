using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>Fills a new database with a desk to try: accounts, queues, hours, one entry point and a bot with articles.</summary>
internal sealed class DemoDesk(
    DemoSettings settings, IHostEnvironment environment, PublicOrigins origins, IServiceScopeFactory scopes, TimeProvider time)
{
    private const string Author = "system";
    private const int RandomPasswordBytes = 12;

    private static readonly (string Name, string Role)[] People =
    [
        ("Alex", StaffRoles.Administrator),
        ("Ana", StaffRoles.Agent),
        ("Lee", StaffRoles.Agent),
        ("Mei", StaffRoles.Agent),
        ("Sam", StaffRoles.Supervisor),
    ];

    /// <summary>Does nothing outside Development, when switched off, or when the database holds accounts or a ruleset already.</summary>
    public async Task Seed(CancellationToken cancellation)
    {
        if (!environment.IsDevelopment() || !settings.Enabled)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DeskDb>();
        if (await db.Users.AnyAsync(cancellation) || await db.Rulesets.AnyAsync(cancellation))
        {
            return;
        }

        // All or nothing: a start that is cut off here seeds again.
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        var accounts = await Accounts(scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>());
        db.Rulesets.Add(RulesetOf([.. accounts.Where(a => a.Role is StaffRoles.Agent or StaffRoles.Supervisor).Select(a => (a.Id, a.Name, a.Role == StaffRoles.Agent))]));
        db.Articles.AddRange(DemoArticles.Read());
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        Print(accounts.Select(a => $"  {a.Name,-5} {a.Role,-14} {a.Email,-16} {(settings.Password is null ? a.Password : "(Demo:Password)")}"));
    }

    private async Task<List<(long Id, string Name, string Role, string Email, string Password)>> Accounts(UserManager<StaffAccount> users)
    {
        var accounts = new List<(long Id, string Name, string Role, string Email, string Password)>();
        foreach (var (name, role) in People)
        {
            var email = $"{name.ToLower(CultureInfo.InvariantCulture)}@demo.test";
            var password = settings.Password ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomPasswordBytes));
            accounts.Add((await StaffAccounts.Create(users, name, email, password, role), name, role, email, password));
        }

        return accounts;
    }

    private Ruleset RulesetOf(IReadOnlyList<(long Id, string Name, bool Serves)> agents)
    {
        var sites = settings.Sites?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [origins.Desk];
        var desk = DemoConfiguration.Of(settings, sites, agents);
        if (DeskChecks.Faults(desk) is { Count: > 0 } faults)
        {
            throw new StartRefusedException($"The demo desk breaks its own rules:\n  {string.Join("\n  ", faults)}");
        }

        return Rulesets.Row(desk, Author, time.Now());
    }

    // To the console and not to the log: a log is kept.
    private static void Print(IEnumerable<string> lines) => Console.WriteLine(
        $"\nDemo accounts, shown this once (start anew by deleting the folder data):\n{string.Join('\n', lines)}\n");
}
