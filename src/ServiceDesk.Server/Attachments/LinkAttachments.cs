using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Gives addresses by which a person may show and save files of a conversation for some minutes.</summary>
public sealed class LinkAttachments
{
    private readonly DeskDbs _dbs;
    private readonly AttachmentRights _rights;
    private readonly FileLinks _links;
    private readonly RateLimits _limits;

    internal LinkAttachments(DeskDbs dbs, AttachmentRights rights, FileLinks links, RateLimits limits) =>
        (_dbs, _rights, _links, _limits) = (dbs, rights, links, limits);

    /// <param name="person"><c>kind:id</c> of the caller.</param>
    public async Task<Reply<AttachmentLinks>> Handle(string person, AttachmentLinksRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_limits.Fetch(person) is { } limited)
        {
            return limited;
        }

        await using var db = _dbs.Open();
        var rows = await _rights.Readable(db, person, request.Conv, request.Ids, cancellation);
        string[] files = [.. rows.Select(r => r.FileId).OfType<string>()];
        var small = db.StoredFiles.Where(f => files.Contains(f.Id) && f.ThumbnailSize > 0).Select(f => f.Id).ToHashSet();
        var end = _links.NextEnd();
        return new AttachmentLinks(
            [.. rows.Select(row => new AttachmentLink(
                row.Id,
                _links.Url(new FileGrant(row.Id, person, Thumbnail: false, end)),
                small.Contains(row.FileId!) ? _links.Url(new FileGrant(row.Id, person, Thumbnail: true, end)) : null))],
            end);
    }
}

public sealed class AttachmentLinksRequestValidator : AbstractValidator<AttachmentLinksRequest>
{
    private const int MostIds = 50;
    private const int IdLength = 32;

    public AttachmentLinksRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Ids).Must(ids => ids is { Count: > 0 and <= MostIds } && ids.All(id => id?.Length == IdLength))
            .WithMessage($"must name 1 to {MostIds} attachments");
    }
}
