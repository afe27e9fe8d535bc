using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

/// <summary>Rules R4 and R5: each thing that is wrong is named by its place, with what stands there and why.</summary>
public sealed class FaultTests
{
    [Fact]
    public void What_is_given_twice_is_named_with_its_list()
    {
        var desk = Sound();
        var (entry, always) = (desk.EntryPoints[0], desk.Schedules[0]);
        Faults(desk with { Agents = [Desks.Agent(1), Desks.Agent(1)] }).ShouldBe(["agents 1: given 2 times"]);
        Faults(desk with { Agents = [Desks.Agent(1, 5, new Membership(Desks.Sales), new Membership(Desks.Sales))] }).ShouldBe(["agents[1].memberships sales: given 2 times"]);
        Faults(desk with { Agents = [Desks.Agent(1).Knowing(new AgentSkill(Desks.German), new AgentSkill(Desks.German))] }).ShouldBe(["agents[1].skills german: given 2 times"]);
        Faults(desk with { Channels = [new Channel { Id = "chat" }], Agents = [Desks.Agent(1) with { ChannelLimits = [new("chat", 1), new("chat", 2)] }] })
            .ShouldBe(["agents[1].channelLimits chat: given 2 times"]);
        Faults(desk with { Channels = [new Channel { Id = "chat" }, new Channel { Id = "chat" }, new Channel { Id = "chat" }] }).ShouldBe(["channels chat: given 3 times"]);
        Faults(desk with { Skills = [.. desk.Skills, desk.Skills[0]] }).ShouldBe(["skills german: given 2 times"]);
        Faults(desk with { Queues = [.. desk.Queues, desk.Queues[1]] }).ShouldBe(["queues support: given 2 times"]);
        Faults(desk with { Schedules = [.. desk.Schedules, always] }).ShouldBe(["schedules always: given 2 times"]);
        Faults(desk with { ContentRules = [new() { Id = "rude", Name = "Rude", Words = ["x"] }, new() { Id = "rude", Name = "Rude", Words = ["y"] }] })
            .ShouldBe(["contentRules rude: given 2 times"]);
        Faults(desk with { EntryPoints = [entry, entry with { PublicKey = "other" }] }).ShouldBe(["entryPoints shop: given 2 times"]);
        Faults(desk with { EntryPoints = [entry, entry with { Key = "other" }] }).ShouldBe(["entryPoints.publicKey pk-shop: given 2 times"]);
        Faults(desk with { EntryPoints = [entry with { Rules = [entry.Rules[0], .. entry.Rules] }] }).ShouldBe(["entryPoints[shop].rules vip: given 2 times"]);
        Faults(desk.Change(Desks.Sales, q => q with { Requirements = [new(Desks.German), new(Desks.German, 2)] })).ShouldBe(["queues[sales].requirements german: given 2 times"]);
        Faults(Rule(desk, r => r with { Requirements = [new(Desks.German), new(Desks.German, 2)] })).ShouldBe(["entryPoints[shop].rules[vip].requirements german: given 2 times"]);
        Faults(desk with { Schedules = [.. desk.Schedules, always with { Id = "x", Holidays = [new(new(2026, 5, 1)), new(new(2026, 5, 1), "May")] }] })
            .ShouldBe(["schedules[x].holidays 2026-05-01: given 2 times"]);
    }

    [Fact]
    public void A_rule_about_contents_has_words_that_can_be_looked_for()
    {
        Desk With(params string[] words) => Sound() with { ContentRules = [new() { Id = "rude", Name = "Rude", Words = words }] };
        string[] many = [.. Enumerable.Range(0, 2_000).Select(i => $"w{i}")];

        Faults(With("fool")).ShouldBeEmpty();
        Faults(With(many)).ShouldBeEmpty();
        Faults(With([.. many, "one"])).ShouldBe(["contentRules[rude].words 2001: must be 1 to 2000"]);
        Faults(With()).ShouldBe(["contentRules[rude].words 0: must be 1 to 2000"]);
        Faults(With("fool", " ")).ShouldBe(["contentRules[rude].words  : must be 1 to 60 characters, none of them a control character"]);
        Faults(With("\u200B\u200D")).ShouldHaveSingleItem().ShouldEndWith("holds nothing that can be seen");
        Faults(With(new string('x', 60))).ShouldBeEmpty();
        Faults(With(new string('x', 61))).ShouldHaveSingleItem().ShouldStartWith("contentRules[rude].words xxx");
        Faults(Sound() with { ContentRules = [.. Enumerable.Range(0, 6).Select(i => new ContentRule { Id = $"r{i}", Name = "R", Words = many })] })
            .ShouldBe(["contentRules 12000: there may be at most 10000"]);
    }

