using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDesk.Server.Tests.Contracts;

/// <summary>Writes the contract as TypeScript: records become interfaces, enums unions, classes of constants const objects, hub interfaces interfaces of promises.</summary>
/// <param name="from">Where the types come from, for the first line.</param>
internal sealed class TypeScriptWriter(string from, IEnumerable<Type> types)
{
    private readonly NullabilityInfoContext _nullability = new();

    public string Write()
    {
        var text = new StringBuilder($"// Written from {from}; do not edit. A test fails when it drifts: run the server tests with UPDATE_APPROVED=1.\n\n");
        foreach (var type in types.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (type.IsEnum)
            {
                WriteEnum(text, type);
            }
            else if (type.IsInterface)
            {
                WriteHub(text, type);
            }
            else if (type.IsAbstract && type.IsSealed)
            {
                WriteConstants(text, type);
            }
            else if (type.GetCustomAttributes<JsonDerivedTypeAttribute>().ToList() is { Count: > 0 } kinds)
            {
                text.Append($"export type {type.Name} = {string.Join(" | ", kinds.Select(k => k.DerivedType.Name))};\n\n");
            }
            else
            {
                WriteRecord(text, type);
            }
        }

        return text.ToString();
    }

    private static void WriteEnum(StringBuilder text, Type type) =>
        text.Append($"export type {type.Name} = {string.Join(" | ", Enum.GetNames(type).Select(n => $"\"{Camel(n)}\""))};\n\n");

    private static void WriteConstants(StringBuilder text, Type type)
    {
        var constants = type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).ToList();
        if (constants.Count == 0)
        {
            return;
        }

        text.Append($"export const {type.Name} = {{\n");
        foreach (var field in constants)
        {
            text.Append($"  {Camel(field.Name)}: {JsonSerializer.Serialize(field.GetRawConstantValue())},\n");
        }

        text.Append("} as const;\n\n");
    }

    private void WriteRecord(StringBuilder text, Type type)
    {
        text.Append($"export interface {Declared(type)} {{\n");
        WriteKind(text, type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null))
        {
            var optional = IsOptional(property) ? "?" : "";
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? Camel(property.Name);
            text.Append($"  {name}{optional}: {Name(property.PropertyType)};\n");
        }

        text.Append("}\n\n");
    }

    // What tells the members of a union apart.
    private static void WriteKind(StringBuilder text, Type type)
    {
        if (type.BaseType?.GetCustomAttributes<JsonDerivedTypeAttribute>().FirstOrDefault(k => k.DerivedType == type) is { } kind)
        {
            var name = type.BaseType.GetCustomAttribute<JsonPolymorphicAttribute>()?.TypeDiscriminatorPropertyName ?? "$type";
            text.Append($"  {name}: \"{kind.TypeDiscriminator}\";\n");
        }
    }

    private static void WriteHub(StringBuilder text, Type type)
    {
        var parents = type.GetInterfaces();
        var extends = parents.Length == 0 ? "" : $" extends {string.Join(", ", parents.Select(p => p.Name))}";
        text.Append($"export interface {type.Name}{extends} {{\n");
        foreach (var method in type.GetMethods())
        {
            var arguments = string.Join(", ", method.GetParameters().Select(p => $"{p.Name}: {Name(p.ParameterType)}"));
            text.Append($"  {method.Name}({arguments}): {Name(method.ReturnType)};\n");
        }

        text.Append("}\n\n");
    }

    private bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || _nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static string Declared(Type type) => type.IsGenericTypeDefinition ? $"{Plain(type)}Of<T>" : type.Name;

    private static string Plain(Type type) => type.Name.Split('`')[0];

    private static string Name(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type == typeof(Task))
        {
            return "Promise<void>";
        }

        if (type.IsGenericType)
        {
            return GenericName(type);
        }

        return type switch
        {
            _ when type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) => "string",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(JsonElement) => "unknown",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(double) => "number",
            _ => type.Name,
        };
    }

    private static string GenericName(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments().Select(Name).ToArray();
        return definition switch
        {
            _ when definition == typeof(Task<>) => $"Promise<{arguments[0]}>",
            _ when definition == typeof(IReadOnlyList<>) => $"readonly {(arguments[0].StartsWith("readonly", StringComparison.Ordinal) ? $"({arguments[0]})" : arguments[0])}[]",
            _ when definition == typeof(IReadOnlyDictionary<,>) => $"Readonly<Record<{arguments[0]}, {arguments[1]}>>",
            _ => $"{Plain(type)}Of<{string.Join(", ", arguments)}>",
        };
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
