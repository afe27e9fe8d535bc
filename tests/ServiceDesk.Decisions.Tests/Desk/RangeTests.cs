using System.Globalization;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Configuration;

/// <summary>Every number of a desk is taken at both ends of the range that its setting names, and refused one beyond (rule R4).</summary>
public sealed class RangeTests
{
    private const int Day = 86_400;
    private const int Year = 365 * Day;

    private static readonly (string Item, int Low, int High, Func<Desk, int, Desk> Set)[] Settings =
    [
        Sales("acceptSeconds", 5, 120, (q, n) => q with { AcceptSeconds = n }),
        Sales("broadcastAgents", 1, 5, (q, n) => q with { BroadcastAgents = n }),
        Sales("stickySeconds", 0, 600, (q, n) => q with { StickySeconds = n }),
        Sales("stickyLookbackSeconds", 0, Year, (q, n) => q with { StickyLookbackSeconds = n }),
        Sales("maxLengthFactor", 0, 1_000, (q, n) => q with { MaxLengthFactor = n }),
        Sales("maxLengthAtLeast", 1, 1_000_000, (q, n) => q with { MaxLengthAtLeast = n }),
        Sales("maxEtaSeconds", 30, Day, (q, n) => q with { MaxEtaSeconds = n }),
        Sales("maxWaitSeconds", 30, Day, (q, n) => q with { MaxWaitSeconds = n }),
        Sales("serviceGuaranteeSeconds", 1, 1_199, (q, n) => q with { ServiceGuaranteeSeconds = n }),
        Sales("excludeSeconds", 1, 3_600, (q, n) => q with { ExcludeSeconds = n }),
        Sales("maxRounds", 1, 100, (q, n) => q with { MaxRounds = n }),
        Sales("maxRequeues", 1, 100, (q, n) => q with { MaxRequeues = n }),
        Sales("drainSeconds", 0, Day, (q, n) => q with { DrainSeconds = n }),
        Sales("wrapUpSeconds", 0, 300, (q, n) => q with { WrapUpSeconds = n }),
        Sales("transferCreditSeconds", 0, Day, (q, n) => q with { TransferCreditSeconds = n }),
        Sales("lostAgentCreditSeconds", 0, Day, (q, n) => q with { LostAgentCreditSeconds = n }),
        Sales("maxBoostSeconds", 0, Day, (q, n) => q with { MaxBoostSeconds = n }),
        Sales("visitorGraceSeconds", 1, Day, (q, n) => q with { VisitorGraceSeconds = n }),
        Sales("visitorLeftSeconds", 1, Day, (q, n) => q with { VisitorLeftSeconds = n }),
        Sales("firstReplySeconds", 10, Day, (q, n) => q with { FirstReplySeconds = n }),
        Sales("firstReplyTypingSeconds", 0, 300, (q, n) => q with { FirstReplyTypingSeconds = n }),
        Sales("inactiveSeconds", 10, Year, (q, n) => q with { InactiveSeconds = n }),
        Sales("inactivePercent", 0, 100, (q, n) => q with { InactivePercent = n }),
        Sales("returnCreditSeconds", 0, Day, (q, n) => q with { ReturnCreditSeconds = n }),
        Sales("lastIntakeSeconds", 0, Day, (q, n) => q with { LastIntakeSeconds = n }),
        Sales("tierPromoteSeconds", 1, Day, (q, n) => q with { TierPromoteSeconds = n }),
        Sales("targets.answerSeconds", 1, Day, (q, n) => q with { Targets = q.Targets with { AnswerSeconds = n } }),
        Sales("targets.serviceLevelPercent", 1, 100, (q, n) => q with { Targets = q.Targets with { ServiceLevelPercent = n } }),
        Sales("targets.waiting", 0, 1_000_000, (q, n) => q with { Targets = q.Targets with { Waiting = n } }),
        Sales("targets.longestWaitSeconds", 1, Day, (q, n) => q with { Targets = q.Targets with { LongestWaitSeconds = n } }),
        Sales("targets.abandonmentPercent", 0, 100, (q, n) => q with { Targets = q.Targets with { AbandonmentPercent = n } }),
        Sales("silence.warnSeconds", 10, Day, (q, n) => q with { Silence = q.Silence with { WarnSeconds = n } }),
        Sales("silence.countdownSeconds", 181, Day, (q, n) => q with { Silence = q.Silence with { CountdownSeconds = n } }),
        Sales("silence.closeSeconds", 301, Day, (q, n) => q with { Silence = q.Silence with { CloseSeconds = n } }),
        Sales("replyDue.warnSeconds", 5, Day, (q, n) => q with { ReplyDue = q.ReplyDue with { WarnSeconds = n } }),
        Sales("replyDue.alarmSeconds", 61, Day, (q, n) => q with { ReplyDue = q.ReplyDue with { AlarmSeconds = n } }),
        Sales("survey.expiresSeconds", 60, Year, (q, n) => q with { Survey = q.Survey with { ExpiresSeconds = n } }),
        Sales("survey.againAfterSeconds", 0, Year, (q, n) => q with { Survey = q.Survey with { AgainAfterSeconds = n } }),
        Sales("survey.remindSeconds", 0, 172_799, (q, n) => q with { Survey = q.Survey with { RemindSeconds = n } }),
        Sales("callBack.leadMinutes", 0, 10_080, (q, n) => q with { CallBack = q.CallBack with { LeadMinutes = n } }),
        Sales("callBack.daysAhead", 1, 60, (q, n) => q with { CallBack = q.CallBack with { DaysAhead = n } }),
        Sales("callBack.slotMinutes", 5, 240, (q, n) => q with { CallBack = q.CallBack with { SlotMinutes = n } }),
        Sales("overflow[0].value", 0, Day, (q, n) => Step(q, new OverflowStep { Value = n, Action = OverflowAction.NotifySupervisor })),
        Sales("overflow[0].value", 1, Day, (q, n) => Step(q, new OverflowStep { Trigger = OverflowTrigger.Length, Value = n, Action = OverflowAction.NotifySupervisor })),
        Sales("overflow[0].boostSeconds", 1, Day, (q, n) => Step(q, new OverflowStep { Action = OverflowAction.AddBoost, BoostSeconds = n })),
        Sales("overflow[0].minLevel", 1, 5, (q, n) => Step(q, new OverflowStep { Action = OverflowAction.RelaxSkill, SkillId = Desks.German, MinLevel = n })),
        Sales("requirements[german].minLevel", 1, 5, (q, n) => q with { Requirements = [new(Desks.German, n)] }),
        Shop("rules[vip].tier", 0, 3, (r, n) => r with { Tier = n }),
        Shop("rules[vip].boostSeconds", 0, 900, (r, n) => r with { BoostSeconds = n }),
        Shop("rules[vip].requirements[german].minLevel", 1, 5, (r, n) => r with { Requirements = [new(Desks.German, n)] }),
        One("agents[1].capacity", 1, 100, (a, n) => a with { Capacity = n }),
        One("agents[1].memberships[sales].priority", 1, 9, (a, n) => a with { Memberships = [new(Desks.Sales, Priority: n)] }),
        One("agents[1].memberships[sales].rank", 0, 1_000, (a, n) => a with { Memberships = [new(Desks.Sales, Rank: n)] }),
        One("agents[1].memberships[sales].maxSessions", 1, 100, (a, n) => a with { Memberships = [new(Desks.Sales, MaxSessions: n)] }),
        One("agents[1].memberships[gone].delaySeconds", 0, Day, (a, n) => a with { Memberships = [new("gone", DelaySeconds: n)] }),
        One("agents[1].skills[german].level", 1, 5, (a, n) => a with { Skills = [new(Desks.German, n)] }),
        One("agents[1].channelLimits[chat].maxSessions", 0, 100, (a, n) => a with { ChannelLimits = [new("chat", n)] }),
        ("channels[chat].weight", 1, 100, (d, n) => d with { Channels = [new Channel { Id = "chat", Weight = n }] }),
        ("channels[chat].maxPerAgent", 1, 100, (d, n) => d with { Channels = [new Channel { Id = "chat", MaxPerAgent = n }] }),
        ("channels[chat].replyWindowSeconds", 60, Year, (d, n) => d with { Channels = [new Channel { Id = "chat", ReplyWindowSeconds = n }] }),
        ("entryPoints[shop].resumeSeconds", 0, Year, (d, n) => Door(d, e => e with { ResumeSeconds = n })),
        ("agentSettings.graceSeconds", 1, 3_600, (d, n) => d with { AgentSettings = d.AgentSettings with { GraceSeconds = n } }),
        ("agentSettings.tellVisitorAfterSeconds", 0, 29, (d, n) => d with { AgentSettings = d.AgentSettings with { TellVisitorAfterSeconds = n } }),
        ("agentSettings.missLimit", 1, 100, (d, n) => d with { AgentSettings = d.AgentSettings with { MissLimit = n } }),
        ("agentSettings.holdDownLosses", 1, 100, (d, n) => d with { AgentSettings = d.AgentSettings with { HoldDownLosses = n } }),
        ("agentSettings.holdDownWindowSeconds", 1, Day, (d, n) => d with { AgentSettings = d.AgentSettings with { HoldDownWindowSeconds = n } }),
        ("agentSettings.holdDownSeconds", 1, 3_600, (d, n) => d with { AgentSettings = d.AgentSettings with { HoldDownSeconds = n } }),
        ("botSettings.idleCloseSeconds", 30, Day, (d, n) => d with { BotSettings = d.BotSettings with { IdleCloseSeconds = n } }),
        ("schedules[x].weekly[tuesday].startMinute", 0, 1_439, (d, n) => Hours(d, s => s with { Weekly = [new(DayOfWeek.Tuesday, n, 60)] })),
        ("schedules[x].weekly[tuesday].endMinute", 0, 1_440, (d, n) => Hours(d, s => s with { Weekly = [new(DayOfWeek.Tuesday, 60, n)] })),
        ("schedules[x].overrides[2026-10-01].startMinute", 0, 1_439, (d, n) => Hours(d, s => s with { Overrides = [Dated(new(n, 60))] })),
        ("schedules[x].overrides[2026-10-01].endMinute", 0, 1_440, (d, n) => Hours(d, s => s with { Overrides = [Dated(new(60, n))] })),
    ];

