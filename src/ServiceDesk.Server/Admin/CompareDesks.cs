using System.Globalization;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Staff;

namespace ServiceDesk.Server.Admin;

/// <summary>GET /api/admin/desk/diff: what is different between two versions, or a version and the draft.</summary>
internal sealed class CompareDesks(DeskVersions versions, DeskDrafts drafts)
{
    private const string Draft = "draft";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/api/admin/desk/diff", (string from, string to, CompareDesks compare, CancellationToken cancellation) => compare.Handle(from, to, cancellation))
        .RequireAuthorization(StaffPolicies.Board)
        .WithTags("Configuration").WithName("CompareDesks").WithSummary("What changed between two versions; each is a number or draft")
        .Produces<IReadOnlyList<DeskChange>>()
        .Refuses(ErrorCodes.Invalid, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotFound);

    private async Task<IResult> Handle(string from, string to, CancellationToken cancellation)
    {
        var (before, refusal) = await Find("from", from, cancellation);
        if (before is null)
        {
            return Problems.Of(refusal!);
        }

        (var after, refusal) = await Find("to", to, cancellation);
        return after is null ? Problems.Of(refusal!) : Results.Json(DeskDiff.Changes(before, after), DeskJson.Options);
    }

    private async Task<(Desk? Desk, Error? Error)> Find(string field, string name, CancellationToken cancellation)
    {
        if (name == Draft)
        {
            return ((await drafts.Read(cancellation)).Desk, null);
        }

        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return (null, new Error(ErrorCodes.Invalid, "The request breaks a rule.", Details: [new FieldFault(field, name, "must be a version or draft")]));
        }

        return await versions.Read(version, cancellation) is { } found ? (found.Desk, null) : (null, DeskVersions.Unknown(version));
    }
}
