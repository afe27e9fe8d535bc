using System.Collections.Frozen;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>Finds the validator of a request record and words its findings as a refusal.</summary>
public sealed class RequestValidators
{
    private const int ShownLength = 100;
    private readonly FrozenDictionary<Type, IValidator> _validators = AssemblyScanner
        .FindValidatorsInAssembly(typeof(RequestValidators).Assembly, includeInternalTypes: true)
        .Where(found => found.ValidatorType.GetConstructor([]) is not null)
        .ToFrozenDictionary(
            found => found.InterfaceType.GenericTypeArguments[0],
            found => (IValidator)Activator.CreateInstance(found.ValidatorType)!);

    public bool Knows(Type request) => _validators.ContainsKey(request);

    /// <summary>Null when the request keeps every rule; else too_large or invalid, naming each field and value.</summary>
    /// <exception cref="InvalidOperationException">The record has no validator.</exception>
    public Error? Refusal(object? request)
    {
        if (request is null)
        {
            return new Error(ErrorCodes.Invalid, "The request is missing.");
        }

        if (!_validators.TryGetValue(request.GetType(), out var validator))
        {
            throw new InvalidOperationException($"{request.GetType().Name} has no validator.");
        }

        // No rule of a request waits for anything: each of them as a task was half of what checking a message cost.
        var result = validator.Validate(new ValidationContext<object>(request));
        if (result.IsValid)
        {
            return null;
        }

        var tooLarge = result.Errors.Exists(e => e.ErrorCode == ErrorCodes.TooLarge);
        return new Error(
            tooLarge ? ErrorCodes.TooLarge : ErrorCodes.Invalid,
            tooLarge ? "A text is longer than allowed." : "The request breaks a rule.",
            Details: [.. result.Errors.Select(Fault)]);
    }

    private static FieldFault Fault(ValidationFailure failure)
    {
        var field = string.Join('.', failure.PropertyName.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
        return new FieldFault(field, Shown(field, failure.AttemptedValue), failure.ErrorMessage);
    }

    // A token is a secret even when it is wrong; a list or record would not tell more than its rule.
    private static string? Shown(string field, object? value)
    {
        var text = value is string or ValueType && field != "token" ? value.ToString() : null;
        return text?[..Math.Min(text.Length, ShownLength)];
    }
}
