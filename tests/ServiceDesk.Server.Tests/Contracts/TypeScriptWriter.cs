using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ServiceDesk.Server.Tests.Contracts;

/// <summary>Writes the contract as TypeScript: records become interfaces, enums unions, classes of constants const objects, hub interfaces interfaces of promises.</summary>
internal sealed class TypeScriptWriter(Assembly contracts)
{
    private readonly NullabilityInfoContext _nullability = new();

    public string Write()
    {
        var text = new StringBuilder("// Written from ServiceDesk.Contracts; do not edit. A test fails when it drifts: run the server tests with UPDATE_APPROVED=1.\n\n");
        foreach (var type in contracts.GetExportedTypes().OrderBy(t => t.Name, StringComparer.Ordinal))
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
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var optional = IsOptional(property) ? "?" : "";
            text.Append($"  {Camel(property.Name)}{optional}: {Name(property.PropertyType)};\n");
        }

        text.Append("}\n\n");
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
            _ when type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) => "string",
            _ when type == typeof(bool) => "boolean",
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
