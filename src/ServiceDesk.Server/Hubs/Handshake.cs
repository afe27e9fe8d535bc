using FluentValidation;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Setup;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the Hello of visitors and staff have in common.</summary>
public sealed class Handshake(
    RateLimits limits, RealTimeOptions options, ServerFeatures features, AttachmentOptions attachments, TimeProvider time)
{
    private const string Major = "1.";

    /// <summary>The refusal, or null when the handshake may go on.</summary>
    public Error? Refusal(HelloRequest request)
    {
        if (limits.Hello(request.Client.DeviceId) is { } limited)
        {
            return limited;
        }

        return request.Protocol.StartsWith(Major, StringComparison.Ordinal)
            ? null
            : new Error(ErrorCodes.ProtocolUnsupported, $"This server speaks protocol {ProtocolVersion.Current}; the lowest that it takes is 1.0.");
    }

    public Welcome Welcome(LiveConnection connection, IReadOnlyList<Head> heads, Person user)
    {
        var send = connection.Hub == HubKind.Visitor ? limits.Options.VisitorSend : limits.Options.StaffSend;
        var frame = connection.Hub == HubKind.Visitor ? options.VisitorFrameBytes : options.StaffFrameBytes;
        return new Welcome(
            connection.Id,
            time.Now(),
            ProtocolVersion.Current,
            connection.Hub == HubKind.Visitor ? features.OfVisitors : features.OfStaff,
            new Limits(
                SendRequestValidator.MaxText,
                frame,
                send.PerSecond,
                send.Burst,
                attachments.MaxBytes,
                [.. attachments.Allowed.SelectMany(kind => kind.Extensions).Distinct()]),
            options.HeartbeatSeconds,
            heads,
            user);
    }
}

public sealed class HelloRequestValidator : AbstractValidator<HelloRequest>
{
    public HelloRequestValidator()
    {
        RuleFor(r => r.Protocol).NotEmpty().MaximumLength(10);
        RuleFor(r => r.Token).MaximumLength(2000);
        RuleFor(r => r.Features).Must(f => f is null || f.Count <= 50).WithMessage("must name at most 50 features");
        RuleFor(r => r.Cursors).Must(c => c is null || c.Count <= 200).WithMessage("must name at most 200 conversations");
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
