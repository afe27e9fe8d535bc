using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Admin;

/// <summary>Request bodies that hold a whole configuration: larger than others, and read strictly.</summary>
internal static class DeskBodies
{
    /// <summary>Lets a route take bodies up to a size of its own.</summary>
    public static RouteHandlerBuilder Takes<TRequest>(this RouteHandlerBuilder route, int bytes)
        where TRequest : notnull => route.WithMetadata(new BodyLimit(bytes)).Accepts<TRequest>("application/json");

    /// <summary>The request, or why it was not understood.</summary>
    public static async Task<(TRequest? Request, Error? Error)> Read<TRequest>(HttpContext http)
        where TRequest : class
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return StrictReader.Read<TRequest>(json.RootElement, out var faults) is { } request
                ? (request, null)
                : (null, new Error(ErrorCodes.Invalid, "The request is not of this form.", Details: faults));
        }
        catch (JsonException fault)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}");
            return (null, new Error(ErrorCodes.Invalid, "The body is no JSON.", Details: [new FieldFault("body", null, $"is no JSON at {line}")]));
        }
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
