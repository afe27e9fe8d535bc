using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Files;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>Begins an upload into a conversation that the caller takes part in.</summary>
public sealed class CreateUpload
{
    /// <summary>Where a visitor's uploads go, on the chat origin.</summary>
    public const string VisitorPath = "/api/visitor/uploads";

    /// <summary>Where uploads of staff go, on the desk origin.</summary>
    public const string StaffPath = "/api/uploads";

    private const int IdBytes = 16;
    private const int TokenBytes = 32;

    private readonly DeskDbs _dbs;
    private readonly WatchConversation _watch;
    private readonly RateLimits _limits;
    private readonly AttachmentOptions _options;
    private readonly PartialUploads _partial;
    private readonly TimeProvider _time;

    internal CreateUpload(
        DeskDbs dbs, WatchConversation watch, RateLimits limits, AttachmentOptions options, PartialUploads partial, TimeProvider time) =>
        (_dbs, _watch, _limits, _options, _partial, _time) = (dbs, watch, limits, options, partial, time);

    /// <summary>Of a visitor, into the own conversation; any other is not_found.</summary>
    public async Task<Reply<UploadTicket>> ForVisitor(VisitorCaller caller, CreateUploadRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        await using var db = _dbs.Open();
        var own = await AttachmentRights.OfVisitor(db, caller.VisitorId)
            .AnyAsync(c => c.Id == request.Conv && c.EntryPoint == caller.EntryPoint, cancellation);
        return own
            ? await Create(db, caller.Person, VisitorPath, request, cancellation)
            : new Error(ErrorCodes.NotFound, $"There is no conversation {request.Conv}.");
    }

    /// <summary>Of staff, into what they may read.</summary>
    public async Task<Reply<UploadTicket>> ForStaff(StaffCaller caller, CreateUploadRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await _watch.Handle(caller, new WatchRequest(request.Conv), cancellation) is { Ok: false, Error: { } refusal })
        {
            return refusal;
        }

        await using var db = _dbs.Open();
        return await Create(db, caller.Person, StaffPath, request, cancellation);
    }

    /// <summary>What is kept of a token.</summary>
    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<Reply<UploadTicket>> Create(
        DeskDb db, string owner, string path, CreateUploadRequest request, CancellationToken cancellation)
    {
        if (request.Size > _options.MaxBytes)
        {
            return new Error(ErrorCodes.TooLarge, $"A file has at most {_options.MaxBytes} bytes; this one has {request.Size}.");
        }

        var name = FileNames.Clean(request.Name);
        if (_options.Allowed.All(kind => !kind.Extensions.Contains(FileNames.ExtensionOf(name))))
        {
            return new Error(ErrorCodes.UnsupportedType, "Files with this ending are not taken.");
        }

        if (_limits.Upload(owner) is { } limited)
        {
            return limited;
        }

        if (await db.Attachments.CountAsync(a => a.Owner == owner && a.ExpiresAt != null, cancellation) >= _options.UnsentLimit)
        {
            return new Error(ErrorCodes.RateLimited, "Too many uploads wait to be sent.", RetryAfterMs: 60_000);
        }

        return await Store(db, owner, path, name, request, cancellation);
    }

    private async Task<UploadTicket> Store(
        DeskDb db, string owner, string path, string name, CreateUploadRequest request, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = _time.Now();
        var row = new AttachmentRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            ConversationId = request.Conv,
            Owner = owner,
            TokenHash = HashOf(token),
            Name = name,
            DeclaredType = request.Type,
            Size = request.Size,
            State = UploadStates.Uploading,
            CreatedAt = now,
            ExpiresAt = now.AddHours(_options.UploadHours),
        };
        _partial.Create(row.Id);
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        db.Attachments.Add(row);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        return new UploadTicket(row.Id, $"{path}/{token}", row.ExpiresAt.Value);
    }
}

public sealed class CreateUploadRequestValidator : AbstractValidator<CreateUploadRequest>
{
    public CreateUploadRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Name).NotEmpty().MaximumLength(255);
        RuleFor(r => r.Size).GreaterThan(0);
        RuleFor(r => r.Type).NotNull().MaximumLength(100);
    }
}
