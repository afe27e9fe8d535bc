using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Looks at what a visitor or a member of staff says before it is stored, and may mask or refuse it. Register one with the container;
/// several are asked in the order of their registration, each about what the one before left. All of them together have
/// <see cref="ContentHookOptions.Milliseconds"/>.
/// </summary>
public interface IContentHook
{
    /// <param name="said">A message, announcement or edit; another change of a message, too, when it carries words.</param>
    /// <param name="cancellation">Requested when the time is up.</param>
    ValueTask<ContentVerdict> Review(SaidContent said, CancellationToken cancellation);
}

/// <param name="Sender"><c>visitor:id</c> or <c>agent:id</c>.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
public sealed record SaidContent(long ConversationId, string Sender, string Type, EventBody Body);

/// <param name="Body">What is stored when nothing refuses it; the body itself when there is nothing to mask.</param>
/// <param name="RefusedBy">The reason key of a refusal; null when there is none.</param>
public sealed record ContentVerdict(EventBody Body, string? RefusedBy = null);
