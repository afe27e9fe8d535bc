namespace ServiceDesk.Contracts;

/// <summary>
/// The content of an event; which fields are set depends on its type. A client sends for a message <see cref="Text"/>,
/// <see cref="Product"/> or <see cref="Order"/>; for an announcement the text; for an edit <see cref="Target"/> and the text; for a
/// recall the target, of another's message with a <see cref="Reason"/>; for a reaction the target and <see cref="Emoji"/>; for a pin
/// the target.
/// </summary>
public sealed record EventBody
{
    /// <summary>Plain text with Markdown-lite marks; never HTML. 1 to 4,000 UTF-16 units.</summary>
    public string? Text { get; init; }

    /// <summary>A product that a message shows.</summary>
    public ProductCard? Product { get; init; }

    /// <summary>An order that a message shows.</summary>
    public OrderCard? Order { get; init; }

    /// <summary>On an edit, recall, reaction or pin: the seq of the message or announcement of this conversation that it is about.</summary>
    public long? Target { get; init; }

    /// <summary>On a reaction: one emoji.</summary>
    public string? Emoji { get; init; }

    /// <summary>On a reaction or pin: true takes it back.</summary>
    public bool? Off { get; init; }

    /// <summary>On a recall by staff: why, at most 200 characters. Visitors are not told.</summary>
    public string? Reason { get; init; }

    /// <summary>The seq of the message that is quoted; set by the server from <see cref="SendRequest.ReplyTo"/>.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>The quoted message as it reads when this event is served; absent where the reader may not see it. Never stored.</summary>
    public Quote? Quote { get; init; }

    /// <summary>Who was mentioned; set by the server from <see cref="SendRequest.Mentions"/>.</summary>
    public IReadOnlyList<string>? Mentions { get; init; }

    /// <summary>Set by the server on a message whose text is that of a later edit.</summary>
    public Change? Edited { get; init; }

    /// <summary>Set by the server on a message that was taken back; nothing else of it is left.</summary>
    public Change? Recalled { get; init; }

    /// <summary>
    /// True when the content was erased for good; seq and counts stay. Show it as a recalled one. On a recall: its target was erased, with
    /// all that said what it was.
    /// </summary>
    public bool? Purged { get; init; }

    /// <summary>Buttons that a bot offers under its text.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>Articles that a bot's answer came from.</summary>
    public IReadOnlyList<Source>? Sources { get; init; }

    /// <summary>Files of a message, in the sender's order; set by the server from <see cref="SendRequest.Attachments"/>.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>On a visitor's message: the id of the button that it echoes.</summary>
    public string? ChoiceId { get; init; }

    /// <summary>What a message of a staff conversation is, one of <see cref="StaffMarks"/>; null in every other conversation.</summary>
    public string? Mark { get; init; }

    /// <summary>Set for type system.</summary>
    public SystemNote? Note { get; init; }

    /// <summary>Set for type survey.</summary>
    public SurveyInvitation? Survey { get; init; }
}

/// <summary>What changed a message last.</summary>
/// <param name="Seq">Of the edit or recall.</param>
/// <param name="By">Who; <c>kind:id</c>.</param>
/// <param name="Reason">Of a recall by staff; visitors are not told.</param>
public sealed record Change(long Seq, DateTimeOffset At, string By, string? Reason = null);

/// <summary>A quoted message.</summary>
/// <param name="Text">The first 200 UTF-16 units of its text; null when it has none or was taken back.</param>
/// <param name="Gone">True when it was taken back or erased.</param>
public sealed record Quote(long Seq, string Sender, string? SenderName, string? Text, bool Gone);

/// <summary>A product as the shop shows it.</summary>
/// <param name="Id">The shop's own, at most 100 characters.</param>
/// <param name="Title">At most 200 characters.</param>
/// <param name="Url">Absolute http or https address of its page.</param>
/// <param name="ImageUrl">Absolute https address; clients show it only with the reader's consent to load it.</param>
/// <param name="Price">As the shop words it, for example <c>€ 12.90</c>; at most 40 characters.</param>
public sealed record ProductCard(string Id, string Title, string Url, string? ImageUrl = null, string? Price = null);

/// <summary>An order as the shop shows it.</summary>
/// <param name="Number">At most 100 characters.</param>
/// <param name="Status">As the shop words it, at most 100 characters.</param>
/// <param name="Url">Absolute http or https address of its page.</param>
/// <param name="Total">As the shop words it; at most 40 characters.</param>
/// <param name="Lines">At most 20.</param>
public sealed record OrderCard(
    string Number,
    string Status,
    string? Url = null,
    DateTimeOffset? PlacedAt = null,
    string? Total = null,
    IReadOnlyList<OrderLine>? Lines = null);

/// <param name="Title">At most 200 characters.</param>
/// <param name="Quantity">1 to 9,999.</param>
public sealed record OrderLine(string Title, int Quantity);