    [Fact]
    public void What_does_not_exist_is_named_where_it_is_asked_for()
    {
        var desk = Sound();
        Faults(desk with { Agents = [Desks.Agent(1, 5, new Membership("gone"))] }).ShouldBe(["agents[1].memberships[gone].queueId gone: does not exist"]);
        Faults(desk with { Agents = [Desks.Agent(1).Knowing(new AgentSkill("gone"))] }).ShouldBe(["agents[1].skills[gone].skillId gone: does not exist"]);
        Faults(desk with { Agents = [Desks.Agent(1) with { ChannelLimits = [new("gone", 1)] }] }).ShouldBe(["agents[1].channelLimits[gone].channelId gone: does not exist"]);
        Faults(desk.Change(Desks.Sales, q => q with { ScheduleId = "gone" })).ShouldBe(["queues[sales].scheduleId gone: does not exist"]);
        Faults(desk.Change(Desks.Sales, q => q with { Requirements = [new("gone")] })).ShouldBe(["queues[sales].requirements[gone].skillId gone: does not exist"]);
        Faults(desk with { EntryPoints = [desk.EntryPoints[0] with { ScheduleId = "gone" }] }).ShouldBe(["entryPoints[shop].scheduleId gone: does not exist"]);
        Faults(Rule(desk, r => r with { QueueId = "gone" })).ShouldBe(["entryPoints[shop].rules[vip].queueId gone: does not exist"]);
        Faults(Rule(desk, r => r with { Requirements = [new("gone")] })).ShouldBe(["entryPoints[shop].rules[vip].requirements[gone].skillId gone: does not exist"]);
        Faults(Ladder(desk, new OverflowStep { Action = OverflowAction.RelaxSkill, SkillId = "gone" })).ShouldBe(["queues[sales].overflow[0].skillId gone: does not exist"]);
        Faults(Ladder(desk, new OverflowStep { Action = OverflowAction.RelaxSkill })).ShouldBe(["queues[sales].overflow[0].skillId : does not exist"]);
        Faults(Ladder(desk, new OverflowStep { Action = OverflowAction.AddQueue, QueueId = "gone" })).ShouldBe(["queues[sales].overflow[0].queueId gone: does not exist"]);
        Faults(Ladder(desk, new OverflowStep { Action = OverflowAction.MoveToQueue })).ShouldBe(["queues[sales].overflow[0].queueId : does not exist"]);
        Faults(Ladder(desk, new OverflowStep { Action = OverflowAction.AddQueue, QueueId = Desks.Sales })).ShouldBe(["queues[sales].overflow[0].queueId sales: is the queue itself"]);
    }

    [Fact]
    public void Moves_in_a_circle_are_named_once_from_their_first_queue()
    {
        Desk Moving(params (string From, string To)[] moves) => Sound() with
        {
            Queues =
            [
                .. new[] { "a", "b", "c", "d" }.Select(id => new Queue
                {
                    Id = id, Name = id, ScheduleId = Desks.Always,
                    Overflow = [.. moves.Where(m => m.From == id).Select(m => new OverflowStep { Value = 60, Action = OverflowAction.MoveToQueue, QueueId = m.To })],
                }),
            ],
            EntryPoints = [], Agents = [],
        };

        Faults(Moving(("a", "b"), ("b", "c"))).ShouldBeEmpty();
        Faults(Moving(("b", "c"), ("c", "d"), ("d", "b"), ("a", "b"))).ShouldBe(["queues[b].overflow: moves lead round in a circle: b, c, d"]);
        Faults(Moving(("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"))).ShouldBe(
            ["queues[a].overflow: moves lead round in a circle: a, b", "queues[c].overflow: moves lead round in a circle: c, d"]);
        Faults(Moving(("a", "a"))).ShouldBe(["queues[a].overflow: moves lead round in a circle: a"]);
    }

