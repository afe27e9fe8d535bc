using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Insight;

/// <summary>Routing rules, their conditions and needs as statements.</summary>
internal static class ConditionFacts
{
    /// <summary>The rule that held, in the words that its author gave it, else by what it asks for.</summary>
    public static Fact Held(RoutingRule? rule, string ruleId, string queue) => rule switch
    {
        _ when ruleId == "hint" => Facts.Of(FactKeys.RuleHint, ("queue", queue)),
        { When: null, Sentence: null } => Facts.Of(FactKeys.RuleOtherwise, ("queue", queue)),
        { When: { } when, Sentence: null } => Facts.Of(FactKeys.RuleHeld, ("rule", ruleId), ("queue", queue)).With(Of(when)),
        _ => Facts.Of(FactKeys.RuleHeld, ("rule", rule?.Sentence ?? ruleId), ("queue", queue)),
    };

    /// <summary>What kept a rule from holding, and what there was instead.</summary>
    public static Fact Failed(RuleFailed failed, RoutingRule? rule)
    {
        var asked = failed.Held ? Facts.Of(FactKeys.Not).With(Of(failed.Part)) : Of(failed.Part);
        var name = rule?.Sentence ?? failed.RuleId;
        return string.IsNullOrEmpty(failed.Actual)
            ? Facts.Of(FactKeys.RuleFailedNothing, ("rule", name)).With(asked)
            : Facts.Of(FactKeys.RuleFailed, ("rule", name), ("actual", failed.Actual)).With(asked);
    }

    public static IReadOnlyList<Fact> Needs(IReadOnlyList<Requirement> requirements, InsightNames names) => requirements.Count == 0
        ? [Facts.Of(FactKeys.NeedNothing)]
        :
        [
            .. requirements.Select(r => Facts.Of(
                r.Mandatory ? FactKeys.NeedMandatory : FactKeys.NeedPreferred, ("skill", names.Skill(r.SkillId)), ("level", r.MinLevel))),
        ];

    public static Fact Of(Condition condition) => condition switch
    {
        AllOf all => Facts.Of(FactKeys.All).With([.. all.Parts.Select(Of)]),
        AnyOf any => Facts.Of(FactKeys.Any).With([.. any.Parts.Select(Of)]),
        NotThat not => Facts.Of(FactKeys.Not).With(Of(not.Part)),
        ChannelIs channel => Facts.Of(FactKeys.ChannelIs, ("value", channel.Channel)),
        EntryPointIs entry => Facts.Of(FactKeys.EntryPointIs, ("value", entry.EntryPoint)),
        SourceIs { PathPrefix: { } path, Contains: { } text } => Facts.Of(FactKeys.All).With(Path(path), Address(text)),
        SourceIs { PathPrefix: { } path } => Path(path),
        SourceIs source => Address(source.Contains),
        LanguageIs language => Facts.Of(FactKeys.LanguageIs, ("value", language.Language)),
        TopicIs topic => Facts.Of(FactKeys.TopicIs, ("value", topic.Topic)),
        AttributeIs attribute => Facts.Of(Key(attribute.Comparison), ("name", attribute.Name), ("value", attribute.Value)),
        BotResultIs bot => Facts.Of(FactKeys.BotResultIs, ("value", bot.Result)),
        _ => throw new ArgumentException($"A condition of kind {condition.GetType().Name} is not known.", nameof(condition)),
    };

    private static Fact Path(string path) => Facts.Of(FactKeys.PathBegins, ("value", path));

    private static Fact Address(string? text) => Facts.Of(FactKeys.AddressContains, ("value", text));

    private static string Key(AttributeComparison comparison) => comparison switch
    {
        AttributeComparison.Exists => FactKeys.AttributeExists,
        AttributeComparison.Is => FactKeys.AttributeIs,
        AttributeComparison.Contains => FactKeys.AttributeContains,
        AttributeComparison.AtLeast => FactKeys.AttributeAtLeast,
        AttributeComparison.AtMost => FactKeys.AttributeAtMost,
        AttributeComparison.MoreThan => FactKeys.AttributeMoreThan,
        _ => FactKeys.AttributeLessThan,
    };
}
