using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class DataTests : IDisposable
{
    private readonly string _root = RunningServer.NewRoot();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => TestDesk.Delete(_root);

    [Fact]
    public async Task Every_connection_has_full_synchronisation_and_the_write_ahead_log()
    {
        await using var server = new RunningServer(_root, []);
        await server.Start();
        var dbs = server.Services.GetRequiredService<DeskDbs>();
        for (var connection = 0; connection < 3; connection++)
        {
            await using var db = dbs.Open();
            (await Pragma(db, "synchronous")).ShouldBe("2");
            (await Pragma(db, "journal_mode")).ShouldBe("wal");
            (await Pragma(db, "foreign_keys")).ShouldBe("1");
            (await Pragma(db, "busy_timeout")).ShouldBe("5000");
            (await Pragma(db, "wal_autocheckpoint")).ShouldBe("0");
        }
    }

    [Fact]
    public async Task The_log_is_copied_beside_writers_who_never_stop_and_does_not_grow_for_ever()
    {
        await using var server = new RunningServer(_root, new() { ["Database:WalPages"] = "100", ["Database:CheckpointMilliseconds"] = "20" });
        await server.Start();
        var dbs = server.Services.GetRequiredService<DeskDbs>();
        // Each commit adds more than one page of 4 KB: all of them are 12 MB at the very least.
        for (var written = 0; written < 3_000; written++)
        {
            await using var db = dbs.Open();
            db.Audit.Add(new AuditRow { At = DateTimeOffset.UnixEpoch, Who = "agent:1", What = "test", OnWhat = "desk", Details = new string('x', 3_500) });
            await db.SaveChangesAsync(Cancellation);
        }

        var log = new FileInfo(Path.Combine(_root, "data", "servicedesk.db-wal")).Length;

        log.ShouldBeLessThan(8 << 20);
        var (pages, copied) = await server.Services.GetRequiredService<Checkpoints>().Run(Cancellation);
        copied.ShouldBe(pages);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var first = new RunningServer(_root, []);
        await first.Start();
        await using var second = new RunningServer(_root, []);

        var refusal = await Should.ThrowAsync<StartRefusedException>(second.Start);

        refusal.Message.ShouldContain("Another server is running on");
        refusal.Message.ShouldContain(Path.Combine(_root, "data", "servicedesk.db"));
        using var client = first.Client();
        (await client.GetStringAsync("/health/ready", Cancellation)).ShouldContain("Healthy");
    }

    [Fact]
    public async Task A_stopped_server_lets_the_data_go_and_the_next_start_seeds_nothing()
    {
        int accounts;
        string stamps;
        await using (var first = new RunningServer(_root, []))
        {
            await first.Start();
            (accounts, stamps) = await Accounts(first);
            await first.Stop();
        }

        await using var second = new RunningServer(_root, new() { ["Demo:Password"] = "another password" });
        await second.Start();

        (await Accounts(second)).ShouldBe((accounts, stamps));
        accounts.ShouldBe(5);
        await using var db = second.Services.GetRequiredService<DeskDbs>().Open();
        (await db.Rulesets.CountAsync(Cancellation)).ShouldBe(1);
        (await db.Articles.CountAsync(a => a.Locale == "en", Cancellation)).ShouldBe(await db.Articles.CountAsync(a => a.Locale == "zh-CN", Cancellation));
        (await db.Articles.CountAsync(Cancellation)).ShouldBeGreaterThanOrEqualTo(20);
        (await db.Nodes.CountAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Outside_Development_nothing_is_seeded_and_a_demo_password_is_refused()
    {
        await using (var refused = new RunningServer(_root, new() { ["Demo:Password"] = "a password in a file" }, environment: "Production"))
        {
            (await Should.ThrowAsync<StartRefusedException>(refused.Start)).Message.ShouldContain("Demo:Password is set");
        }

        await using var server = new RunningServer(_root, [], environment: "Production");
        await server.Start();
        (await Accounts(server)).Count.ShouldBe(0);
    }

    private static async Task<(int Count, string Stamps)> Accounts(RunningServer server)
    {
        await using var db = server.Services.GetRequiredService<DeskDbs>().Open();
        var hashes = await db.Users.OrderBy(u => u.Id).Select(u => u.PasswordHash).ToListAsync(Cancellation);
        return (hashes.Count, string.Join(' ', hashes));
    }

    private static async Task<string?> Pragma(DeskDb db, string name)
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(Cancellation), null);
    }
}
