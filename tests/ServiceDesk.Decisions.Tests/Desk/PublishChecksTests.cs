using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

/// <summary>Rule R5: what a desk must not be published with, though it would run.</summary>
public sealed class PublishChecksTests
{
    [Fact]
    public void A_sound_desk_may_be_published() => Faults(Sound()).ShouldBeEmpty();

    [Fact]
    public void A_schedule_that_never_opens_is_named()
    {
        var desk = Sound();
        var never = new Schedule { Id = "never", Zone = "Etc/UTC" };
        var past = never with
        {
            Id = "past", Overrides = [new DateOverride { Date = new DateOnly(2026, 3, 1), Kind = DateOverrideKind.Extended, Intervals = [new(0, 60)] }],
        };
        var shut = never with { Id = "shut", AlwaysOpen = true, Emergency = new EmergencyClosing() };
        Faults(desk with { Schedules = [.. desk.Schedules, never, past, shut] }).ShouldBe(
        [
            "schedules[never]: does not open within 400 days", "schedules[past]: does not open within 400 days",
            "schedules[shut].emergency: is closed by the emergency switch",
        ]);
    }

    [Fact]
    public void A_skill_nobody_has_and_what_nobody_can_serve_are_named()
    {
        var desk = Sound().Change(Desks.Support, q => q with { Requirements = [new Requirement(Desks.German, 4), new Requirement(Desks.Returns, 1, false)] });
        desk = desk with
        {
            Agents = [Desks.Agent(1, 5, new Membership(Desks.Support)).Knowing(new AgentSkill(Desks.German, 3))],
            EntryPoints = [desk.EntryPoints[0] with { Rules = [.. desk.EntryPoints[0].Rules.Where(r => r.Id is "help" or "rest")] }],
        };
        Faults(desk).ShouldBe(
        [
            "skills[returns]: nobody has it",
            "entryPoints[shop].rules[help].requirements german 4: nobody in queue support has all of them",
            "entryPoints[shop].rules[rest].queueId sales: nobody serves it",
        ]);
    }

    [Theory]
    [InlineData("/help/me", null, null, null, true)]
    [InlineData("/helpless", "x", "zh-CN", "Refund", true)]
    [InlineData("/shop", null, null, null, false)]
    [InlineData(null, null, "zh-CN", null, true)]
    [InlineData(null, null, "zho", null, false)]
    [InlineData(null, null, null, "zh", false)]
    public void A_rule_behind_one_that_always_holds_with_it_is_named(string? path, string? contains, string? locale, string? topic, bool shadowed)
    {
        var desk = Sound();
        var entry = desk.EntryPoints[0];
        var late = new RoutingRule
        {
            Id = "late", QueueId = Desks.Sales,
            When = new AllOf(
            [
                .. path is null && contains is null ? Array.Empty<Condition>() : [new SourceIs(path, contains)],
                .. locale is null ? Array.Empty<Condition>() : [new LanguageIs(locale)],
                .. topic is null ? Array.Empty<Condition>() : [new TopicIs(topic)],
            ]),
        };
        var faults = Faults(desk with { EntryPoints = [entry with { Rules = [.. entry.Rules.SkipLast(1), late, entry.Rules[^1]] }] });
        faults.Count.ShouldBe(shadowed ? 1 : 0);
        faults.ShouldAllBe(f => f.StartsWith("entryPoints[shop].rules[late].when ", StringComparison.Ordinal));
    }

    [Fact]
    public void Dead_ends_of_a_ladder_and_too_heavy_channels_are_named()
    {
        var desk = Sound() with { Channels = [new Channel { Id = "voice", Weight = 6 }, new Channel { Id = "mail", Weight = 5 }] };
        desk = desk.Change(Desks.Sales, q => q with
        {
            Overflow =
            [
                new OverflowStep { Value = 60, Action = OverflowAction.End }, new OverflowStep { Value = 90, Action = OverflowAction.OfferFallback },
                new OverflowStep { Value = 120, Action = OverflowAction.End }, new OverflowStep { Value = 1_200, Action = OverflowAction.NotifySupervisor },
            ],
        });
        Faults(desk).ShouldBe(
        [
            "channels[voice].weight 6: nobody has that capacity, the greatest is 5",
            "queues[sales].overflow[0].action end: no fallback was offered before",
            "queues[sales].overflow[3].value 1200: the longest wait of 1200 s is over by then",
        ]);
    }

    [Fact]
    public void What_is_said_to_be_unservable_is_unservable_when_it_is_run()
    {
        for (var seed = 1; seed <= RandomRuns.Of(150); seed++)
        {
            var desk = new RandomEvents(seed).Desk();
            desk = desk with { Schedules = [.. desk.Schedules.Select(s => s with { AlwaysOpen = true, Emergency = null, Holidays = [] })] };
            desk = desk with
            {
                Queues = [.. desk.Queues.Select(q => q with { LastIntakeSeconds = 0, WhenNobodyOnline = WhenNobodyOnline.Wait })],
            };
            var faults = Faults(desk);
            foreach (var (url, rule) in new[] { ("https://shop.example/vip", "vip"), ("https://shop.example/help", "help"), ("https://shop.example/", "rest") })
            {
                var core = new RoutingCore(desk);
                core.Apply(new SessionStarted(1, 1, "v", Desks.Door, url, "en", true) { At = Scene.Start, Seq = 1 });
                var outcome = core.Apply(new SessionEnqueued(1, EnqueuedBy.Visitor) { At = Scene.Start, Seq = 2 });
                // The first word on it: a move to another queue may have one of its own.
                var first = outcome.Effects.SkipWhile(e => e is not Enqueued).FirstOrDefault(e => e is Alert or StepAdvanced);
                (first is Alert { Reason: AlertReasons.Unservable })
                    .ShouldBe(faults.Any(f => f.StartsWith($"entryPoints[shop].rules[{rule}].", StringComparison.Ordinal)), $"seed {seed}, rule {rule}");
            }
        }
    }

    private static IReadOnlyList<string> Faults(Desk desk)
    {
        DeskChecks.Faults(desk).ShouldBeEmpty();
        return [.. PublishChecks.Faults(desk, Scene.Start).Select(f => f.ToString())];
    }

    private static Desk Sound()
    {
        var both = Desks.Agent(1, 5, new Membership(Desks.Sales), new Membership(Desks.Support));
        return Desks.With(both.Knowing(new AgentSkill(Desks.German, 3), new AgentSkill(Desks.Returns, 1)));
    }
}
