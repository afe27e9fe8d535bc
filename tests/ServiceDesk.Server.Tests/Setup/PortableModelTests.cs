using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ServiceDesk.Server.Storage;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

/// <summary>The model stays one that PostgreSQL and SQL Server can hold: their create scripts are generated, no server needed.</summary>
public sealed class PortableModelTests
{
    [Fact]
    public void The_PostgreSQL_create_script_holds_every_table()
    {
        using var db = new PostgreSqlDb(new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql("Host=localhost").Options);
        CheckTables(db, table => $"CREATE TABLE {table} ", table => $"CREATE TABLE \"{table}\" ");
        db.Database.GenerateCreateScript().ShouldContain("WHERE \"Open\"");
    }

    [Fact]
    public void The_SQL_Server_create_script_holds_every_table_and_no_index_key_too_wide()
    {
        using var db = new SqlServerDb(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer("Server=localhost").Options);
        CheckTables(db, table => $"CREATE TABLE [{table}] ");
        db.Database.GenerateCreateScript().ShouldContain("WHERE [Open] = 1");
        // A key column of unbounded length is refused by SQL Server; a key holds 1,700 bytes, a clustered one 900.
        foreach (var (name, columns, clustered) in Keys(db))
        {
            var bytes = columns.Sum(c => Bytes(c));
            bytes.ShouldBeLessThanOrEqualTo(clustered ? 900 : 1700, name);
        }
    }

    private static void CheckTables(DbContext db, params Func<string, string>[] forms)
    {
        var script = db.Database.GenerateCreateScript();
        var tables = db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().ToList();
        tables.Count.ShouldBeGreaterThan(25);
        foreach (var table in tables)
        {
            forms.ShouldContain(form => script.Contains(form(table), StringComparison.Ordinal), table);
        }
    }

    private static int Bytes(IProperty column) => column.GetRelationalTypeMapping() switch
    {
        { ClrType: var type, Size: var size } when type == typeof(string) => 2 * (size ?? 100_000),
        { ClrType: var type, Size: var size } when type == typeof(byte[]) => size ?? 100_000,
        _ => 16,
    };

    private static IEnumerable<(string Name, IReadOnlyList<IProperty> Columns, bool Clustered)> Keys(DbContext db) =>
        db.Model.GetEntityTypes().SelectMany(e => e.GetKeys().Select(k => (e.GetTableName() + " key", k.Properties, true))
            .Concat(e.GetIndexes().Select(i => ($"{e.GetTableName()} {i.GetDatabaseName()}", i.Properties, false))));

    private sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : DeskDb(options)
    {
        protected override string OpenSessionsFilter => "\"Open\"";
    }

    private sealed class SqlServerDb(DbContextOptions<SqlServerDb> options) : DeskDb(options)
    {
        protected override string OpenSessionsFilter => "[Open] = 1";
    }
}
