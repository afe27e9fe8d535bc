using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Transcripts;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Messaging;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Visitors;

namespace ServiceDesk.Server.Transcripts;

/// <summary>POST /api/visitor/transcript/mail: one outbox row per request; the mail follows from it.</summary>
internal sealed class MailTranscript(
    DeskDbs dbs, VisitorBearer bearer, TranscriptReader reader, MailPost post, MailOptions options, RateLimits limits, NodeIdentity node, OutboxRelay relay, TimeProvider time)
{
    public const string Consumer = "transcript-mail";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/api/visitor/transcript/mail", (HttpContext http, MailTranscriptRequest request, MailTranscript mail, CancellationToken cancellation) =>
            mail.Handle(http, request, cancellation))
        .Validated(new MailTranscriptRequestValidator())
        .WithTags("Visitors").WithName("MailTranscript").WithSummary("Send what was said in a session of the visitor's own to a mail address, once per command")
        .Produces(StatusCodes.Status202Accepted)
        .Refuses(
            ErrorCodes.Unauthenticated, ErrorCodes.TokenExpired, ErrorCodes.Banned, ErrorCodes.Invalid, ErrorCodes.NotFound, ErrorCodes.RateLimited,
            ErrorCodes.IdempotencyConflict, ErrorCodes.FeatureDisabled);

    public async Task<IResult> Handle(HttpContext http, MailTranscriptRequest request, CancellationToken cancellation)
    {
        var check = await bearer.Check(http);
        if (check.Identity is not { } visitor)
        {
            return Problems.Of(check.Refusal!);
        }

        if (!options.IsOn)
        {
            return Problems.Of(new Error(ErrorCodes.FeatureDisabled, "This server sends no mail."));
        }

        await using var db = dbs.Open();
        if (await DownloadTranscript.Own(db, visitor, request.SessionId, cancellation) is not { } session)
        {
            return Problems.Of(DownloadTranscript.Unknown(request.SessionId));
        }

        var message = new TranscriptMailDue(session.Id, session.ConversationId, request.Email, session.Locale, request.Zone);
        var row = OutboxRows.Of(message, session.ConversationId, node.Id, time.Now(), EventId(visitor, request.CommandId));
        await using var write = await db.BeginWrite(WriteKind.Other, cancellation);
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(o => o.EventId == row.EventId, cancellation) is { } known)
        {
            return known.Payload == row.Payload
                ? Results.Accepted()
                : Problems.Of(new Error(ErrorCodes.IdempotencyConflict, "This command id was used before for another mail; the first one stays."));
        }

        if ((limits.TranscriptMail(visitor.VisitorId) ?? limits.TranscriptMailsOf(AddressRange.Of(http.Connection.RemoteIpAddress))) is { } limited)
        {
            return Problems.Of(limited);
        }

        db.Outbox.Add(row);
        await db.SaveChangesAsync(cancellation);
        await write.Commit(cancellation);
        relay.Wake();
        return Results.Accepted();
    }

    /// <summary>The effect: read, send, remember that it was sent.</summary>
    public async Task<EffectRecord> Send(TranscriptMailDue due, Guid eventId, CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        if (await db.Consumed.AnyAsync(c => c.Consumer == Consumer && c.EventId == eventId, cancellation))
        {
            return EffectRecord.Consumed;
        }

        var asked = await db.Outbox.AsNoTracking().Where(o => o.EventId == eventId).Select(o => (DateTimeOffset?)o.CreatedAt).SingleOrDefaultAsync(cancellation);
        if (asked is { } at && time.Now() - at > TimeSpan.FromHours(options.GiveUpHours))
        {
            throw new TimeoutException($"No mail server took it within {options.GiveUpHours} h.");
        }

        if (!options.IsOn)
        {
            throw new EffectNotNowException("No mail server is set up any more.");
        }

        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == due.SessionId, cancellation);
        var transcript = await reader.Read(db, session, due.Locale, due.Zone, toVisitor: true, cancellation);
        await post.Send(
            new OutgoingMail(eventId, due.Email, TranscriptFile.Subject(transcript), TranscriptFile.Text(transcript), TranscriptFile.Html(transcript)), cancellation);
        db.Consumed.Add(new Consumed { Consumer = Consumer, EventId = eventId, At = time.Now() });
        // The server has the mail: that is remembered even while this one stops.
        await db.SaveChangesAsync(CancellationToken.None);
        return EffectRecord.Consumed;
    }

    // By visitor, so that nobody can use up another's id.
    private static Guid EventId(VisitorIdentity visitor, Guid commandId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Consumer}\n{visitor.VisitorId}\n{commandId:N}")).AsSpan(0, 16));
}

internal sealed class MailTranscriptRequestValidator : AbstractValidator<MailTranscriptRequest>
{
    public MailTranscriptRequestValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty();
        RuleFor(r => r.SessionId).GreaterThan(0);
        RuleFor(r => r.Email).Must(MailAddresses.IsOne).WithMessage("must be one mail address");
        RuleFor(r => r.Zone).Must(z => z is null || TimeZoneInfo.TryFindSystemTimeZoneById(z, out _)).WithMessage("must be an IANA zone name");
    }
}
