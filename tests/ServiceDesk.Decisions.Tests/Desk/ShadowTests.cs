using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

/// <summary>Rule R7: a rule that is said to be hidden is hidden; not every hidden one is found.</summary>
public sealed class ShadowTests
{
    private static readonly TopicIs Refund = new("refund");
    private static readonly TopicIs Order = new("order");
    private static readonly LanguageIs Chinese = new("zh");
    private static readonly AttributeIs Vip = new("vip", AttributeComparison.Exists);

    public static TheoryData<string, Condition[], string?> Plans => new()
    {
        { "the part of an any", [new AnyOf([Refund, Order]), Order], FaultCodes.Shadowed },
        { "an all with more parts", [Refund, new AllOf([Chinese, Refund])], FaultCodes.Shadowed },
        { "an all with fewer parts", [new AllOf([Chinese, Refund]), Refund], null },
        { "distributed", [new AnyOf([new AllOf([Vip, Refund]), new AllOf([Vip, Order])]), new AllOf([Vip, new AnyOf([Refund, Order])])], FaultCodes.Shadowed },
        { "two rules together", [Refund, Order, new AnyOf([Order, Refund])], FaultCodes.Shadowed },
        { "one of two is not enough", [Refund, new AnyOf([Order, Refund])], null },
        { "another topic is no other topic", [new NotThat(Refund), Order], FaultCodes.Shadowed },
        { "the negation of more", [new NotThat(new AllOf([Refund, Vip])), new NotThat(Refund)], FaultCodes.Shadowed },
        { "twice not", [Refund, new NotThat(new NotThat(Refund))], FaultCodes.Shadowed },
        { "a higher limit", [Value(AttributeComparison.AtLeast, "100"), Value(AttributeComparison.MoreThan, "100")], FaultCodes.Shadowed },
        { "a lower limit", [Value(AttributeComparison.MoreThan, "100"), Value(AttributeComparison.AtLeast, "100")], null },
        { "a number within", [Value(AttributeComparison.AtMost, "9.5"), Value(AttributeComparison.Is, "9")], FaultCodes.Shadowed },
        { "a wider language", [Chinese, new LanguageIs("zh-TW")], FaultCodes.Shadowed },
        { "a narrower language", [new LanguageIs("zh-TW"), Chinese], null },
        { "the rules' own entry point", [new EntryPointIs(Desks.Door), Refund], FaultCodes.Shadowed },
        { "two topics at once", [new AllOf([Refund, Order])], FaultCodes.NeverHolds },
        { "it and its negation", [new AllOf([Vip, new NotThat(Vip)])], FaultCodes.NeverHolds },
        { "more than most and less", [new AllOf([Value(AttributeComparison.MoreThan, "5"), Value(AttributeComparison.LessThan, "5")])], FaultCodes.NeverHolds },
        { "not more than most", [new AllOf([Value(AttributeComparison.AtMost, "5"), Value(AttributeComparison.MoreThan, "5")])], FaultCodes.NeverHolds },
        { "less and at least", [new AllOf([Value(AttributeComparison.LessThan, "5"), Value(AttributeComparison.AtLeast, "5")])], FaultCodes.NeverHolds },
        { "at most and at least the same", [new AllOf([Value(AttributeComparison.AtMost, "5"), Value(AttributeComparison.AtLeast, "5")])], null },
        { "a number beyond its limit", [new AllOf([Value(AttributeComparison.Is, "5"), Value(AttributeComparison.AtLeast, "6")])], FaultCodes.NeverHolds },
        { "a limit beyond its number", [new AllOf([Value(AttributeComparison.AtLeast, "6"), Value(AttributeComparison.Is, "5")])], FaultCodes.NeverHolds },
        { "a number at its limit", [new AllOf([Value(AttributeComparison.Is, "6"), Value(AttributeComparison.AtLeast, "6")])], null },
        { "two languages at once", [new AllOf([new LanguageIs("de"), new LanguageIs("en")])], FaultCodes.NeverHolds },
        { "a language and one of its kind", [new AllOf([Chinese, new LanguageIs("zh-TW")])], null },
        { "one of its kind and a language", [new AllOf([new LanguageIs("zh-TW"), Chinese])], null },
        { "two channels at once", [new AllOf([new ChannelIs("web"), new ChannelIs("voice")])], FaultCodes.NeverHolds },
        { "two results of the bot at once", [new AllOf([new BotResultIs("asked"), new BotResultIs("failed")])], FaultCodes.NeverHolds },
        { "another entry point", [new EntryPointIs("elsewhere")], FaultCodes.NeverHolds },
        { "two paths of which one begins with the other", [new AllOf([new SourceIs("/a"), new SourceIs("/a/b")])], null },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void R7_a_rule_that_never_decides_is_named(string about, Condition[] plan, string? code)
    {
        var faults = Faults(plan);
        faults.Select(f => f.Code).ShouldBe(code is null ? [] : [code], about);
        faults.ShouldAllBe(f => f.Item == $"entryPoints[shop].rules[r{plan.Length - 1}].when");
    }

    [Fact]
    public void R7_no_rule_is_named_falsely()
    {
        const int plans = 3_000;
        var random = new Random(7);
        var named = 0;
        for (var plan = 0; plan < RandomRuns.Of(plans); plan++)
        {
            Condition[] rules = [.. Enumerable.Range(0, 4).Select(_ => Some(random, 3))];
            var hidden = Faults(rules).Select(f => f.Item).ToHashSet();
            named += hidden.Count;
            for (var visitor = 0; visitor < 60; visitor++)
            {
                var facts = Someone(random);
                var first = Array.FindIndex(rules, r => ConditionEvaluation.Holds(r, facts));
                hidden.ShouldNotContain($"entryPoints[shop].rules[r{first}].when", $"plan {plan}");
            }
        }

        if (RandomRuns.SeeAll(plans))
        {
            named.ShouldBeGreaterThan(500);
        }
    }

    [Fact]
    public void R7_conditions_with_too_many_cases_are_not_judged_and_take_no_time()
    {
        var wide = new AllOf([.. Enumerable.Range(0, 40).Select(i => new AnyOf([new TopicIs($"a{i}"), new AttributeIs($"b{i}", AttributeComparison.Exists)]))]);
        Faults([wide, wide]).ShouldBeEmpty();
    }

    private static AttributeIs Value(AttributeComparison comparison, string value) => new("value", comparison, value);

    private static IReadOnlyList<DeskFault> Faults(Condition[] plan)
    {
        var entry = new EntryPoint
        {
            Key = "shop", PublicKey = "p", Name = "Shop", ScheduleId = "s",
            Rules = [.. plan.Select((c, i) => new RoutingRule { Id = $"r{i}", When = c, QueueId = "q" }), new RoutingRule { Id = "rest", QueueId = "q" }],
        };
        var codes = new[] { FaultCodes.Shadowed, FaultCodes.NeverHolds };
        return [.. PublishChecks.Faults(new Desk { EntryPoints = [entry] }, Scene.Start).Where(f => codes.Contains(f.Code) && f.Item != "entryPoints[shop].rules[rest].when")];
    }

    private static Condition Some(Random random, int depth) => random.Next(depth > 0 ? 12 : 8) switch
    {
        0 => new TopicIs(Word(random)),
        1 => new LanguageIs(Tongue(random)),
        2 => new SourceIs(Path(random), random.Next(2) == 0 ? Path(random) : null),
        3 => new AttributeIs("a", (AttributeComparison)random.Next(1, 3), random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        4 => new AttributeIs("a", (AttributeComparison)random.Next(3, 7), random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        5 => new BotResultIs(Word(random)),
        6 => new AttributeIs("a", AttributeComparison.Exists),
        7 => new EntryPointIs(random.Next(3) == 0 ? "other" : "shop"),
        8 => new NotThat(Some(random, depth - 1)),
        9 => new AllOf([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Some(random, depth - 1))]),
        _ => new AnyOf([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Some(random, depth - 1))]),
    };

    private static RuleFacts Someone(Random random) => new(
        "web", "shop", random.Next(5) == 0 ? null : $"https://shop.example{Path(random)}{(random.Next(2) == 0 ? "/x" : "")}", random.Next(5) == 0 ? null : Tongue(random),
        random.Next(4) == 0 ? null : Word(random),
        random.Next(4) == 0 ? null : new Dictionary<string, string> { ["A"] = random.Next(8) switch { 0 => "1.5", 1 => "gold 2", var n => $"{n - 2}" } },
        random.Next(3) == 0 ? null : Word(random));

    private static string Word(Random random) => "xYz"[random.Next(3)].ToString();

    private static string Tongue(Random random) => new[] { "zh", "zh-CN", "zh-TW", "zhx", "en" }[random.Next(5)];

    private static string Path(Random random) => new[] { "/", "/a", "/a/b", "/B", "/c" }[random.Next(5)];
}
