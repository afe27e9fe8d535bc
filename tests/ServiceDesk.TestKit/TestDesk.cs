using Microsoft.Data.Sqlite;

namespace ServiceDesk.TestKit;

/// <summary>What tests know about the demo desk that their servers are seeded with.</summary>
public static class TestDesk
{
    public const string EntryPoint = "demo-shop";
    public const string Password = "correct-horse-battery";

    /// <summary>Agents who serve both queues.</summary>
    public const string Ana = "ana@demo.test";

    /// <inheritdoc cref="Ana"/>
    public const string Lee = "lee@demo.test";

    /// <inheritdoc cref="Ana"/>
    public const string Mei = "mei@demo.test";

    public const string Supervisor = "sam@demo.test";
    public const string Administrator = "alex@demo.test";

    /// <summary>The demo desk with known passwords, open all week, and no limit per address: all clients of a test share one.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Demo:Password"] = Password,
        ["Demo:Zone"] = "UTC",
        ["Demo:SupportHours"] = "AllWeek",
        ["RateLimits:SessionStart:PerSecond"] = "1000",
        ["RateLimits:SessionStart:Burst"] = "100000",
        ["RateLimits:AddressCalls:PerSecond"] = "10000",
        ["RateLimits:AddressCalls:Burst"] = "100000",
        ["RealTime:ConnectionsPerPerson"] = "1000",
        ["Visitors:TokensPerMinute"] = "1000000",
        ["Staff:SignInsPerMinute"] = "100000",
    };

    /// <summary>Two origins on one port: visitors by number, staff by name.</summary>
    public static (Uri Chat, Uri Desk) Origins(int port) => (new Uri($"http://127.0.0.1:{port}/"), new Uri($"http://localhost:{port}/"));

    public static string NewFolder() => Directory.CreateTempSubdirectory("servicedesk-test-").FullName;

    public static void Delete(string folder)
    {
        // Pooled connections keep the file open.
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
