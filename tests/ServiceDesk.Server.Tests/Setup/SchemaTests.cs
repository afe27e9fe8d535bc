using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class SchemaTests : IDisposable
{
    private readonly string _root = RunningServer.NewRoot();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_root, "data", "servicedesk.db");

    public void Dispose() => TestDesk.Delete(_root);

    [Fact]
    public void The_migrations_lead_to_the_model_as_it_is()
    {
        using var db = new SqliteDeskDb(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=unused.db").Options);
        db.Database.HasPendingModelChanges().ShouldBeFalse("Storage/Migrations/Sqlite lags behind the model: dotnet ef migrations add NAME.");
    }

    [Fact]
    public async Task A_lock_that_a_killed_migration_left_behind_does_not_hold_the_next_start()
    {
        await Once();
        Run("""INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-01-01')""");
        await Once().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Read("SELECT count(*) FROM \"__EFMigrationsLock\"").ShouldBe("0");
    }

    [Fact]
    public async Task A_start_that_was_cut_off_before_the_first_migration_begins_anew()
    {
        await Once();
        var tables = Read("SELECT group_concat('DROP TABLE \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '__EF%'");
        Run($"PRAGMA foreign_keys=OFF; {tables}; DELETE FROM \"__EFMigrationsHistory\"");
        await Once();
        Read("SELECT count(*) FROM ruleset").ShouldBe("1");
    }

    [Fact]
    public async Task A_schema_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await Once();
        Run("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')""");
        (await Should.ThrowAsync<StartRefusedException>(Once)).Message.ShouldContain("newer version (29990101000000_Later)");
        Read("SELECT count(*) FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '2999%'").ShouldBe("1");
    }

    [Theory]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"", "its history holds nothing")]
    [InlineData("DROP TABLE outbox", "it lacks outbox")]
    public async Task A_half_applied_schema_is_refused(string damage, string why)
    {
        await Once();
        Run(damage);
        var message = (await Should.ThrowAsync<StartRefusedException>(Once)).Message;
        message.ShouldContain("half applied");
        message.ShouldContain(why);
    }

    private async Task Once()
    {
        await using var server = new RunningServer(_root, []);
        await server.Start();
        await server.Stop();
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string? Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), null);
    }
}
