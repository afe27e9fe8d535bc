using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>The configuration as one file: export, import into the draft, and the schema that the file names.</summary>
internal sealed class DeskFiles(DeskVersions versions, DeskDrafts drafts, DeskDbs dbs, PublicOrigins origins, TimeProvider time)
{
    /// <summary>The number of the file's format; a file of another one is refused.</summary>
    public const int Format = 1;

    private const string SchemaPath = "/api/desk.schema.json";
    private const string Tag = "Configuration";

    private static readonly JsonSerializerOptions Indented = new(DeskJson.Options) { WriteIndented = true };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var settings = endpoints.ServiceProvider.GetRequiredService<AdminSettings>();
        endpoints.MapGet("/api/admin/desk/export", (int? version, ClaimsPrincipal user, DeskFiles files, CancellationToken cancellation) =>
                files.Export(user, version, cancellation))
            .RequireAuthorization(StaffPolicies.Administration)
            .WithTags(Tag).WithName("ExportDesk").WithSummary("A version as a file; the one in force when none is named")
            .Produces<DeskFile>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);
        endpoints.MapPost("/api/admin/desk/import", (HttpContext http, DeskFiles files, CancellationToken cancellation) => files.Import(http, cancellation))
            .RequireAuthorization(StaffPolicies.Administration)
            .Takes<ImportDeskRequest>(settings.MaxDeskBytes)
            .WithTags(Tag).WithName("ImportDesk").WithSummary("Replace the draft by a file's content")
            .Produces<DeskDraft>()
            .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.VersionConflict, ErrorCodes.TooLarge);
        endpoints.MapGet(SchemaPath, (DeskFiles files) => Results.Text(files.Schema, "application/schema+json"))
            .WithTags(Tag).WithName("ReadDeskSchema").WithSummary("The JSON schema of the file")
            .Produces<string>(StatusCodes.Status200OK, "application/schema+json");
    }

    private async Task<IResult> Export(ClaimsPrincipal user, int? version, CancellationToken cancellation)
    {
        var found = version is { } wanted ? await versions.Read(wanted, cancellation) : await versions.InForce(cancellation);
        if (found is null)
        {
            return Problems.Of(DeskVersions.Unknown(version!.Value));
        }

        await using var db = dbs.Open();
        db.Audit.Add(AuditTrail.Row(time.Now(), user.Caller().Person, AuditTrail.Export, string.Create(CultureInfo.InvariantCulture, $"desk version {found.Version}")));
        await db.SaveChangesAsync(cancellation);
        var file = new DeskFile(Format, found.Desk, found.Version, origins.Desk + SchemaPath);
        var name = string.Create(CultureInfo.InvariantCulture, $"desk-{found.Version}.json");
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(file, Indented), "application/json", name);
    }

    private async Task<IResult> Import(HttpContext http, CancellationToken cancellation)
    {
        var (request, error) = await DeskBodies.Read<ImportDeskRequest>(http);
        if (request is null)
        {
            return Problems.Of(error!);
        }

        if (request.File.Format != Format)
        {
            var given = request.File.Format.ToString(CultureInfo.InvariantCulture);
            return Problems.Of(new Error(ErrorCodes.Invalid, "The file has a format of another version.", Details: [new FieldFault("file.format", given, $"must be {Format}")]));
        }

        var inForce = (await versions.InForce(cancellation)).Version;
        return DraftEndpoints.Answer(
            await drafts.Save(http.User.Caller(), request.Revision, request.File.Desk, inForce, AuditTrail.Import, cancellation));
    }

    private string Schema { get; } = Write();

    private static string Write()
    {
        var schema = DeskJson.Options.GetJsonSchemaAsNode(typeof(DeskFile), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).AsObject();
        var named = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "ServiceDesk configuration" };
        foreach (var (name, part) in schema)
        {
            named[name] = part?.DeepClone();
        }

        return named.ToJsonString(Indented);
    }
}
