using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the Hello of visitors and staff have in common.</summary>
public sealed class Handshake(
    RateLimits limits, RealTimeOptions options, ServerFeatures features, ChangeOptions changes, AttachmentOptions attachments, TimeProvider time)
{
    private const int MostHeads = 200;

    /// <summary>The refusal, or null when the handshake may go on.</summary>
    public Error? Refusal(HelloRequest request)
    {
        if (limits.Hello(request.Client.DeviceId) is { } limited)
        {
            return limited;
        }

        return Spoken(request.Protocol) is null
            ? new Error(
                ErrorCodes.ProtocolUnsupported,
                $"This server speaks protocol {ProtocolVersion.Current}; the lowest that it takes is {ProtocolVersion.Lowest}.")
            : null;
    }

    /// <summary>The version that both sides know; null when there is none.</summary>
    internal static string? Spoken(string asked)
    {
        var current = Version.Parse(ProtocolVersion.Current);
        return Version.TryParse(asked, out var version) && version.Build < 0 && version.Major == current.Major && version >= Version.Parse(ProtocolVersion.Lowest)
            ? (version < current ? version : current).ToString()
            : null;
    }

    /// <summary>Remembers what the client asked for, and answers.</summary>
    public Welcome Welcome(LiveConnection connection, HelloRequest request, IReadOnlyList<Head> heads, Person user)
    {
        string[] offered = options.DraftPreview ? [FeatureNames.DraftPreview] : [];
        string[] agreed = [.. offered.Intersect(request.Features ?? [])];
        string[] on = [.. connection.Hub == HubKind.Visitor ? features.OfVisitors : features.OfStaff, .. agreed];
        connection.Features = agreed.ToHashSet();
        connection.PreviewConsent = request.PreviewConsent == true;
        var told = Told(heads, request.Cursors ?? []);
        var send = connection.Hub == HubKind.Visitor ? limits.Options.VisitorSend : limits.Options.StaffSend;
        var frame = connection.Hub == HubKind.Visitor ? options.VisitorFrameBytes : options.StaffFrameBytes;
        return new Welcome(
            connection.Id,
            time.Now(),
            Spoken(request.Protocol)!,
            on,
            new Limits(
                SendRequestValidator.MaxText,
                frame,
                send.PerSecond,
                send.Burst,
                attachments.MaxBytes,
                [.. attachments.Allowed.SelectMany(kind => kind.Extensions).Distinct()],
                SendRequestValidator.MaxBody,
                SendRequestValidator.MaxMentions,
                SendManyRequestValidator.Most,
                FetchRequestValidator.Most,
                options.ConnectionsPerPerson,
                changes.EditSeconds,
                changes.RecallSeconds,
                Rates(limits.Options)),
            options.HeartbeatSeconds,
            told,
            user,
            told.Count < heads.Count ? true : null);
    }

    // The client's own order first: it fetches what it used last.
    private static IReadOnlyList<Head> Told(IReadOnlyList<Head> heads, IReadOnlyList<Cursor> cursors)
    {
        if (heads.Count <= MostHeads)
        {
            return heads;
        }

        var place = cursors.Select((cursor, i) => (cursor.Conv, i)).DistinctBy(c => c.Conv).ToDictionary(c => c.Conv, c => c.i);
        return [.. heads.OrderBy(h => place.GetValueOrDefault(h.Conv, int.MaxValue)).ThenByDescending(h => h.Conv).Take(MostHeads)];
    }

    private static Dictionary<string, Rate> Rates(RateLimitOptions options)
    {
        (string Name, Bucket Bucket)[] told =
            [("fetch", options.Fetch), ("mark", options.Mark), ("typing", options.Typing), ("hello", options.Hello), ("draft", options.Draft)];
        return told.ToDictionary(t => t.Name, t => new Rate(t.Bucket.PerSecond, t.Bucket.Burst));
    }
}

public sealed class HelloRequestValidator : AbstractValidator<HelloRequest>
{
    public HelloRequestValidator()
    {
        RuleFor(r => r.Protocol).NotEmpty().MaximumLength(10);
        RuleFor(r => r.Token).MaximumLength(2000);
        RuleFor(r => r.Features).Must(f => f is null || f.Count <= 50).WithMessage("must name at most 50 features");
        RuleForEach(r => r.Features).NotNull().MaximumLength(60).When(r => r.Features is { Count: <= 50 });
        RuleFor(r => r.Cursors).Must(c => c is null || c.Count <= 200).WithMessage("must name at most 200 conversations");
        RuleForEach(r => r.Cursors).NotNull().When(r => r.Cursors is { Count: <= 200 });
        RuleFor(r => r.Client).NotNull();
        When(r => r.Client is not null, () =>
        {
            RuleFor(r => r.Client.Kind).NotEmpty().MaximumLength(40);
            RuleFor(r => r.Client.Version).NotNull().MaximumLength(40);
            RuleFor(r => r.Client.DeviceId).NotEmpty().MaximumLength(64);
            RuleFor(r => r.Client.TabId).NotEmpty().MaximumLength(64);
            RuleFor(r => r.Client.Locale).NotEmpty().MaximumLength(35);
        });
    }
}
