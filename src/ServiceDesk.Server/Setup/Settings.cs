using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace ServiceDesk.Server.Setup;

/// <summary>Registers a feature's settings: bound to a section, checked at start with all others, and injectable as <c>T</c>.</summary>
internal static class Settings
{
    /// <typeparam name="T">Plain properties with their defaults; ranges as data annotations, further rules as <see cref="IValidatableObject"/>.</typeparam>
    /// <param name="section">Name of the configuration section.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section));
        services.AddSingleton(new SettingsSection(section, typeof(T), configuration.GetSection(section)));
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }
}

/// <summary>A section and the class that it fills.</summary>
internal sealed record SettingsSection(string Name, Type Shape, IConfigurationSection Source)
{
    /// <summary>Every fault, each naming the setting and its value; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        var properties = Shape.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        var faults = Source.GetChildren()
            .Where(child => !properties.Exists(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(child => $"{child.Path} is no setting of this version")
            .Concat(properties.Select(Unreadable).OfType<string>())
            .ToList();
        return faults.Count > 0 ? faults : OutOfRange();
    }

    private string? Unreadable(PropertyInfo property)
    {
        var text = Source[property.Name];
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (string.IsNullOrEmpty(text) || type == typeof(string))
        {
            return null;
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException)
        {
            var wanted = type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : type.Name;
            return $"{Name}:{property.Name} = {text}: must be {wanted}";
        }
    }

    private IEnumerable<string> OutOfRange()
    {
        var value = Activator.CreateInstance(Shape)!;
        Source.Bind(value);
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
        return from result in results
               from member in result.MemberNames.DefaultIfEmpty(string.Empty)
               select $"{Name}:{member} = {Shown(value, member)}: {result.ErrorMessage}";
    }

    private string Shown(object value, string member)
    {
        var property = Shape.GetProperty(member);
        return property?.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password
            ? "(not shown)"
            : Convert.ToString(property?.GetValue(value), CultureInfo.InvariantCulture) ?? string.Empty;
    }
}

/// <summary>Says all faults of all sections in one message.</summary>
internal sealed class SettingsCheck(IEnumerable<SettingsSection> sections)
{
    /// <exception cref="StartRefusedException">At least one setting is wrong.</exception>
    public void Run()
    {
        var faults = sections.SelectMany(section => section.Faults()).ToList();
        if (faults.Count > 0)
        {
            throw new StartRefusedException($"Wrong settings:\n  {string.Join("\n  ", faults)}");
        }
    }
}
