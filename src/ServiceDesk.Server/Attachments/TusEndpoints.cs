using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Admin;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Attachments;

/// <summary>
/// Uploads by tus 1.0, for visitors on the chat origin and for staff on the desk origin. An upload's address holds its token; whoever
/// has it may go on, and staff must be signed in besides.
/// </summary>
internal static class TusEndpoints
{
    private const string Tag = "Uploads";
    private const string TokenRoute = "/{token}";

    public static void MapUploads(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints.MapGroup(""), CreateUpload.VisitorPath, "Visitor", CreateForVisitor, [ErrorCodes.TokenExpired, ErrorCodes.Banned]);
        Map(endpoints.MapGroup("").RequireAuthorization(StaffPolicies.Desk), CreateUpload.StaffPath, "Staff", CreateForStaff, [ErrorCodes.Forbidden]);
    }

    private static void Map(RouteGroupBuilder uploads, string path, string who, Delegate create, string[] more)
    {
        var limit = new RequestSizeLimitAttribute(((IEndpointRouteBuilder)uploads).ServiceProvider.GetRequiredService<AttachmentOptions>().MaxBytes);
        uploads.AddEndpointFilter(Speak);
        uploads.MapMethods(path, [HttpMethods.Post, HttpMethods.Options], create).WithMetadata(limit)
            .WithTags(Tag).WithName($"Create{who}Upload")
            .WithSummary("tus: begin an upload; metadata conv, filename, filetype; with a body also its first bytes. OPTIONS tells what is understood")
            .Produces<UploadTicket>(StatusCodes.Status201Created)
            .Refuses([.. Usual, ErrorCodes.UnsupportedType, ErrorCodes.RateLimited, .. more]);
        uploads.MapMethods(path + TokenRoute, [HttpMethods.Head], (string token, HttpContext http, ReceiveUpload receive) => receive.Ask(http, token))
            .WithTags(Tag).WithName($"Ask{who}Upload").WithSummary("tus: how many bytes are stored")
            .Produces(StatusCodes.Status200OK).Refuses([ErrorCodes.NotFound, .. more]);
        uploads.MapMethods(path + TokenRoute, [HttpMethods.Patch], (string token, HttpContext http, ReceiveUpload receive) => receive.Add(http, token))
            .WithMetadata(limit)
            .WithTags(Tag).WithName($"Continue{who}Upload").WithSummary("tus: the next bytes; after the last ones the content is looked at")
            .Produces(StatusCodes.Status204NoContent).Refuses([.. Usual, ErrorCodes.UnsupportedType, .. more]);
        uploads.MapDelete(path + TokenRoute, (string token, HttpContext http, ReceiveUpload receive) => receive.Terminate(http, token))
            .WithTags(Tag).WithName($"Terminate{who}Upload").WithSummary("tus: give the upload up; what was sent in a message stays")
            .Produces(StatusCodes.Status204NoContent).Refuses([ErrorCodes.NotFound, ErrorCodes.Forbidden, .. more]);
        uploads.MapGet(path + TokenRoute, (string token, HttpContext http, ReceiveUpload receive) => receive.Tell(http, token))
            .WithTags(Tag).WithName($"Read{who}Upload").WithSummary("How far it has come, and what it became")
            .Produces<UploadProgress>().Refuses([ErrorCodes.NotFound, ErrorCodes.Unavailable, .. more]);
    }

    private static string[] Usual => [ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.NotFound, ErrorCodes.TooLarge];

    // The version is told with every answer and must be given with every request but OPTIONS; our own GET is no part of tus.
    private static async ValueTask<object?> Speak(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers[Tus.Resumable] = Tus.Version;
        headers.CacheControl = "no-store";
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            headers["Tus-Version"] = Tus.Version;
            headers["Tus-Extension"] = Tus.Extensions;
            headers["Tus-Checksum-Algorithm"] = ChunkChecksum.Algorithms;
            headers["Tus-Max-Size"] = http.RequestServices.GetRequiredService<AttachmentOptions>().MaxBytes.ToString(CultureInfo.InvariantCulture);
            return Results.NoContent();
        }

        if (!HttpMethods.IsGet(http.Request.Method) && http.Request.Headers[Tus.Resumable] != Tus.Version)
        {
            headers["Tus-Version"] = Tus.Version;
            return Tus.Refused(ErrorCodes.ProtocolUnsupported, $"Tus-Resumable must be {Tus.Version}.", StatusCodes.Status412PreconditionFailed);
        }

        return await next(context);
    }

    private static async Task<IResult> CreateForVisitor(HttpContext http, VisitorBearer bearer, CreateUpload create, ReceiveUpload receive)
    {
        var check = await bearer.Check(http);
        if (check.Identity is not { } visitor)
        {
            return Problems.Of(check.Refusal!);
        }

        var caller = new VisitorCaller(visitor.VisitorId, visitor.EntryPoint, "en", AddressRange.Of(http.Connection.RemoteIpAddress));
        return await Create(http, receive, request => create.ForVisitor(caller, request, http.RequestAborted));
    }

    private static Task<IResult> CreateForStaff(HttpContext http, ClaimsPrincipal user, CreateUpload create, ReceiveUpload receive) =>
        Create(http, receive, request => create.ForStaff(user.Caller(), request, http.RequestAborted));

    private static async Task<IResult> Create(HttpContext http, ReceiveUpload receive, Func<CreateUploadRequest, Task<Reply<UploadTicket>>> create)
    {
        if (Request(http.Request) is not { } request)
        {
            return Problems.Of(new Error(ErrorCodes.Invalid, "Upload-Length must be a number, and Upload-Metadata must hold conv, filename and filetype in Base64."));
        }

        if (new CreateUploadRequestValidator().Validate(request) is { IsValid: false } faults)
        {
            return Problems.Of(new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [.. faults.Errors.Select(ValidRequests.Fault)]));
        }

        var created = await create(request);
        if (created.Value is not { } ticket)
        {
            return Problems.Of(created.Error!);
        }

        http.Response.Headers.Location = ticket.Url;
        var refusal = http.Request.ContentType == Tus.ChunkType ? await receive.First(http, ticket) : null;
        http.Response.Headers[Tus.Expires] = ticket.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
        return refusal ?? Results.Json(ticket, WireJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static CreateUploadRequest? Request(HttpRequest request) =>
        Tus.Number(request, Tus.Length) is { } size
        && Tus.Pairs(request.Headers[Tus.Metadata].ToString()) is { } pairs
        && pairs.TryGetValue("filename", out var name)
        && long.TryParse(pairs.GetValueOrDefault("conv"), NumberStyles.None, CultureInfo.InvariantCulture, out var conv)
            ? new CreateUploadRequest(conv, name, size, pairs.GetValueOrDefault("filetype", ""))
            : null;
}
