using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>Fills a new database with a desk to try: accounts, queues, hours, one entry point and a bot with articles.</summary>
internal sealed class DemoDesk(
    DemoSettings settings, IHostEnvironment environment, PublicOrigins origins, StaffAccounts staff, DeskDbs dbs, TimeProvider time)
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

    /// <summary>Does nothing outside Development, or when switched off.</summary>
    public async Task Seed(CancellationToken cancellation)
    {
        if (!environment.IsDevelopment() || !settings.Enabled)
        {
            return;
        }

        var accounts = new List<(long Id, string Name, string Role, string Email, string Password)>();
        foreach (var (name, role) in People)
        {
            var email = $"{name.ToLower(CultureInfo.InvariantCulture)}@demo.test";
            var password = settings.Password ?? System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomPasswordBytes));
            accounts.Add((await staff.Create(name, email, password, role, cancellation), name, role, email, password));
        }

        await using var db = dbs.Open();
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        db.Rulesets.Add(RulesetOf([.. accounts.Where(a => a.Role == StaffRoles.Agent).Select(a => (a.Id, a.Name))]));
        db.Articles.AddRange(DemoArticles.Read());
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        Print(accounts.Select(a => $"  {a.Name,-5} {a.Role,-14} {a.Email,-16} {(settings.Password is null ? a.Password : "(Demo:Password)")}"));
    }

    private Ruleset RulesetOf(IReadOnlyList<(long Id, string Name)> agents)
    {
        var sites = settings.Sites?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [origins.Desk];
        var desk = DemoConfiguration.Of(settings, sites, agents);
        if (DeskChecks.Faults(desk) is { Count: > 0 } faults)
        {
            throw new StartRefusedException($"The demo desk breaks its own rules:\n  {string.Join("\n  ", faults)}");
        }

        return new Ruleset { Version = desk.Version, Body = JsonSerializer.Serialize(desk), Author = Author, PublishedAt = time.Now(), TzVersion = Environment.Version.ToString() };
    }

    // To the console and not to the log: a log is kept.
    private static void Print(IEnumerable<string> lines) => Console.WriteLine(
        $"\nDemo accounts, shown this once (start anew by deleting the folder data):\n{string.Join('\n', lines)}\n");
}