    [Fact]
    public void An_entry_point_has_a_last_rule_that_always_holds_and_no_other()
    {
        var desk = Sound();
        var entry = desk.EntryPoints[0];
        Faults(desk with { EntryPoints = [entry with { Rules = [] }] }).ShouldBe(["entryPoints[shop].rules: the last rule must hold always"]);
        Faults(desk with { EntryPoints = [entry with { Rules = [entry.Rules[0]] }] }).ShouldBe(["entryPoints[shop].rules: the last rule must hold always"]);
        Faults(desk with { EntryPoints = [entry with { Rules = [entry.Rules[0] with { When = null }, .. entry.Rules.Skip(1)] }] })
            .ShouldBe(["entryPoints[shop].rules[vip].when: only the last rule may hold always, those after it are never reached"]);
        // A rule into a queue that does not exist is held to the widest limit.
        Faults(Rule(desk, r => r with { QueueId = "gone", BoostSeconds = 86_400 })).ShouldBe(["entryPoints[shop].rules[vip].queueId gone: does not exist"]);
    }

    [Fact]
    public void A_schedule_has_a_zone_and_intervals_that_can_be()
    {
        Faults(Hours(s => s with { Zone = "Mars/Base" })).ShouldBe(["schedules[x].zone Mars/Base: no such zone"]);
        var (from, until) = (Scene.Start, Scene.Start.AddHours(1));
        Faults(Hours(s => s with { Emergency = new(from, until) })).ShouldBeEmpty();
        Faults(Hours(s => s with { Emergency = new(null, until) })).ShouldBeEmpty();
        Faults(Hours(s => s with { Emergency = new(from) })).ShouldBeEmpty();
        Faults(Hours(s => s with { Emergency = new(from, from) })).ShouldBe([$"schedules[x].emergency.until {from:O}: must be after {from:O}"]);
        Faults(Hours(s => s with { Overrides = [new() { Date = new(2026, 5, 1), Kind = DateOverrideKind.Closed, Intervals = [new(0, 60)] }] }))
            .ShouldBe(["schedules[x].overrides[2026-05-01].intervals: a closed date has none"]);
        Faults(Hours(s => s with { Overrides = [new() { Date = new(2026, 5, 1), Kind = DateOverrideKind.Modified, Intervals = [new(0, 60)] }] })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FallbackKind.Email, "help@shop.example", null)]
    [InlineData(FallbackKind.Email, "help@", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, "@shop.example", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, "help", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, "a@b@c", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, "he lp@shop.example", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, "help\u0007@shop.example", "must be an e-mail address")]
    [InlineData(FallbackKind.Email, null, "must be an e-mail address")]
    [InlineData(FallbackKind.Link, "https://shop.example/help", null)]
    [InlineData(FallbackKind.Link, "http://shop.example/help", "must be an absolute https address of at most 2000 characters")]
    [InlineData(FallbackKind.Link, "/help", "must be an absolute https address of at most 2000 characters")]
    [InlineData(FallbackKind.Link, null, "must be an absolute https address of at most 2000 characters")]
    [InlineData(FallbackKind.Message, null, null)]
    [InlineData(FallbackKind.CallBack, "x", "is for email and link only")]
    public void Q1_a_way_out_leads_somewhere(FallbackKind kind, string? target, string? fault)
    {
        var faults = DeskChecks.Faults(Sound().Change(Desks.Sales, q => q with { Fallbacks = [new() { Kind = FallbackKind.Bot }, new() { Kind = kind, Target = target }] }));
        faults.Select(f => (f.Item, f.Value, f.Code, f.Text)).ShouldBe(fault is null ? [] : [("queues[sales].fallbacks[1].target", target, FaultCodes.Format, fault)]);
    }

