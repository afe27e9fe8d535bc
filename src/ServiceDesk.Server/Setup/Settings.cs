using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace ServiceDesk.Server.Setup;

/// <summary>Registers a feature's settings: bound to a section, checked at start together with all others, and injectable as <c>T</c>.</summary>
internal static class Settings
{
    /// <typeparam name="T">Plain properties with their defaults; ranges as data annotations, further rules as <see cref="IValidatableObject"/>.</typeparam>
    /// <param name="section">Name of the configuration section.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        var source = new SettingsSection<T>(configuration.GetSection(section));
        services.AddSingleton(source);
        services.AddSingleton(new SettingsShape(section, typeof(T)));
        services.AddSingleton<IConfigureOptions<T>>(source);
        services.AddSingleton<IValidateOptions<T>>(source);
        services.AddOptions<T>().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }

    /// <summary>All faults of a refused start as one message, or null when the exception is none of that kind.</summary>
    public static string? Faults(Exception exception)
    {
        var refusals = exception is AggregateException several ? several.InnerExceptions : [exception];
        return refusals.All(e => e is OptionsValidationException)
            ? $"Wrong settings:\n  {string.Join("\n  ", refusals.Cast<OptionsValidationException>().SelectMany(e => e.Failures))}"
            : null;
    }
}

/// <summary>Which class a section fills; the list of them is the list of all settings.</summary>
internal sealed record SettingsShape(string Section, Type Shape);

/// <summary>A section and the class that it fills. Each fault names the setting and its value.</summary>
internal sealed class SettingsSection<T>(IConfigurationSection source) : IConfigureOptions<T>, IValidateOptions<T>
    where T : class, new()
{
    private static readonly PropertyInfo[] Properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)];

    public void Configure(T options)
    {
        // The binder throws at the first text that it cannot read; the validator names them all.
        if (!Unreadable().Any())
        {
            source.Bind(options);
        }
    }

    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = Unknown().Concat(Unreadable()).Concat(OutOfRange(options)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>For readers that come before the check at start: the values, or null when one of them is wrong.</summary>
    public T? ReadIfValid()
    {
        var options = new T();
        Configure(options);
        return Validate(null, options).Succeeded ? options : null;
    }

    private IEnumerable<string> Unknown() => source.GetChildren()
        .Where(child => !Array.Exists(Properties, p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(child => $"{child.Path} is no setting of this version");

    private IEnumerable<string> Unreadable() =>
        from property in Properties
        let text = source[property.Name]
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where !string.IsNullOrEmpty(text) && type != typeof(string) && !IsReadable(type, text)
        select $"{source.Path}:{property.Name} = {text}: must be {(type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : type.Name)}";

    private static bool IsReadable(Type type, string text)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private IEnumerable<string> OutOfRange(T options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return from result in results
               from member in result.MemberNames.DefaultIfEmpty(string.Empty)
               select $"{source.Path}:{member} = {Shown(options, member)}: {result.ErrorMessage}";
    }

    private static string Shown(T options, string member)
    {
        var property = typeof(T).GetProperty(member);
        return property?.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password
            ? "(not shown)"
            : Convert.ToString(property?.GetValue(options), CultureInfo.InvariantCulture) ?? string.Empty;
    }
}
