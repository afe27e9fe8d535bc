using Microsoft.EntityFrameworkCore;
using ServiceDesk.TestKit;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>What the database holds, as text: to see that nothing changed, or that something stands nowhere.</summary>
internal static class StoredText
{
    /// <summary>Every table by its name, in the order of the names; its rows in their order, a line each.</summary>
    /// <param name="without">Tables that are left out.</param>
    public static async Task<IReadOnlyDictionary<string, string>> Of(TestHost host, CancellationToken cancellation, params string[] without)
    {
        await using var db = host.OpenDb();
        var tables = await db.Database
            .SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
            .ToListAsync(cancellation);
        var texts = new Dictionary<string, string>();
        foreach (var table in tables.Except(without))
        {
            texts[table] = await Rows(db.Database.GetDbConnection(), table, cancellation);
        }

        return texts;
    }

    private static async Task<string> Rows(System.Data.Common.DbConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database itself.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<string>();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync(cancellation))
        {
            reader.GetValues(values);
            lines.Add(string.Join('|', values.Select(v => v is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : FormattableString.Invariant($"{v}"))));
        }

        return string.Join('\n', lines);
    }
}