    [Fact]
    public void Q1_there_is_a_way_out_none_twice_and_its_words_are_short()
    {
        Desk With(params Fallback[] all) => Sound().Change(Desks.Sales, q => q with { Fallbacks = all });
        Fallback message = new() { Kind = FallbackKind.Message }, link = new() { Kind = FallbackKind.Link, Target = "https://a.example" };
        Faults(With()).ShouldBe(["queues[sales].fallbacks: there must be a way out for whom nobody can take"]);
        Faults(With(message, message)).ShouldBe(["queues[sales].fallbacks Message: given 2 times"]);
        Faults(With(link, link)).ShouldBeEmpty();
        Faults(With(new Fallback { Kind = FallbackKind.Email, Target = new string('a', 318) + "@b" })).ShouldBeEmpty();
        Faults(With(new Fallback { Kind = FallbackKind.Email, Target = new string('a', 319) + "@b" })).Single().ShouldEndWith("must be an e-mail address");
        Faults(With(link with { Target = "https://a.example/" + new string('a', 1_982) })).ShouldBeEmpty();
        Faults(With(link with { Target = "https://a.example/" + new string('a', 1_983) })).Count.ShouldBe(1);
        Faults(With(message with { Label = new string('a', 60) })).ShouldBeEmpty();
        Faults(With(message with { Label = new string('a', 61) })).ShouldBe([$"queues[sales].fallbacks[0].label {new string('a', 61)}: must be 1 to 60 characters, none of them a control character"]);
        foreach (var kind in (FallbackKind[])[FallbackKind.Bot, FallbackKind.CallBack])
        {
            Faults(With(new() { Kind = kind }, new() { Kind = kind })).ShouldBe([$"queues[sales].fallbacks {kind}: given 2 times"]);
        }
    }

    [Fact]
    public void Names_are_for_people_and_ids_for_programs()
    {
        var (desk, name) = (Sound(), new string('n', 100));
        const string Text = "must be 1 to 100 characters, none of them a control character", Id = "must be 1 to 60 letters, digits, '-', '_' or '.', the first a letter or digit";
        Published(desk with { Agents = [desk.Agents[0] with { Name = name }] }).ShouldBeEmpty();
        Published(desk with { Agents = [desk.Agents[0] with { Name = name + "n" }] }).ShouldBe([$"agents[1].name {name}: {Text}"]);
        Published(desk with { Agents = [desk.Agents[0] with { Name = " " }] }).ShouldBe([$"agents[1].name  : {Text}"]);
        Published(desk with { Agents = [desk.Agents[0] with { Name = "a\u0001b" }] }).ShouldBe([$"agents[1].name a\u0001b: {Text}"]);
        Published(desk.Change(Desks.Sales, q => q with { Name = "" })).ShouldBe([$"queues[sales].name : {Text}"]);
        Published(desk with { Skills = [.. desk.Skills.Select(s => s with { Name = "\t" })] }).ShouldBe([$"skills[german].name \t: {Text}", $"skills[returns].name \t: {Text}"]);
        Published(desk with { EntryPoints = [desk.EntryPoints[0] with { Name = "" }] }).ShouldBe([$"entryPoints[shop].name : {Text}"]);
        Published(desk with { Channels = [new Channel { Id = "a b" }] }).ShouldBe([$"channels[a b] a b: {Id}"]);
        Published(desk with { Schedules = [.. desk.Schedules, new Schedule { Id = "é", Zone = "Etc/UTC", AlwaysOpen = true }] }).ShouldBe([$"schedules[é] é: {Id}"]);
        Published(desk with { Queues = [.. desk.Queues, new Queue { Id = ".q", Name = "Q", ScheduleId = Desks.Always }] }).ShouldBe([$"queues[.q] .q: {Id}"]);
        Published(desk with { EntryPoints = [desk.EntryPoints[0] with { Channel = new string('c', 21) }] })
            .ShouldBe([$"entryPoints[shop].channel {new string('c', 21)}: must be 1 to 20 letters, digits, '-', '_' or '.', the first a letter or digit"]);
        Published(Rule(desk, r => r with { Id = "v p" })).ShouldBe([$"entryPoints[shop].rules[v p] v p: {Id}"]);
        Published(desk with { EntryPoints = [desk.EntryPoints[0] with { AllowedSites = ["shop"] }] })
            .ShouldBe(["entryPoints[shop].allowedSites shop: must be an origin: https://host, perhaps with a port, and nothing after it"]);
    }

