using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.Load.Routing;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Search;

/// <summary>A server process of its own over 1,000,000 stored messages: how long its index takes to build, how large it is, how long searches take over HTTP.</summary>
internal static class SearchScenario
{
    private const int Messages = 1_000_000;
    private const double Budget95Ms = 200;
    private static readonly string[] Queues = ["sales", "support"];

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RateLimits:Search:PerSecond"] = "10000",
        ["RateLimits:Search:Burst"] = "100000",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        await using var server = new ServerProcess(Settings);
        await server.Start(cancellation);
        var agents = new List<long>();
        foreach (var email in new[] { TestDesk.Ana, TestDesk.Lee, TestDesk.Mei })
        {
            agents.Add((await StaffCredentials.SignIn(server.Desk, email, TestDesk.Password, cancellation)).User.Id);
        }

        await server.Kill9(cancellation);
        var file = Path.Combine(server.Folder, "data", "servicedesk.db");
        new SearchSeed(file, [.. agents], Queues).Write(Messages, cancellation);
        await server.Start(cancellation);
        await Build(report, server, file, cancellation);

        var all = new Samples();
        foreach (var (who, email) in new[] { ("administrator", TestDesk.Administrator), ("agent", TestDesk.Ana) })
        {
            using var http = await SignedIn(server, email, cancellation);
            foreach (var (name, queries) in Mixed(agents))
            {
                var samples = await Measure(http, queries, TimeSpan.FromSeconds((double)seconds / 20), cancellation);
                report.Add($"{name}, {who}, p95", samples.AtMs(0.95), "ms", Budget95Ms);
                all.AddAll(samples);
            }
        }

        report.Add("mixed, p50", all.AtMs(0.5), "ms");
        report.Add("mixed, p95", all.AtMs(0.95), "ms", Budget95Ms);
        report.Add("mixed, p99", all.AtMs(0.99), "ms");
        report.Add("searches measured", all.Count, "");
    }

    private static async Task Build(Report report, ServerProcess server, string file, CancellationToken cancellation)
    {
        using var http = await SignedIn(server, TestDesk.Administrator, cancellation);
        var clock = Stopwatch.StartNew();
        var before = ServerFacts.ProcessorTime(server);
        while ((await Search(http, $"text={SearchSeed.Rare}", cancellation)).Behind)
        {
            await Task.Delay(500, cancellation);
        }

        report.Add("index built at start", clock.Elapsed.TotalSeconds, "s");
        if (ServerFacts.ProcessorTime(server) - before is { } spent)
        {
            report.Add("processor time of the building, per message", spent.TotalMicroseconds / Messages, "µs");
        }

        var index = Path.ChangeExtension(file, "search.db");
        await using (var connection = new SqliteConnection($"Data Source={index};Pooling=False"))
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        report.Add("index, bytes per message", (double)new FileInfo(index).Length / Messages, "B");
        report.Add("database, bytes per message", (double)new FileInfo(file).Length / Messages, "B");
    }

    /// <summary>Kinds of searches; each is drawn from a list so that none is answered from one place in memory.</summary>
    private static IEnumerable<(string Name, string[] Queries)> Mixed(List<long> agents)
    {
        string[] Of(int count, Func<int, string> query) => [.. Enumerable.Range(0, count).Select(query)];
        yield return ("rare word", Of(20, i => $"text={SearchSeed.English(20_000 + i)}"));
        yield return ("common word", Of(20, i => $"text={SearchSeed.English(i)}"));
        yield return ("two words", Of(20, i => $"text={SearchSeed.English(i)} {SearchSeed.English(40 + i)}"));
        yield return ("one character", Of(20, i => $"text={SearchSeed.Chinese(i * 7)}"));
        yield return ("two characters", Of(20, i => $"text={SearchSeed.Chinese(i)}{SearchSeed.Chinese(i + 3)}"));
        yield return ("word that one chat in 600 has", Of(1, _ => $"text={SearchSeed.Rare}"));
        yield return ("word of a visitor", Of(20, i => $"text={SearchSeed.English(i)}&visitor=mail{(i * 5000) + 1}@mail.test"));
        yield return ("sessions of a visitor", Of(20, i => $"visitor=mail{(i * 5000) + 1}@mail.test"));
        yield return ("word of an agent in a queue", Of(20, i => $"text={SearchSeed.English(i)}&agent={agents[i % 3]}&queue={Queues[i % 2]}"));
        yield return ("word in a month of a year ago", Of(20, i => string.Create(
            CultureInfo.InvariantCulture, $"text={SearchSeed.English(i)}&from=2024-{(i % 9) + 1:00}-01T00:00:00Z&to=2024-{(i % 9) + 2:00}-01T00:00:00Z")));
    }

    private static async Task<Samples> Measure(HttpClient http, string[] queries, TimeSpan time, CancellationToken cancellation)
    {
        foreach (var query in queries)
        {
            await Search(http, query, cancellation);
        }

        var samples = new Samples();
        var clock = Stopwatch.StartNew();
        for (var i = 0; clock.Elapsed < time || i < 2 * queries.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await Search(http, queries[i % queries.Length], cancellation);
            samples.Add(Stopwatch.GetTimestamp() - began);
        }

        return samples;
    }

    private static async Task<SearchPage> Search(HttpClient http, string query, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<SearchPage>(new Uri($"/api/search?{query}", UriKind.Relative), WireJson.Options, cancellation))!;

    private static async Task<HttpClient> SignedIn(ServerProcess server, string email, CancellationToken cancellation)
    {
        var staff = await StaffCredentials.SignIn(server.Desk, email, TestDesk.Password, cancellation);
#pragma warning disable CA2000 // The client disposes it.
        return new HttpClient(new SocketsHttpHandler { CookieContainer = staff.Cookies }) { BaseAddress = server.Desk };
#pragma warning restore CA2000
    }
}
