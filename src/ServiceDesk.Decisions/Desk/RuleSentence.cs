namespace ServiceDesk.Decisions.Configuration;

/// <summary>A routing rule in words.</summary>
public static class RuleSentence
{
    /// <summary>The rule's own sentence, or one made of it: "If topic is Refund and language is zh → Billing".</summary>
    /// <param name="queue">The name of the rule's queue.</param>
    public static string Of(RoutingRule rule, string queue) =>
        rule.Sentence ?? (rule.When is null ? $"Otherwise → {queue}" : $"If {Words(rule.When)} → {queue}");

    /// <summary>A condition in words, without a leading "if".</summary>
    public static string Words(Condition condition) => condition switch
    {
        AllOf all => string.Join(" and ", all.Parts.Select(Part)),
        AnyOf any => string.Join(" or ", any.Parts.Select(Part)),
        NotThat not => $"not {Part(not.Part)}",
        ChannelIs channel => $"channel is {channel.Channel}",
        EntryPointIs entry => $"entry point is {entry.EntryPoint}",
        SourceIs { PathPrefix: { } path, Contains: { } text } => $"page begins with {path} and address contains {text}",
        SourceIs { PathPrefix: { } path } => $"page begins with {path}",
        SourceIs source => $"address contains {source.Contains}",
        LanguageIs language => $"language is {language.Language}",
        TopicIs topic => $"topic is {topic.Topic}",
        AttributeIs { Comparison: AttributeComparison.Exists } attribute => $"{attribute.Name} is given",
        AttributeIs attribute => $"{attribute.Name} {Verb(attribute.Comparison)} {attribute.Value}",
        BotResultIs bot => $"bot result is {bot.Result}",
        _ => throw new ArgumentException($"A condition of kind {condition.GetType().Name} is not known.", nameof(condition)),
    };

    // "a and (b or c)" and "(a and b) or c" are two things.
    private static string Part(Condition condition) =>
        condition is AllOf { Parts.Count: > 1 } or AnyOf { Parts.Count: > 1 } or SourceIs { PathPrefix: not null, Contains: not null }
            ? $"({Words(condition)})"
            : Words(condition);

    private static string Verb(AttributeComparison comparison) => comparison switch
    {
        AttributeComparison.Is => "is",
        AttributeComparison.Contains => "contains",
        AttributeComparison.AtLeast => "is at least",
        AttributeComparison.AtMost => "is at most",
        AttributeComparison.MoreThan => "is more than",
        _ => "is less than",
    };
}
