using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Bot;

/// <summary>Answers visitors before a person does. The kind here is embedded; others may sit behind HTTP.</summary>
public interface IBot
{
    /// <summary>
    /// What the bot says. It may be asked the same turn again after a crash and must then say much the same. Silence past
    /// the turn's time, and any exception, hand the session to a person.
    /// </summary>
    Task<BotReply> Answer(BotTurn turn, CancellationToken cancellation);

    /// <summary>What the visitor has asked about, for routing rules; null when the bot does not know.</summary>
    Task<string?> Topic(BotTurn turn, CancellationToken cancellation);
}

/// <summary>A bot's turn in a conversation.</summary>
/// <param name="Locale">BCP 47 tag of the session; the bot's own texts are in this language.</param>
/// <param name="Said">The visitor's words since the bot took over, oldest first; the last one is to be answered. Empty asks for a greeting.</param>
public sealed record BotTurn(string Locale, IReadOnlyList<VisitorWords> Said);

/// <param name="ChoiceId">The button that the words echo, or null.</param>
public sealed record VisitorWords(string Text, string? ChoiceId);

/// <param name="HandOver">Set when a person should go on.</param>
public sealed record BotReply(string Text, IReadOnlyList<Choice> Choices, IReadOnlyList<Source> Sources, HandOver? HandOver = null);

/// <param name="Topic">What it is about, when the bot knows; routing rules may ask for it.</param>
/// <param name="Result">Of <see cref="BotResults"/> or a word of the bot's flow; routing rules may ask for it.</param>
public sealed record HandOver(EnqueuedBy By, string? Topic, string Result);
