using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Setup;

/// <summary>A refusal over HTTP: problem details that carry the stable code.</summary>
internal static class Problems
{
    /// <summary>The status that goes with a code.</summary>
    public static int StatusOf(string code) => code switch
    {
        ErrorCodes.Invalid or ErrorCodes.UnsupportedType => StatusCodes.Status400BadRequest,
        ErrorCodes.Unauthenticated or ErrorCodes.TokenExpired => StatusCodes.Status401Unauthorized,
        ErrorCodes.Forbidden or ErrorCodes.NotMember or ErrorCodes.Banned or ErrorCodes.Muted or ErrorCodes.NotResponder or ErrorCodes.BlockedByPolicy => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound => StatusCodes.Status404NotFound,
        ErrorCodes.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCodes.InvalidDesk => StatusCodes.Status422UnprocessableEntity,
        ErrorCodes.RateLimited or ErrorCodes.SlowMode => StatusCodes.Status429TooManyRequests,
        ErrorCodes.FeatureDisabled => StatusCodes.Status501NotImplemented,
        ErrorCodes.Unavailable or ErrorCodes.Overloaded => StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.Timeout => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status409Conflict,
    };

    public static IResult Of(Error error) => new Refusal(error, StatusOf(error.Code));

    /// <summary>With a status that another protocol asks for.</summary>
    public static IResult Of(Error error, int status) => new Refusal(error, status);

    public static Task Write(HttpContext http, Error error) => Of(error).ExecuteAsync(http);

    /// <summary>What to do with exceptions; bodies that cannot be read are no fault of ours and are not logged as one.</summary>
    public static ExceptionHandlerOptions Handler { get; } = new()
    {
        ExceptionHandler = OfException,
        SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
    };

    /// <summary>Gives a code to answers that the framework left empty.</summary>
    public static Task OfEmptyAnswer(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return new Refusal(ErrorOf(http.Response.StatusCode), http.Response.StatusCode).ExecuteAsync(http);
    }

    /// <summary>A fault of ours: generic, with a number to look up in the log.</summary>
    private static Task OfException(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (fault is BadHttpRequestException bad)
        {
            return new Refusal(ErrorOf(bad.StatusCode), bad.StatusCode).ExecuteAsync(http);
        }

        var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return new Refusal(new Error(ErrorCodes.Unavailable, $"The server failed; its log knows more under {trace}."), StatusCodes.Status500InternalServerError).ExecuteAsync(http);
    }

    private static Error ErrorOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new Error(ErrorCodes.Unauthenticated, "Sign in first."),
        StatusCodes.Status403Forbidden => new Error(ErrorCodes.Forbidden, "Your role does not allow this."),
        StatusCodes.Status404NotFound => new Error(ErrorCodes.NotFound, "There is nothing at this address."),
        StatusCodes.Status413PayloadTooLarge => new Error(ErrorCodes.TooLarge, "The body is larger than allowed."),
        StatusCodes.Status429TooManyRequests => new Error(ErrorCodes.RateLimited, "Too many requests."),
        >= 500 => new Error(ErrorCodes.Unavailable, "The server cannot answer now."),
        _ => new Error(ErrorCodes.Invalid, $"The request is not understood: {ReasonPhrases.GetReasonPhrase(status)}."),
    };

    private sealed class Refusal(Error error, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.Headers.CacheControl = "no-store";
            if (error.RetryAfterMs is { } wait)
            {
                response.Headers.RetryAfter = ((wait + 999) / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            var body = new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, error.Message, error.Code, error.RetryAfterMs, error.Details);
            return response.WriteAsJsonAsync(body, WireJson.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}

/// <summary>Why a request was refused: problem details with the stable code.</summary>
/// <param name="Detail">One English sentence for developers.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>; programs decide by it.</param>
/// <param name="RetryAfterMs">Milliseconds after which the same request may succeed.</param>
/// <param name="Details">Every field that was wrong, when the code is <c>invalid</c>.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, int? RetryAfterMs, IReadOnlyList<FieldFault>? Details);