    private static readonly (string Item, int Most, Func<Desk, int, Desk> Set)[] Lists =
    [
        ("agents", 20_000, (d, n) => d with { Agents = [.. Many(n).Select(i => Desks.Agent(i))] }),
        ("skills", 1_000, (d, n) => d with { Skills = [.. Many(n).Select(i => new Skill { Id = $"s{i}", Name = "S" })] }),
        ("queues", 1_000, (d, n) => d with { Queues = [.. Many(n).Select(i => new Queue { Id = $"q{i}", Name = "Q", ScheduleId = Desks.Always })] }),
        ("channels", 1_000, (d, n) => d with { Channels = [.. Many(n).Select(i => new Channel { Id = $"c{i}" })] }),
        ("entryPoints", 1_000, (d, n) => d with { EntryPoints = [.. Many(n).Select(i => Desks.Entry($"e{i}", null))] }),
        ("schedules", 1_000, (d, n) => d with { Schedules = [.. Many(n).Select(i => new Schedule { Id = $"h{i}", Zone = "Etc/UTC", AlwaysOpen = true })] }),
        ("schedules[x].weekly", 50, (d, n) => Hours(d, s => s with { Weekly = [.. Many(n).Select(_ => new WeeklyInterval(DayOfWeek.Monday, 0, 1))] })),
        ("schedules[x].overrides", 2_000, (d, n) => Hours(d, s => s with { Overrides = [.. Many(n).Select(_ => Dated(new(0, 60)))] })),
        ("schedules[x].holidays", 2_000, (d, n) => Hours(d, s => s with { Holidays = [.. Many(n).Select(i => new Holiday(new DateOnly(2026, 1, 1).AddDays(i)))] })),
        ("queues[sales].overflow", 50, (d, n) => d.Change(Desks.Sales, q => q with { Overflow = [.. Many(n).Select(i => new OverflowStep { Value = i, Action = OverflowAction.NotifySupervisor })] })),
        ("queues[sales].fallbacks", 10, (d, n) => d.Change(Desks.Sales, q => q with { Fallbacks = [.. Many(n).Select(_ => new Fallback { Kind = FallbackKind.Link, Target = "https://a.example" })] })),
        ("entryPoints[shop].rules", 200, (d, n) => Door(d, e => e with { Rules = [.. Many(n).Select(i => new RoutingRule { Id = $"r{i}", QueueId = Desks.Sales, When = i < n ? new TopicIs($"t{i}") : null })] })),
    ];