    [Fact]
    public void Conditions_that_ask_for_nothing_sensible_are_named_with_the_reason()
    {
        IReadOnlyList<string> Of(Condition when) => [.. Published(Rule(Sound(), r => r with { When = when })).Select(f => f["entryPoints[shop].rules[vip].when".Length..])];
        Of(new ChannelIs("voice")).ShouldBe([".channel voice: no entry point has this channel"]);
        Of(new EntryPointIs("gone")).ShouldContain(".entryPoint gone: does not exist");
        Of(new SourceIs()).ShouldContain(": needs pathPrefix or contains");
        Of(new SourceIs("x")).ShouldBe([".pathPrefix x: must begin with / and have at most 200 characters"]);
        Of(new AllOf([])).ShouldContain(".parts: must have at least one part");
        Of(new AttributeIs("a", AttributeComparison.Exists, "b")).ShouldBe([".value b: whether it is given is asked without a value"]);
        Of(new AttributeIs("a", AttributeComparison.MoreThan, "b")).ShouldContain(".value b: must be a number: an optional sign, digits, a point");
        Of(new AnyOf([.. Enumerable.Range(0, 100).Select(i => new TopicIs($"t{i}"))])).ShouldContain(" 101: there may be at most 100 parts");
        Condition deep = new TopicIs("t");
        for (var i = 0; i < 8; i++)
        {
            deep = new NotThat(deep);
        }

        Of(deep).ShouldContain(" 9: parts may stand at most 8 deep in each other");
    }

    [Fact]
    public void A_fault_says_which_kind_it_is()
    {
        var desk = Sound();
        string Code(Desk faulty) => PublishChecks.Faults(faulty, Scene.Start).Select(f => f.Code).Distinct().Single();
        Code(desk with { Skills = [.. desk.Skills, desk.Skills[0]] }).ShouldBe("duplicate");
        Code(desk.Change(Desks.Sales, q => q with { ScheduleId = "gone" })).ShouldBe("unknown");
        Code(desk.Change(Desks.Sales, q => q with { WrapUpSeconds = -1 })).ShouldBe("range");
        Code(desk.Change(Desks.Sales, q => q with { Fallbacks = [] })).ShouldBe("no_fallback");
        Code(Hours(s => s with { AlwaysOpen = false })).ShouldBe("never_opens");
        Code(desk with { EntryPoints = [desk.EntryPoints[0] with { Rules = [.. desk.EntryPoints[0].Rules.SkipLast(1)] }] }).ShouldBe("no_default");
    }

    [Fact]
    public void R5_the_emergency_switch_is_a_warning_while_it_is_on()
    {
        DeskFault? At(EmergencyClosing closing) => PublishChecks.Faults(Hours(s => s with { Emergency = closing }), Scene.Start).SingleOrDefault();
        var later = Scene.Start.AddSeconds(1);
        At(new(null, Scene.Start)).ShouldBeNull();
        At(new(null, later)).ShouldBe(new DeskFault("schedules[x].emergency", later.ToString("O"), "emergency", "is closed by the emergency switch", FaultSeverity.Warning));
        At(new()).ShouldBe(new DeskFault("schedules[x].emergency", null, "emergency", "is closed by the emergency switch", FaultSeverity.Warning));
        // Hours that never come are worse, and those that cannot be read are not asked.
        PublishChecks.Faults(Hours(s => s with { AlwaysOpen = false, Emergency = new() }), Scene.Start).Single().Code.ShouldBe(FaultCodes.NeverOpens);
        PublishChecks.Faults(Hours(s => s with { Zone = "Mars/Base", AlwaysOpen = false }), Scene.Start).Single().Code.ShouldBe(FaultCodes.Unknown);
    }

