using System.Text.Json.Serialization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// When a routing rule holds. Text is compared without regard to case. A fact that is not known (no topic named, an
/// attribute that was not given) makes what asks for it false, and its negation true.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllOf), "all")]
[JsonDerivedType(typeof(AnyOf), "any")]
[JsonDerivedType(typeof(NotThat), "not")]
[JsonDerivedType(typeof(ChannelIs), "channel")]
[JsonDerivedType(typeof(EntryPointIs), "entryPoint")]
[JsonDerivedType(typeof(SourceIs), "source")]
[JsonDerivedType(typeof(LanguageIs), "language")]
[JsonDerivedType(typeof(TopicIs), "topic")]
[JsonDerivedType(typeof(AttributeIs), "attribute")]
[JsonDerivedType(typeof(BotResultIs), "botResult")]
public abstract record Condition;

/// <param name="Parts">One or more; all must hold.</param>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition;

/// <param name="Parts">One or more; one must hold.</param>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition;

/// <param name="Part">Must not hold.</param>
public sealed record NotThat(Condition Part) : Condition;

/// <param name="Channel">The kind of channel that the session came by, for example <c>web</c>.</param>
public sealed record ChannelIs(string Channel) : Condition;

/// <param name="EntryPoint">The key of an entry point of the desk.</param>
public sealed record EntryPointIs(string EntryPoint) : Condition;

/// <summary>About the page that the visitor wrote from; at least one part is given, and each that is given must hold.</summary>
/// <param name="PathPrefix">The path of the address begins with this, for example <c>/checkout</c>.</param>
/// <param name="Contains">The address contains this.</param>
public sealed record SourceIs(string? PathPrefix = null, string? Contains = null) : Condition;

/// <param name="Language">A BCP 47 tag: <c>zh</c> holds for <c>zh</c> and <c>zh-CN</c>.</param>
public sealed record LanguageIs(string Language) : Condition;

/// <param name="Topic">What the visitor or the bot named as the matter.</param>
public sealed record TopicIs(string Topic) : Condition;

/// <summary>About an attribute that the visitor's page gave, for example <c>vip</c> or <c>orderValue</c>.</summary>
/// <param name="Value">What it is compared with; null, and only then, for <see cref="AttributeComparison.Exists"/>.</param>
public sealed record AttributeIs(string Name, AttributeComparison Comparison, string? Value = null) : Condition;

/// <summary>The last four compare numbers (an optional sign, digits, a point); what is no number is neither more nor less.</summary>
public enum AttributeComparison
{
    Exists,
    Is,
    Contains,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}

/// <param name="Result">How the bot's part ended: <c>asked</c> (for a person), <c>notUnderstood</c>, <c>failed</c>, or a word that its flow names.</param>
public sealed record BotResultIs(string Result) : Condition;
