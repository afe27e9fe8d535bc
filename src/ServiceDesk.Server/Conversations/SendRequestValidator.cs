using System.Globalization;
using System.Text;
using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

public sealed class SendRequestValidator : AbstractValidator<SendRequest>
{
    /// <summary>UTF-16 units of a message's text.</summary>
    public const int MaxText = 4000;

    /// <summary>Bytes of a whole body as JSON.</summary>
    public const int MaxBody = 16 * 1024;

    /// <summary>Persons whom one message mentions.</summary>
    public const int MaxMentions = 50;

    private const int MaxEmojiUnits = 32;
    private const int MaxAttachments = 10;
    private const int AttachmentIdLength = 32;
    private const int MaxEscaped = 6 * MaxText;

    private static readonly EventBody Nothing = new();

    public SendRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.ClientMsgId).NotEmpty();
        RuleFor(r => r.Type).NotEmpty().MaximumLength(20);
        RuleFor(r => r.ReplyTo).GreaterThan(0);
        RuleFor(r => r.ReplyTo).Null().When(r => r.Type != EventTypes.Message).WithMessage("only a message quotes");
        RuleFor(r => r.Mentions).Must(m => m is null || m.Count <= MaxMentions).WithMessage("must name at most 50 persons");
        RuleFor(r => r.Mentions).Must(m => m is not { Count: > 0 }).When(r => r.Type is not (EventTypes.Message or EventTypes.Announcement))
            .WithMessage("only a message or an announcement mentions");
        RuleForEach(r => r.Mentions).NotEmpty().MaximumLength(80).When(r => r.Mentions is { Count: <= MaxMentions });
        RuleFor(r => r.Attachments)
            .Must(a => a is null || (a.Count <= MaxAttachments && a.Distinct().Count() == a.Count && a.All(id => id?.Length == AttachmentIdLength)))
            .WithMessage($"must name at most {MaxAttachments} attachments, each once");
        RuleFor(r => r.Attachments).Must(a => a is not { Count: > 0 }).When(r => r.Type != EventTypes.Message).WithMessage("only a message has files");
        RuleFor(r => r.Body).NotNull().DependentRules(Body);
    }

    private void Body()
    {
        RuleFor(r => r.Body.Text).MaximumLength(MaxText).WithErrorCode(ErrorCodes.TooLarge);
        RuleFor(r => r.Body).Must(body => Size(body) <= MaxBody).WithErrorCode(ErrorCodes.TooLarge).WithMessage("must be at most 16 KiB")
            .When(r => r.Body.Text is null or { Length: <= MaxText });
        RuleFor(r => r.Body.ChoiceId).MaximumLength(60);
        RuleFor(r => r.Body.Mark).Must(mark => mark is null or StaffMarks.Note or StaffMarks.Consult).WithMessage("must be note or consult");
        RuleFor(r => r.Body.Text).NotEmpty().When(NeedsText);
        RuleFor(r => r.Body.Target).NotNull().GreaterThan(0).When(r => EventTypes.IsChange(r.Type));
        RuleFor(r => r.Body.Reason).MaximumLength(200).Must(reason => reason is null || reason.Trim().Length > 0).WithMessage("must not be blank");
        RuleFor(r => r.Body.Emoji).NotEmpty().MaximumLength(MaxEmojiUnits).Must(IsEmoji).WithMessage("must be one emoji")
            .When(r => r.Type == EventTypes.Reaction);
        RuleFor(r => r.Body.Product!).SetValidator(new ProductCardValidator()).When(r => r.Body.Product is not null);
        RuleFor(r => r.Body.Order!).SetValidator(new OrderCardValidator()).When(r => r.Body.Order is not null);
    }

    private static bool NeedsText(SendRequest request) => request.Type switch
    {
        EventTypes.Recall or EventTypes.Reaction or EventTypes.Pin or EventTypes.System or EventTypes.Survey => false,
        EventTypes.Message => request.Body is { Product: null, Order: null } && request.Attachments is not { Count: > 0 },
        _ => true,
    };

    // A text is limited by its own rule, however JSON escapes it.
    private static int Size(EventBody body)
    {
        var rest = body with { Text = null };
        return (rest == Nothing ? 0 : Encoding.UTF8.GetByteCount(EventBodies.Write(rest))) + Math.Min(MaxEscaped, body.Text?.Length ?? 0);
    }

    private static bool IsEmoji(string? text) =>
        text is not null && text.EnumerateRunes().Any(IsPictograph) && !text.EnumerateRunes().Any(r => Rune.IsLetter(r) || Rune.IsWhiteSpace(r) || Rune.IsControl(r));

    private static bool IsPictograph(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.OtherSymbol
        or UnicodeCategory.ModifierSymbol
        or UnicodeCategory.EnclosingMark;
}

/// <summary>Texts of a card and its addresses, which are http or https so that none can be a script.</summary>
internal sealed class ProductCardValidator : AbstractValidator<ProductCard>
{
    public ProductCardValidator()
    {
        RuleFor(p => p.Id).NotEmpty().MaximumLength(100);
        RuleFor(p => p.Title).NotEmpty().MaximumLength(200);
        RuleFor(p => p.Url).NotEmpty().MaximumLength(2000).Must(CardAddresses.IsWeb).WithMessage(CardAddresses.WebRule);
        RuleFor(p => p.ImageUrl).MaximumLength(2000).Must(CardAddresses.IsSecure).WithMessage("must be an absolute https address");
        RuleFor(p => p.Price).MaximumLength(40);
    }
}

/// <inheritdoc cref="ProductCardValidator"/>
internal sealed class OrderCardValidator : AbstractValidator<OrderCard>
{
    public OrderCardValidator()
    {
        RuleFor(o => o.Number).NotEmpty().MaximumLength(100);
        RuleFor(o => o.Status).NotEmpty().MaximumLength(100);
        RuleFor(o => o.Url).MaximumLength(2000).Must(CardAddresses.IsWeb).WithMessage(CardAddresses.WebRule);
        RuleFor(o => o.Total).MaximumLength(40);
        RuleFor(o => o.Lines).Must(lines => lines is null || lines.Count <= 20).WithMessage("must be at most 20");
        RuleForEach(o => o.Lines).NotNull().ChildRules(line =>
        {
            line.RuleFor(l => l.Title).NotEmpty().MaximumLength(200);
            line.RuleFor(l => l.Quantity).InclusiveBetween(1, 9999);
        }).When(o => o.Lines is { Count: <= 20 });
    }
}

internal static class CardAddresses
{
    public const string WebRule = "must be an absolute http or https address";

    public static bool IsWeb(string? address) =>
        address is null || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    public static bool IsSecure(string? address) =>
        address is null || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);
}
