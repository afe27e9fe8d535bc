namespace ServiceDesk.Contracts;

/// <summary>The answer to a call that returns no value. A refusal is a value, never an exception.</summary>
/// <param name="Ok">True when the call took effect (or had already done so under the same id).</param>
/// <param name="Error">Set when, and only when, <paramref name="Ok"/> is false.</param>
public record Reply(bool Ok, Error? Error = null)
{
    public static Reply Done { get; } = new(true);

    public static Reply Refused(string code, string message) => new(false, new Error(code, message));
}

/// <summary>The answer to a call that returns a <typeparamref name="T"/>.</summary>
/// <param name="Ok">True when <paramref name="Value"/> is set.</param>
public sealed record Reply<T>(bool Ok, T? Value = default, Error? Error = null)
{
    public static implicit operator Reply<T>(T value) => new(true, value);

    public static implicit operator Reply<T>(Error error) => new(false, default, error);
}

/// <summary>Why a call was refused.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>; stable, for programs.</param>
/// <param name="Message">One English sentence for developers; never shown to visitors, never names internals.</param>
/// <param name="RetryAfterMs">Milliseconds after which the same call may succeed; set for codes that may be retried.</param>
/// <param name="Details">Every field that was wrong, when the code is <see cref="ErrorCodes.Invalid"/>.</param>
public sealed record Error(string Code, string Message, int? RetryAfterMs = null, IReadOnlyList<FieldFault>? Details = null);

/// <summary>One wrong field of a request.</summary>
/// <param name="Field">Path of the field as sent, for example <c>body.text</c>.</param>
/// <param name="Value">The value that was refused, cut to 100 characters; null when it was missing.</param>
/// <param name="Rule">The rule that it broke, in English.</param>
public sealed record FieldFault(string Field, string? Value, string Rule);