    [Fact]
    public void A_difference_is_named_by_the_id_of_every_kind_of_item()
    {
        var before = Sound() with { Channels = [new Channel { Id = "chat" }] };
        before = before with
        {
            Agents = [before.Agents[0] with { ChannelLimits = [new("chat", 1)] }],
            Schedules =
            [
                before.Schedules[0] with
                {
                    Holidays = [new(new(2026, 5, 1), "May")],
                    Overrides = [new() { Date = new(2026, 6, 1), Kind = DateOverrideKind.Closed }],
                },
            ],
        };
        before = before.Change(Desks.Sales, q => q with { Requirements = [new(Desks.German, 2)], ScheduleId = "x" });
        var after = before with
        {
            Channels = [before.Channels[0] with { Weight = 2 }],
            Skills = [before.Skills[0] with { Name = "Deutsch" }, before.Skills[1]],
            Agents = [before.Agents[0] with { ChannelLimits = [new("chat", 2)], Skills = [new(Desks.German, 5), before.Agents[0].Skills[1]] }],
            Schedules =
            [
                before.Schedules[0] with
                {
                    Holidays = [new(new(2026, 5, 1), "Labour day")],
                    Overrides = [new() { Date = new(2026, 6, 1), Kind = DateOverrideKind.Closed, Name = "Closed" }],
                },
            ],
        };
        after = after.Change(Desks.Sales, q => q with { Requirements = [new(Desks.German, 3)] });
        DeskDiff.Changes(before, after).Select(c => c.Path).ShouldBe(
            [
                "schedules[always].overrides[2026-06-01].name", "schedules[always].holidays[2026-05-01].name", "queues[sales].requirements[german].minLevel",
                "skills[german].name", "channels[chat].weight", "agents[1].skills[german].level", "agents[1].channelLimits[chat].maxSessions",
            ]);
        ItemIds.Of(typeof(string)).ShouldBeNull();
    }

    [Fact]
    public void Every_comparison_has_its_words()
    {
        string Of(AttributeComparison comparison) => RuleSentence.Words(new AttributeIs("age", comparison, "9"));
        Enum.GetValues<AttributeComparison>().Select(Of).ShouldBe(
            ["age is given", "age is 9", "age contains 9", "age is at least 9", "age is at most 9", "age is more than 9", "age is less than 9"], ignoreOrder: true);
        RuleSentence.Words(new NotThat(new AllOf([new TopicIs("a"), new LanguageIs("b")]))).ShouldBe("not (topic is a and language is b)");
        RuleSentence.Words(new NotThat(new AnyOf([new TopicIs("a")]))).ShouldBe("not topic is a");
        RuleSentence.Words(new NotThat(new AllOf([new TopicIs("a")]))).ShouldBe("not topic is a");
        RuleSentence.Words(new NotThat(new SourceIs(null, "a"))).ShouldBe("not address contains a");
    }

    private static IReadOnlyList<string> Faults(Desk desk) => [.. DeskChecks.Faults(desk).Select(f => f.ToString())];

    private static IReadOnlyList<string> Published(Desk desk)
    {
        DeskChecks.Faults(desk).ShouldBeEmpty();
        string[] codes = [FaultCodes.Format, FaultCodes.Range, FaultCodes.Unknown, FaultCodes.Conflict];
        return [.. PublishChecks.Faults(desk, Scene.Start).Where(f => codes.Contains(f.Code)).Select(f => f.ToString())];
    }

    private static Desk Sound()
    {
        var both = Desks.Agent(1, 5, new Membership(Desks.Sales), new Membership(Desks.Support));
        return Desks.With(both.Knowing(new AgentSkill(Desks.German, 3), new AgentSkill(Desks.Returns, 1)));
    }

    private static Desk Ladder(Desk desk, OverflowStep step) => desk.Change(Desks.Sales, q => q with { Overflow = [step] });

    private static Desk Rule(Desk desk, Func<RoutingRule, RoutingRule> change)
    {
        var entry = desk.EntryPoints[0];
        return desk with { EntryPoints = [entry with { Rules = [change(entry.Rules[0]), .. entry.Rules.Skip(1)] }, .. desk.EntryPoints.Skip(1)] };
    }

    private static Desk Hours(Func<Schedule, Schedule> change)
    {
        var desk = Sound();
        return desk with { Schedules = [.. desk.Schedules, change(new Schedule { Id = "x", Zone = "Etc/UTC", AlwaysOpen = true })] };
    }
}
