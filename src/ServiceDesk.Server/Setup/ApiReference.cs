using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Setup;

/// <summary>The HTTP API described: <c>/openapi/v1.json</c> and a page to read it at <c>/api-reference</c>, both for signed-in staff.</summary>
internal static class ApiReference
{
    public const string Page = "/api-reference";
    public const string Document = "/openapi/v1.json";

    private const int NonceBytes = 16;
    private const JsonSchemaType Number = JsonSchemaType.Integer | JsonSchemaType.Number;
    private const string ProblemType = "application/problem+json";

    public static IServiceCollection AddApiReference(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(Introduce);
        options.AddOperationTransformer(NameCodes);
        options.AddSchemaTransformer(DescribeWire);
    });

    public static void MapApiReference(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(StaffPolicies.Desk);
        endpoints.MapScalarApiReference(Page, Show).RequireAuthorization(StaffPolicies.Desk);
    }

    /// <summary>Describes what a route refuses with.</summary>
    /// <param name="codes">Of <see cref="Contracts.ErrorCodes"/>.</param>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params string[] codes)
    {
        foreach (var status in codes.Select(Problems.StatusOf).Distinct())
        {
            route.Produces<Problem>(status, ProblemType);
        }

        return route.WithMetadata(new RefusalCodes(codes));
    }

    // The script comes with the package and is served from here; fonts, telemetry and the assistant would ask other hosts.
    private static void Show(ScalarOptions options, HttpContext http)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        options.Nonce = nonce;
        options.Title = "ServiceDesk HTTP API";
        options.OpenApiRoutePattern = Document;
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.DisableAgent();
        var headers = http.Response.Headers;
        // Scalar writes its style sheet into the document.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
    }

    // Without addresses: the document is the same wherever it is served, and the reference uses the origin that it is on.
    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ServiceDesk HTTP API",
            Version = "1.0",
            Description = "Refusals are problem details; decide by their code. Staff routes need the cookie of sign-in and, for writes, the "
                + "Origin header of the desk. Conversations and sessions go over the hubs.",
        };
        document.Servers?.Clear();
        return Task.CompletedTask;
    }

    private static Task NameCodes(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var codes = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusalCodes>().SelectMany(r => r.Codes);
        foreach (var status in codes.GroupBy(Problems.StatusOf))
        {
            operation.Responses![$"{status.Key}"].Description = $"Refused: {string.Join(", ", status)}";
        }

        return Task.CompletedTask;
    }

    // Numbers are written as numbers, and what is null is left out.
    private static Task DescribeWire(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && (type & Number) != 0)
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }

        var nullable = (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Where(p => p.Value.Type?.HasFlag(JsonSchemaType.Null) == true);
        schema.Required?.ExceptWith(nullable.Select(p => p.Key));
        return Task.CompletedTask;
    }

    private sealed record RefusalCodes(IReadOnlyList<string> Codes);
}
