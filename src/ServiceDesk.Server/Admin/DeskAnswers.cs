using System.Text.Json.Serialization;
using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Admin;

/// <summary>GET /api/admin/desk: a version of the configuration.</summary>
/// <param name="Author">Who published it.</param>
/// <param name="RolledBackFrom">The version whose content it took up again.</param>
public sealed record DeskPublished(int Version, DateTimeOffset PublishedAt, string Author, string? Note, int? RolledBackFrom, Desk Desk);

/// <summary>GET /api/admin/desk/draft: what is being prepared; one for the installation.</summary>
/// <param name="Revision">Rises with each save; 0 for the published desk, when nothing was saved since.</param>
/// <param name="BasedOn">The version that it started from.</param>
/// <param name="Author">Who saved it last; null at revision 0.</param>
/// <param name="Faults">All that speaks against publishing it, and warnings.</param>
public sealed record DeskDraft(
    long Revision, int BasedOn, DateTimeOffset? SavedAt, string? Author, Desk Desk, IReadOnlyList<DeskFault> Faults);

/// <summary>PUT /api/admin/desk/draft.</summary>
/// <param name="Revision">The revision that the caller saw.</param>
/// <param name="Desk">The whole desk; a name that is no field of it is refused. What it says of emergency switches has no effect.</param>
/// <param name="BasedOn">The published version that the caller has taken account of; null leaves the one that the draft began from.</param>
public sealed record SaveDraftRequest(long Revision, Desk Desk, int? BasedOn = null);

/// <summary>POST /api/admin/desk/import.</summary>
/// <param name="Revision">The draft's revision that the caller saw; it is replaced.</param>
/// <param name="File">The file's content, as the export gave it.</param>
public sealed record ImportDeskRequest(long Revision, DeskFile File);

/// <summary>A desk as a file.</summary>
/// <param name="Format">The format's number; 1.</param>
/// <param name="Version">The version that was exported; says where it came from and has no effect.</param>
/// <param name="Schema">Where the schema of the file is; has no effect.</param>
public sealed record DeskFile(
    int Format, Desk Desk, int? Version = null, [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null);

/// <summary>POST /api/admin/desk/holidays.</summary>
/// <param name="Holidays">By date.</param>
/// <param name="Skipped">Events that were not understood.</param>
public sealed record HolidayAnswer(IReadOnlyList<Holiday> Holidays, IReadOnlyList<SkippedEvent> Skipped);

/// <param name="Line">The line of the text at which the event begins, from 1.</param>
/// <param name="Why">What was not understood, in English.</param>
public sealed record SkippedEvent(int Line, string Why);
