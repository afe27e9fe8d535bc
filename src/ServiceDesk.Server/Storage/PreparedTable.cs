using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDesk.Server.Storage;

/// <summary>
/// Makes statements over one table that are prepared once and stay on their context's connection: for the path on which EF Core
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
        var command = Command($"SELECT {List(all)} FROM {Table} WHERE {Equal(Named(by), " AND ")}", Named(by));
        return new PreparedRead<T>(db, command, [.. Named(by).Select(ToProvider)], Materialiser(all));
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

    private PreparedWrite<T> Write(string sql, IReadOnlyList<IProperty> parameters) =>
        new(db, Command(sql, parameters), [.. parameters.Select(Stored)]);

    private DbCommand Command(string sql, IReadOnlyList<IProperty> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters.Count; i++)
        {
            command.Parameters.Add(parameters[i].GetRelationalTypeMapping().CreateParameter(command, Parameter(i), null, nullable: true));
        }

        return command;
    }

    private IReadOnlyList<IProperty> Named(IReadOnlyList<string> names) => [.. names.Select(name => _entity.FindProperty(name)!)];

    private string List(IEnumerable<IProperty> columns) => string.Join(", ", columns.Select(Column));

    private string Equal(IReadOnlyList<IProperty> columns, string between, int first = 0) =>
        string.Join(between, columns.Select((c, i) => $"{Column(c)} = {Parameter(first + i)}"));

    private string Column(IProperty property) => _sql.DelimitIdentifier(property.GetColumnName());

    private string Parameter(int index) => _sql.GenerateParameterName($"p{index}");

    private static Func<object?, object> ToProvider(IProperty property)
    {
        var converter = property.GetRelationalTypeMapping().Converter;
        return value => (value is null || converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
    }

    private static Func<T, object> Stored(IProperty property)
    {
        var row = Expression.Parameter(typeof(T));
        var read = Expression.Lambda<Func<T, object?>>(
            Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(object)), row).Compile();
        var convert = ToProvider(property);
        return from => convert(read(from));
    }

    private static Func<DbDataReader, T> Materialiser(IReadOnlyList<IProperty> columns)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var bindings = columns.Select((column, i) => Expression.Bind(column.PropertyInfo!, Value(column, reader, Expression.Constant(i))));
        return Expression.Lambda<Func<DbDataReader, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), reader).Compile();
    }

    private static Expression Value(IProperty column, Expression reader, Expression index)
    {
        var converter = column.GetRelationalTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? column.ClrType;
        Expression value = Expression.Call(
            reader, nameof(DbDataReader.GetFieldValue), [Nullable.GetUnderlyingType(stored) ?? stored], index);
        if (converter is not null)
        {
            value = Expression.Invoke(converter.ConvertFromProviderExpression, Expression.Convert(value, stored));
        }

        value = Expression.Convert(value, column.ClrType);
        return column.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, index), Expression.Default(column.ClrType), value)
            : value;
    }
}

/// <summary>One prepared query; not for several callers at once.</summary>
internal sealed class PreparedRead<T>(DeskDb db, DbCommand command, IReadOnlyList<Func<object?, object>> toProvider, Func<DbDataReader, T> materialise)
{
    /// <param name="values">Of the columns that it reads by, in their order.</param>
    public async ValueTask<IReadOnlyList<T>> Run(CancellationToken cancellation, params IReadOnlyList<object> values)
    {
        for (var i = 0; i < toProvider.Count; i++)
        {
            command.Parameters[i].Value = toProvider[i](values[i]);
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<T>? rows = null;
        while (await reader.ReadAsync(cancellation))
        {
            (rows ??= []).Add(materialise(reader));
        }

        return rows ?? (IReadOnlyList<T>)[];
    }
}

/// <summary>One prepared statement that writes a row; not for several callers at once.</summary>
internal sealed class PreparedWrite<T>(DeskDb db, DbCommand command, IReadOnlyList<Func<T, object>> parameters)
{
    /// <exception cref="InvalidOperationException">The context does not hold the gate, or the row was not there.</exception>
    public async ValueTask Run(T row, CancellationToken cancellation)
    {
        if (!db.HoldsGate)
        {
            throw new InvalidOperationException($"A write bypassed the gate: {command.CommandText}");
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            command.Parameters[i].Value = parameters[i](row);
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (await command.ExecuteNonQueryAsync(cancellation) != 1)
        {
            throw new InvalidOperationException($"Not one row was written: {command.CommandText}");
        }
    }
}
