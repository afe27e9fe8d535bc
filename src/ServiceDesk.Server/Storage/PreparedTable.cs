using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDesk.Server.Storage;

/// <summary>
/// Makes statements over one table that are prepared once and stay on their context's open connection: for the path on which EF Core
/// itself would be most of the work. Names, keys and conversions are the model's. The context's transaction is the statements' too.
/// </summary>
internal sealed class PreparedTable<T>(DeskDb db)
    where T : class
{
    private readonly IEntityType _entity = db.Model.FindEntityType(typeof(T))!;
    private readonly ISqlGenerationHelper _sql = db.GetService<ISqlGenerationHelper>();

    private string Table => _sql.DelimitIdentifier(_entity.GetTableName()!, _entity.GetSchema());

    /// <summary>Reads whole rows by the values of these columns.</summary>
    public PreparedRead<T> Read(params IReadOnlyList<string> by)
    {
        var all = _entity.GetProperties().ToList();
        var statement = Statement($"SELECT {List(all)} FROM {Table} WHERE {Equal(Named(by), " AND ")}");
        return new PreparedRead<T>(statement, PreparedRow.Reader<T>(all));
    }

    /// <summary>Adds a row; keys that the database makes are left to it.</summary>
    public PreparedWrite<T> Insert()
    {
        var given = _entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).ToList();
        var parameters = string.Join(", ", Enumerable.Range(0, given.Count).Select(Parameter));
        return Write($"INSERT INTO {Table} ({List(given)}) VALUES ({parameters})", given);
    }

    /// <summary>Stores these columns of a row that is there.</summary>
    public PreparedWrite<T> Update(params IReadOnlyList<string> columns)
    {
        var set = Named(columns);
        var key = _entity.FindPrimaryKey()!.Properties;
        return Write($"UPDATE {Table} SET {Equal(set, ", ")} WHERE {Equal(key, " AND ", set.Count)}", [.. set, .. key]);
    }

    private PreparedWrite<T> Write(string sql, IReadOnlyList<IProperty> parameters) => new(db, Statement(sql), PreparedRow.Binder<T>(parameters));

    private SqliteStatement Statement(string sql) => new((SqliteConnection)db.Database.GetDbConnection(), sql);

    private IReadOnlyList<IProperty> Named(IReadOnlyList<string> names) => [.. names.Select(name => _entity.FindProperty(name)!)];

    private string List(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(Column));

    private string Equal(IReadOnlyList<IProperty> columns, string between, int first = 0) =>
        string.Join(between, columns.Select((c, i) => $"{Column(c)} = {Parameter(first + i)}"));

    private string Column(IProperty property) => _sql.DelimitIdentifier(property.GetColumnName());

    private static string Parameter(int index) => string.Create(null, $"?{index + 1}");
}

/// <summary>One prepared query; not for several callers at once.</summary>
internal sealed class PreparedRead<T>(SqliteStatement statement, Func<SqliteStatement, T> read) : IDisposable
{
    public List<T> Run(long key)
    {
        statement.Bind(1, key);
        return Rows();
    }

    public List<T> Run(Guid key)
    {
        statement.Bind(1, key);
        return Rows();
    }

    public List<T> Run(long first, string second)
    {
        statement.Bind(1, first);
        statement.Bind(2, second);
        return Rows();
    }

    public void Dispose() => statement.Dispose();

    private List<T> Rows()
    {
        var rows = new List<T>();
        try
        {
            while (statement.Step())
            {
                rows.Add(read(statement));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }
}

/// <summary>One prepared statement that writes a row; not for several callers at once.</summary>
internal sealed class PreparedWrite<T>(DeskDb db, SqliteStatement statement, Action<SqliteStatement, T> bind) : IDisposable
{
    /// <exception cref="InvalidOperationException">The context does not hold the gate, or the row was not there.</exception>
    /// <exception cref="SqliteException">It was not stored.</exception>
    public void Run(T row)
    {
        if (!db.HoldsGate)
        {
            throw new InvalidOperationException($"A write bypassed the gate: {statement.Sql}");
        }

        try
        {
            bind(statement, row);
            statement.Step();
            if (statement.Changes != 1)
            {
                throw new InvalidOperationException($"Not one row was written: {statement.Sql}");
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose() => statement.Dispose();
}
