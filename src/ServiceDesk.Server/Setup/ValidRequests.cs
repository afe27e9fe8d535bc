using FluentValidation;
using FluentValidation.Results;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Setup;

/// <summary>Runs a request's validator before its endpoint.</summary>
internal static class ValidRequests
{
    private const int ShownLength = 100;
    private static readonly string[] Secrets = ["password", "token"];

    /// <summary>Refuses a request that breaks a rule, or has text with U+0000, with <c>invalid</c>, every fault named.</summary>
    public static RouteHandlerBuilder Validated<TRequest>(this RouteHandlerBuilder route, IValidator<TRequest> validator)
        where TRequest : class => route.AddEndpointFilter(async (context, next) =>
        {
            if (context.Arguments.OfType<TRequest>().FirstOrDefault() is not { } request)
            {
                return Problems.Of(new Error(ErrorCodes.Invalid, "The body is missing."));
            }

            if (TextWithNul.In(request) is { Count: > 0 } unfit)
            {
                return Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: unfit));
            }

            var result = await validator.ValidateAsync(request, context.HttpContext.RequestAborted);
            return result.IsValid ? await next(context) : Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [.. result.Errors.Select(Fault)]));
        });

    public static FieldFault Fault(ValidationFailure failure)
    {
        var secret = Array.Exists(Secrets, word => failure.PropertyName.Contains(word, StringComparison.OrdinalIgnoreCase));
        var value = secret ? null : failure.AttemptedValue?.ToString();
        var field = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName);
        return new FieldFault(field, value?[..Math.Min(value.Length, ShownLength)], failure.ErrorMessage);
    }
}
