using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ServiceDesk.Server.Storage;

/// <summary>
/// A statement that SQLite compiled once, without the provider's commands: for each run those look every parameter up by its name and
/// make a reader, a record and a binder per parameter, which together is most of what a small statement costs. Not for several callers
/// at once; part of whatever transaction its connection has open.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">Open, and open for as long as the statement is used.</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Sql = sql;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    public string Sql { get; }

    /// <summary>Rows that the last statement of the connection changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <param name="parameter">From 1, as they are in all of these calls; columns count from 0.</param>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, string value) => Check(raw.sqlite3_bind_text(_statement, parameter, value));

    public void Bind(int parameter, byte[] value) => Check(raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <summary>As the provider stores it: as text in capitals.</summary>
    public void Bind(int parameter, Guid value) => Bind(parameter, value.ToString().ToUpperInvariant());

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public Guid Id(int column) => Guid.Parse(Text(column), CultureInfo.InvariantCulture);

    /// <summary>True when there is a row to read; false when the statement is done.</summary>
    /// <exception cref="SqliteException">It failed; nothing of this statement is stored.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>Ends the run, done or not, and lets go of what it holds; call it after every one.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