    public static TheoryData<int> SettingNumbers => [.. Enumerable.Range(0, Settings.Length)];

    public static TheoryData<int> ListNumbers => [.. Enumerable.Range(0, Lists.Length)];

    [Theory]
    [MemberData(nameof(SettingNumbers))]
    public void R4_a_number_is_taken_to_both_ends_of_its_range_and_refused_beyond(int number)
    {
        var (item, low, high, set) = Settings[number];
        IEnumerable<(string?, string)> At(int value) =>
            DeskChecks.Faults(set(Desk(), value)).Where(f => f.Item == item && f.Text.StartsWith("must be ", StringComparison.Ordinal)).Select(f => (f.Value, f.Text));
        (string?, string) Fault(int value) => (value.ToString(CultureInfo.InvariantCulture), $"must be {low} to {high}");

        At(low).ShouldBeEmpty(item);
        At(high).ShouldBeEmpty(item);
        At(low - 1).ShouldBe([Fault(low - 1)], item);
        At(high + 1).ShouldBe([Fault(high + 1)], item);
    }

    [Theory]
    [MemberData(nameof(ListNumbers))]
    public void R5_a_list_has_at_most_so_many_items(int number)
    {
        var (item, most, set) = Lists[number];
        IEnumerable<(string?, string)> At(int count) => PublishChecks.Faults(set(Desk(), count), Scene.Start).Where(f => f.Item == item && f.Code == FaultCodes.Range).Select(f => (f.Value, f.Text));

        At(most).ShouldBeEmpty(item);
        At(most + 1).ShouldBe([((most + 1).ToString(CultureInfo.InvariantCulture), $"there may be at most {most}")], item);
    }

