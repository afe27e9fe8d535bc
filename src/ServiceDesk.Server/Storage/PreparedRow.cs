using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ServiceDesk.Server.Storage;

/// <summary>Compiles how a row of the model goes into a statement's parameters and comes out of its columns, conversions included.</summary>
internal static class PreparedRow
{
    private static readonly ParameterExpression Statement = Expression.Parameter(typeof(SqliteStatement));

    /// <summary>Binds these properties to the parameters of the same places.</summary>
    public static Action<SqliteStatement, T> Binder<T>(IReadOnlyList<IProperty> properties)
    {
        var row = Expression.Parameter(typeof(T));
        var binds = properties.Select((property, i) => Bind(property, Expression.Property(row, property.PropertyInfo!), Expression.Constant(i + 1)));
        return Expression.Lambda<Action<SqliteStatement, T>>(Expression.Block(binds), Statement, row).Compile();
    }

    /// <summary>Makes a row of the columns, which are these properties in this order.</summary>
    public static Func<SqliteStatement, T> Reader<T>(IReadOnlyList<IProperty> columns)
    {
        var bindings = columns.Select((column, i) => Expression.Bind(column.PropertyInfo!, Read(column, Expression.Constant(i))));
        return Expression.Lambda<Func<SqliteStatement, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), Statement).Compile();
    }

    private static Expression Bind(IProperty property, Expression value, Expression parameter)
    {
        var converter = property.GetRelationalTypeMapping().Converter;
        var given = Expression.Convert(value, converter?.ModelClrType ?? Underlying(property.ClrType));
        Expression stored = converter is null ? given : Expression.Invoke(converter.ConvertToProviderExpression, given);
        Expression bind = Expression.Call(Statement, nameof(SqliteStatement.Bind), null, parameter, Bindable(stored));
        return property.IsNullable
            ? Expression.IfThenElse(
                Expression.Equal(value, Expression.Constant(null, property.ClrType)),
                Expression.Call(Statement, nameof(SqliteStatement.BindNull), null, parameter),
                bind)
            : bind;
    }

    private static Expression Bindable(Expression value) => value.Type switch
    {
        var type when type == typeof(bool) => Expression.Condition(value, Expression.Constant(1L), Expression.Constant(0L)),
        var type when type == typeof(int) => Expression.Convert(value, typeof(long)),
        _ => value,
    };

    private static Expression Read(IProperty column, Expression index)
    {
        var converter = column.GetRelationalTypeMapping().Converter;
        var value = Column(converter is null ? Underlying(column.ClrType) : Underlying(converter.ProviderClrType), index);
        if (converter is not null)
        {
            value = Expression.Invoke(converter.ConvertFromProviderExpression, Expression.Convert(value, converter.ProviderClrType));
        }

        value = Expression.Convert(value, column.ClrType);
        return column.IsNullable
            ? Expression.Condition(Expression.Call(Statement, nameof(SqliteStatement.IsNull), null, index), Expression.Default(column.ClrType), value)
            : value;
    }

    private static Expression Column(Type stored, Expression index) => stored switch
    {
        _ when stored == typeof(string) => Expression.Call(Statement, nameof(SqliteStatement.Text), null, index),
        _ when stored == typeof(byte[]) => Expression.Call(Statement, nameof(SqliteStatement.Bytes), null, index),
        _ when stored == typeof(Guid) => Expression.Call(Statement, nameof(SqliteStatement.Id), null, index),
        _ when stored == typeof(bool) => Expression.NotEqual(Integer(index), Expression.Constant(0L)),
        _ => Expression.Convert(Integer(index), stored),
    };

    private static MethodCallExpression Integer(Expression index) => Expression.Call(Statement, nameof(SqliteStatement.Integer), null, index);

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
