using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

/// <summary>What conditions, names and addresses of a desk must be like, at the limits.</summary>
public sealed class ConditionChecksTests
{
    [Fact]
    public void Only_what_the_desk_has_can_be_asked_for()
    {
        Faults(new ChannelIs("web")).ShouldBeEmpty();
        Faults(new ChannelIs("voice")).ShouldBe([("when.channel", "voice", FaultCodes.Unknown)]);
        Faults(new EntryPointIs("bot-shop")).ShouldBeEmpty();
        Faults(new EntryPointIs("cellar")).ShouldBe([("when.entryPoint", "cellar", FaultCodes.Unknown)]);
    }

    [Fact]
    public void A_page_is_asked_for_by_a_path_or_a_part_of_its_address()
    {
        var longest = "/" + new string('p', 199);
        Faults(new SourceIs()).ShouldBe([("when", null, FaultCodes.Format)]);
        Faults(new SourceIs(longest, "x")).ShouldBeEmpty();
        Faults(new SourceIs(longest + "p")).ShouldBe([("when.pathPrefix", longest, FaultCodes.Format)]);
        Faults(new SourceIs("checkout")).ShouldBe([("when.pathPrefix", "checkout", FaultCodes.Format)]);
        Faults(new SourceIs("/a", " ")).ShouldBe([("when.contains", " ", FaultCodes.Format)]);
    }

    [Fact]
    public void An_attribute_is_compared_with_what_its_comparison_needs()
    {
        Faults(new AttributeIs("vip", AttributeComparison.Exists)).ShouldBeEmpty();
        Faults(new AttributeIs("vip", AttributeComparison.Exists, "yes")).ShouldBe([("when.value", "yes", FaultCodes.Conflict)]);
        Faults(new AttributeIs("vip", AttributeComparison.Is)).ShouldBe([("when.value", "", FaultCodes.Format)]);
        Faults(new AttributeIs("plan", AttributeComparison.Contains, new string('g', 200))).ShouldBeEmpty();
        Faults(new AttributeIs("plan", AttributeComparison.Contains, new string('g', 201))).ShouldBe([("when.value", new string('g', 100), FaultCodes.Format)]);
        Faults(new AttributeIs("value", AttributeComparison.AtLeast, "-9.5")).ShouldBeEmpty();
        Faults(new AttributeIs("value", AttributeComparison.LessThan, "much")).ShouldBe([("when.value", "much", FaultCodes.Format)]);
        Faults(new AttributeIs("value", AttributeComparison.AtMost)).ShouldBe([("when.value", "", FaultCodes.Format)]);
        Faults(new AttributeIs("-v", AttributeComparison.Exists)).ShouldBe([("when.name", "-v", FaultCodes.Format)]);
    }

    [Fact]
    public void Parts_are_named_by_their_place_and_there_is_at_least_one()
    {
        Faults(new AllOf([])).ShouldBe([("when.parts", null, FaultCodes.Format)]);
        Faults(new NotThat(new TopicIs(""))).ShouldBe([("when.part.topic", "", FaultCodes.Format)]);
        Faults(new AnyOf([new TopicIs(new string('t', 100)), new BotResultIs("\u0007"), new LanguageIs(new string('z', 36))])).ShouldBe(
            [("when.parts[1].result", "\u0007", FaultCodes.Format), ("when.parts[2].language", new string('z', 36), FaultCodes.Format)]);
    }

    [Fact]
    public void A_condition_has_at_most_100_parts_that_stand_at_most_8_deep()
    {
        Faults(new AnyOf([.. Enumerable.Repeat(new TopicIs("t"), 99)])).ShouldBeEmpty();
        Faults(new AnyOf([.. Enumerable.Repeat(new TopicIs("t"), 100)])).ShouldBe([("when", "101", FaultCodes.Range)]);
        Faults(Nots(7)).ShouldBeEmpty();
        Faults(Nots(8)).ShouldBe([("when", "9", FaultCodes.Range)]);
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://shop.example:8443", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://shop.example/", false)]
    [InlineData("https://shop.example/a", false)]
    [InlineData("ftp://shop.example", false)]
    [InlineData("shop.example", false)]
    public void A_site_that_may_embed_the_widget_is_an_origin(string site, bool sound) =>
        EntryFaults(e => e with { AllowedSites = [site] }).ShouldBe(sound ? [] : [("allowedSites", site, FaultCodes.Format)]);

    [Fact]
    public void Names_for_programs_have_1_to_60_letters_digits_and_marks_and_sentences_200_characters()
    {
        var longest = "a" + new string('-', 59);
        EntryFaults(e => e with { PublicKey = longest, BotId = "b_2.c" }).ShouldBeEmpty();
        EntryFaults(e => e with { PublicKey = longest + "-", BotId = "b c" }).ShouldBe([("publicKey", longest + "-", FaultCodes.Format), ("botId", "b c", FaultCodes.Format)]);
        EntryFaults(e => e with { PublicKey = "", BotId = "_b" }).ShouldBe([("publicKey", "", FaultCodes.Format), ("botId", "_b", FaultCodes.Format)]);
        EntryFaults(e => Saying(e, new string('s', 200))).ShouldBeEmpty();
        EntryFaults(e => Saying(e, new string('s', 201))).ShouldBe([("rules[vip].sentence", new string('s', 100), FaultCodes.Format)]);
        EntryFaults(e => e with { AllowedSites = [.. Enumerable.Repeat("https://shop.example", 1_001)] }).ShouldBe([("allowedSites", "1001", FaultCodes.Range)]);
        EntryFaults(e => e with { AllowedSites = [.. Enumerable.Repeat("https://shop.example", 1_000)] }).ShouldBeEmpty();
    }

    private static Condition Nots(int many) => many == 0 ? new TopicIs("t") : new NotThat(Nots(many - 1));

    private static EntryPoint Saying(EntryPoint entry, string sentence) => entry with { Rules = [entry.Rules[0] with { Sentence = sentence }, .. entry.Rules.Skip(1)] };

    private static IEnumerable<(string Item, string? Value, string Code)> Faults(Condition when) =>
        EntryFaults(e => e with { Rules = [e.Rules[0] with { When = when }, .. e.Rules.Skip(1)] }).Select(f => (f.Item["rules[vip].".Length..], f.Value, f.Code));

    private static IEnumerable<(string Item, string? Value, string Code)> EntryFaults(Func<EntryPoint, EntryPoint> change)
    {
        // What speaks against a rule for what it says of visitors is another matter: R5, R7.
        string[] codes = [FaultCodes.Format, FaultCodes.Unknown, FaultCodes.Conflict, FaultCodes.Range];
        var desk = Desks.With(Desks.Agent(1));
        return PublishChecks.Faults(desk with { EntryPoints = [change(desk.EntryPoints[0]), .. desk.EntryPoints.Skip(1)] }, Scene.Start)
            .Where(f => codes.Contains(f.Code))
            .Select(f => (f.Item["entryPoints[shop].".Length..], f.Value, f.Code));
    }
}
