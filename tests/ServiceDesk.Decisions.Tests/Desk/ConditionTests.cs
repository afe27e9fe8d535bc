using System.Text.Json;
using System.Text.Json.Serialization;

using ServiceDesk.Decisions.Configuration;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

public sealed class ConditionTests
{
    private static readonly JsonSerializerOptions Wire =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private static readonly RuleFacts Facts = new(
        "web", "shop", "https://shop.example/Checkout/pay?step=2", "zh-CN", "Refund",
        new Dictionary<string, string> { ["vip"] = "yes", ["OrderValue"] = "250.50", ["plan"] = "Gold yearly" }, BotResult: "notUnderstood");

    public static TheoryData<string, bool> Single => new()
    {
        { """{"kind":"channel","channel":"WEB"}""", true },
        { """{"kind":"channel","channel":"voice"}""", false },
        { """{"kind":"entryPoint","entryPoint":"shop"}""", true },
        { """{"kind":"source","pathPrefix":"/checkout"}""", true },
        { """{"kind":"source","pathPrefix":"/pay"}""", false },
        { """{"kind":"source","contains":"step=2"}""", true },
        { """{"kind":"source","pathPrefix":"/checkout","contains":"step=3"}""", false },
        { """{"kind":"language","language":"zh"}""", true },
        { """{"kind":"language","language":"zh-TW"}""", false },
        { """{"kind":"topic","topic":"refund"}""", true },
        { """{"kind":"botResult","result":"notunderstood"}""", true },
        { """{"kind":"attribute","name":"VIP","comparison":"exists"}""", true },
        { """{"kind":"attribute","name":"tier","comparison":"exists"}""", false },
        { """{"kind":"attribute","name":"vip","comparison":"is","value":"YES"}""", true },
        { """{"kind":"attribute","name":"plan","comparison":"contains","value":"gold"}""", true },
        { """{"kind":"attribute","name":"orderValue","comparison":"atLeast","value":"250.5"}""", true },
        { """{"kind":"attribute","name":"orderValue","comparison":"moreThan","value":"250.5"}""", false },
        { """{"kind":"attribute","name":"orderValue","comparison":"atMost","value":"250.5"}""", true },
        { """{"kind":"attribute","name":"orderValue","comparison":"lessThan","value":"1000"}""", true },
        { """{"kind":"attribute","name":"plan","comparison":"lessThan","value":"1000"}""", false },
        { """{"kind":"attribute","name":"tier","comparison":"lessThan","value":"1000"}""", false },
        { """{"kind":"not","part":{"kind":"attribute","name":"tier","comparison":"exists"}}""", true },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public void A_statement_holds_or_not(string json, bool holds) => ConditionEvaluation.Holds(Read(json), Facts).ShouldBe(holds);

    [Fact]
    public void What_is_not_known_makes_a_statement_false()
    {
        var nothing = new RuleFacts("web", "shop");
        foreach (var row in Single.Where(r => !r.Data.Item1.Contains("not\"", StringComparison.Ordinal)))
        {
            var about = Read(row.Data.Item1);
            if (about is not (ChannelIs or EntryPointIs))
            {
                ConditionEvaluation.Holds(about, nothing).ShouldBeFalse(row.Data.Item1);
            }
        }
    }

    [Fact]
    public void A_trace_says_of_every_part_whether_it_held()
    {
        var condition = new AllOf([new TopicIs("Refund"), new AnyOf([new LanguageIs("de"), new NotThat(new LanguageIs("en"))]), new ChannelIs("voice")]);
        var trace = ConditionEvaluation.Trace(condition, Facts);
        trace.Holds.ShouldBeFalse();
        trace.Parts.Select(p => p.Holds).ShouldBe([true, true, false]);
        trace.Parts[1].Parts.Select(p => p.Holds).ShouldBe([false, true]);
        trace.Parts[1].Parts[1].Parts.ShouldHaveSingleItem().Holds.ShouldBeFalse();
    }

    [Fact]
    public void A_rule_is_told_in_a_sentence()
    {
        var when = new AllOf([new TopicIs("Refund"), new AnyOf([new LanguageIs("zh"), new AttributeIs("orderValue", AttributeComparison.AtLeast, "500")])]);
        var rule = new RoutingRule { Id = "r", When = when, QueueId = "billing" };
        RuleSentence.Of(rule, "Billing").ShouldBe("If topic is Refund and (language is zh or orderValue is at least 500) → Billing");
        RuleSentence.Of(rule with { When = new NotThat(new AttributeIs("vip", AttributeComparison.Exists)) }, "Billing").ShouldBe("If not vip is given → Billing");
        RuleSentence.Words(new AnyOf([new ChannelIs("web"), new BotResultIs("failed"), new EntryPointIs("shop")])).ShouldBe("channel is web or bot result is failed or entry point is shop");
        RuleSentence.Words(new NotThat(new SourceIs("/a", "b"))).ShouldBe("not (page begins with /a and address contains b)");
        RuleSentence.Words(new AllOf([new SourceIs("/a"), new SourceIs(null, "b")])).ShouldBe("page begins with /a and address contains b");
        RuleSentence.Words(new AllOf([new AttributeIs("plan", AttributeComparison.Contains, "gold"), new AttributeIs("age", AttributeComparison.AtMost, "9")]))
            .ShouldBe("plan contains gold and age is at most 9");
        RuleSentence.Of(rule with { When = null }, "Billing").ShouldBe("Otherwise → Billing");
        RuleSentence.Of(rule with { Sentence = "Money matters" }, "Billing").ShouldBe("Money matters");
    }

    [Fact]
    public void A_condition_survives_json_whole()
    {
        Condition condition = new AllOf([new NotThat(new SourceIs("/a", "b")), new AnyOf([new EntryPointIs("shop"), new BotResultIs("failed")])]);
        var json = JsonSerializer.Serialize(condition);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Condition>(json)).ShouldBe(json);
    }

    private static Condition Read(string json) => JsonSerializer.Deserialize<Condition>(json, Wire)!;
}