    [Fact]
    public void What_0_switches_off_may_be_0()
    {
        var desk = Desk().Change(Desks.Sales, q => q with { MaxEtaSeconds = 0, FirstReplySeconds = 0, InactiveSeconds = 0 });
        DeskChecks.Faults(desk).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(7, false)]
    [InlineData(25, false)]
    [InlineData(0, false)]
    public void Q3_slots_divide_the_day(int minutes, bool sound)
    {
        var faults = DeskChecks.Faults(Desk().Change(Desks.Sales, q => q with { CallBack = q.CallBack with { SlotMinutes = minutes } }));
        faults.Select(f => f.Item).Distinct().ShouldBe(sound ? [] : ["queues[sales].callBack.slotMinutes"]);
        faults.Any(f => f.Text == "must divide a day of 1440 minutes").ShouldBe(!sound && minutes > 0);
    }

    [Fact]
    public void A_delay_may_last_until_just_before_the_guarantee() =>
        DeskChecks.Faults(Desks.With(Desks.Agent(1, 5, new Membership(Desks.Sales, DelaySeconds: 899)))).ShouldBeEmpty();

    [Fact]
    public void A_guarantee_beyond_the_longest_wait_has_a_code_of_its_own_and_one_of_nothing_has_not()
    {
        string CodeOf(int seconds) => DeskChecks.Faults(Desk().Change(Desks.Sales, q => q with { ServiceGuaranteeSeconds = seconds })).First(f => f.Item == "queues[sales].serviceGuaranteeSeconds").Code;
        CodeOf(1_200).ShouldBe(FaultCodes.GuaranteeBeyondWait);
        CodeOf(0).ShouldBe(FaultCodes.Range);
    }


    private static Desk Desk() => Desks.With(Desks.Agent(1));

    private static (string, int, int, Func<Desk, int, Desk>) Sales(string name, int low, int high, Func<Queue, int, Queue> set) =>
        ($"queues[sales].{name}", low, high, (d, n) => d.Change(Desks.Sales, q => set(q, n)));

    private static (string, int, int, Func<Desk, int, Desk>) Shop(string name, int low, int high, Func<RoutingRule, int, RoutingRule> set) =>
        ($"entryPoints[shop].{name}", low, high, (d, n) => Door(d, e => e with { Rules = [set(e.Rules[0], n), .. e.Rules.Skip(1)] }));

    private static (string, int, int, Func<Desk, int, Desk>) One(string item, int low, int high, Func<Agent, int, Agent> set) =>
        (item, low, high, (d, n) => d with { Agents = [set(d.Agents[0], n)] });

    private static Queue Step(Queue queue, OverflowStep step) => queue with { Overflow = [step] };

    private static Desk Door(Desk desk, Func<EntryPoint, EntryPoint> change) => desk with { EntryPoints = [change(desk.EntryPoints[0]), .. desk.EntryPoints.Skip(1)] };

    private static Desk Hours(Desk desk, Func<Schedule, Schedule> change) =>
        desk with { Schedules = [.. desk.Schedules, change(new Schedule { Id = "x", Zone = "Etc/UTC" })] };

    private static DateOverride Dated(DayInterval interval) => new() { Date = new DateOnly(2026, 10, 1), Kind = DateOverrideKind.Modified, Intervals = [interval] };

    private static IEnumerable<int> Many(int count) => Enumerable.Range(1, count);
}
