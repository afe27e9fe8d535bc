using System.Globalization;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>What a routing rule may ask about.</summary>
/// <param name="Channel">The kind of channel that the session came by.</param>
/// <param name="EntryPoint">The entry point's key.</param>
/// <param name="SourceUrl">The page that the visitor wrote from.</param>
/// <param name="Locale">BCP 47 tag of the visitor's language.</param>
/// <param name="Topic">What the visitor or the bot named as the matter.</param>
/// <param name="Attributes">What the page said of the visitor, by name.</param>
/// <param name="BotResult">How the bot's part ended; null when none had one.</param>
public sealed record RuleFacts(
    string Channel,
    string EntryPoint,
    string? SourceUrl = null,
    string? Locale = null,
    string? Topic = null,
    IReadOnlyDictionary<string, string>? Attributes = null,
    string? BotResult = null);

/// <summary>Whether a condition held, and which of its parts did.</summary>
/// <param name="Parts">Those of <c>all</c>, <c>any</c> and <c>not</c>, each evaluated, whatever the others came to.</param>
public sealed record ConditionTrace(Condition Condition, bool Holds, IReadOnlyList<ConditionTrace> Parts);

/// <summary>Does a condition hold?</summary>
public static class ConditionEvaluation
{
    /// <summary>Null always holds.</summary>
    public static bool Holds(Condition? condition, RuleFacts facts) => condition switch
    {
        null => true,
        AllOf all => all.Parts.All(part => Holds(part, facts)),
        AnyOf any => any.Parts.Any(part => Holds(part, facts)),
        NotThat not => !Holds(not.Part, facts),
        ChannelIs channel => Same(channel.Channel, facts.Channel),
        EntryPointIs entry => Same(entry.EntryPoint, facts.EntryPoint),
        SourceIs source => Matches(source, facts.SourceUrl),
        LanguageIs language => facts.Locale is { } locale && Speaks(language.Language, locale),
        TopicIs topic => Same(topic.Topic, facts.Topic),
        AttributeIs attribute => Value(facts, attribute.Name) is { } value && Compares(attribute, value),
        BotResultIs bot => Same(bot.Result, facts.BotResult),
        _ => throw new ArgumentException($"A condition of kind {condition.GetType().Name} is not known.", nameof(condition)),
    };

    /// <summary>As <see cref="Holds"/>, with the word of each part.</summary>
    public static ConditionTrace Trace(Condition condition, RuleFacts facts) =>
        new(condition, Holds(condition, facts), [.. PartsOf(condition).Select(part => Trace(part, facts))]);

    /// <summary>What stands in <c>all</c>, <c>any</c> and <c>not</c>; nothing for the others.</summary>
    internal static IReadOnlyList<Condition> PartsOf(Condition condition) => condition switch
    {
        AllOf all => all.Parts,
        AnyOf any => any.Parts,
        NotThat not => [not.Part],
        _ => [],
    };

    internal static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether whoever speaks <paramref name="narrow"/> speaks <paramref name="wide"/>.</summary>
    internal static bool Speaks(string wide, string narrow) =>
        Same(wide, narrow) || narrow.StartsWith(wide + "-", StringComparison.OrdinalIgnoreCase);

    internal static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>What the comparison of a known attribute comes to.</summary>
    internal static bool Compares(AttributeIs asked, string value)
    {
        return asked.Comparison switch
        {
            AttributeComparison.Exists => true,
            AttributeComparison.Is => Same(asked.Value ?? "", value),
            AttributeComparison.Contains => value.Contains(asked.Value ?? "", StringComparison.OrdinalIgnoreCase),
            AttributeComparison.AtLeast => Order() >= 0,
            AttributeComparison.AtMost => Order() <= 0,
            AttributeComparison.MoreThan => Order() > 0,
            _ => Order() < 0,
        };

        int? Order() => Number(value) is { } number && Number(asked.Value) is { } limit ? number.CompareTo(limit) : null;
    }

    private static bool Matches(SourceIs source, string? url) =>
        (source.PathPrefix is null || Path(url).StartsWith(source.PathPrefix, StringComparison.OrdinalIgnoreCase))
        && (source.Contains is null || (url ?? "").Contains(source.Contains, StringComparison.OrdinalIgnoreCase));

    private static string Path(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : "";

    private static string? Value(RuleFacts facts, string name) =>
        facts.Attributes?.Where(a => Same(a.Key, name)).Select(a => a.Value).FirstOrDefault();
}
