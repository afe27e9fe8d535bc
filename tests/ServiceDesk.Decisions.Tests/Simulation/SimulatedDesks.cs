using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Tests.Simulation;

/// <summary>Small desks out of a seed, with deadlines so short that each of them falls due within twenty minutes.</summary>
internal static class SimulatedDesks
{
    public const int Agents = 6;
    public const string Sales = "sales";
    public const string Support = "support";
    public static readonly string[] Doors = ["shop", "bot-shop", "vip"];

    private const string Always = "always";
    private const string Office = "office";
    private static readonly string[] Skills = ["german", "returns"];
    private static readonly OverflowTrigger[] Triggers = [.. Enum.GetValues<OverflowTrigger>().Where(t => t != OverflowTrigger.Eta)];

    public static Desk From(Draw draw, int version = 1) => new()
    {
        Version = version,
        Schedules =
        [
            new Schedule { Id = Always, Zone = "Etc/UTC", AlwaysOpen = true },
            new Schedule
            {
                Id = Office,
                Zone = "Etc/UTC",
                Weekly = [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyInterval(day, 9 * 60, 18 * 60))],
            },
        ],
        Queues = [Queue(draw, Sales), Queue(draw, Support)],
        Skills = [.. Skills.Select(s => new Skill { Id = s, Name = s, Group = "simulated" })],
        Channels = draw.Chance(0.3) ? [new Channel { Id = "web", Weight = draw.Between(1, 2), MaxPerAgent = draw.Chance(0.5) ? draw.Between(1, 3) : null }] : [],
        EntryPoints = [Door(draw, 0, null, Sales), Door(draw, 1, "helper", Sales), Door(draw, 2, draw.Chance(0.5) ? "helper" : null, Support)],
        Agents = [.. Enumerable.Range(1, Agents).Select(id => Agent(draw, id))],
        AgentSettings = new AgentSettings
        {
            GraceSeconds = draw.Between(12, 40), TellVisitorAfterSeconds = draw.Between(3, 10), MissLimit = draw.Between(1, 3),
            HoldDownLosses = draw.Between(2, 3), HoldDownWindowSeconds = 300, HoldDownSeconds = draw.Between(5, 30),
        },
        BotSettings = new BotSettings { IdleCloseSeconds = draw.Between(30, 150) },
    };

    /// <summary>The desk as an administrator changes it: less capacity, an agent or a queue gone, or all of it anew.</summary>
    public static Desk Changed(Draw draw, Desk desk, int version) => (draw.Below(5) switch
    {
        0 => desk with { Agents = [.. desk.Agents.Select(a => a with { Capacity = Math.Max(1, a.Capacity - draw.Between(1, 2)) })] },
        1 => desk with { Agents = [.. desk.Agents.Where(_ => !draw.Chance(0.3))] },
        2 => Without(desk, draw.Of([Sales, Support])),
        _ => From(draw, version),
    }) with { Version = version };

    /// <summary>A desk that must not be published.</summary>
    public static Desk Spoiled(Desk desk, int version) => desk with { Version = version, Queues = [.. desk.Queues.Select(q => q with { AcceptSeconds = 1 })] };

    private static Desk Without(Desk desk, string queueId)
    {
        var other = queueId == Sales ? Support : Sales;
        return desk with
        {
            Queues = [.. desk.Queues.Where(q => q.Id == other).Select(q => q with { Overflow = [.. q.Overflow.Where(s => s.QueueId != queueId)] })],
            EntryPoints = [.. desk.EntryPoints.Select(e => e with { Rules = [.. e.Rules.Select(r => r with { QueueId = other })] })],
            Agents = [.. desk.Agents.Select(a => a with { Memberships = [.. a.Memberships.Where(m => m.QueueId != queueId)] })],
        };
    }

    private static Queue Queue(Draw draw, string id)
    {
        var warn = draw.Between(10, 40);
        var countdown = warn + draw.Between(5, 30);
        return new Queue
        {
            Id = id,
            Name = id,
            ScheduleId = draw.Chance(0.4) ? Office : Always,
            AcceptSeconds = draw.Between(5, 30),
            MaxLengthAtLeast = draw.Between(2, 10),
            MaxLengthFactor = draw.Between(0, 2),
            MaxWaitSeconds = draw.Between(100, 900),
            ServiceGuaranteeSeconds = draw.Between(60, 99),
            ExcludeSeconds = draw.Between(10, 120),
            MaxRounds = draw.Between(1, 3),
            MaxRequeues = id == Sales ? 1 : 3,
            Closing = draw.Of(Enum.GetValues<ClosingPolicy>()),
            DrainSeconds = draw.Between(0, 240),
            WrapUpSeconds = draw.Chance(0.3) ? 0 : draw.Between(1, 40),
            AgentPolicy = draw.Of(Enum.GetValues<AgentPolicy>()),
            Requirements = Needs(draw, 0.3),
            Overflow = draw.Chance(0.5) ? [.. Enumerable.Range(0, draw.Between(1, 4)).Select(_ => Step(draw, id))] : [],
            TierPromoteSeconds = draw.Between(20, 120),
            StickySeconds = draw.Chance(0.3) ? 0 : draw.Between(5, 30),
            OfferMode = draw.Chance(0.6) ? OfferMode.Exclusive : draw.Of(Enum.GetValues<OfferMode>()),
            BroadcastAgents = draw.Between(2, 5),
            FirstReplySeconds = draw.Chance(0.5) ? draw.Between(10, 60) : 0,
            OnAgentLost = draw.Of(Enum.GetValues<OnAgentLost>()),
            InactiveSeconds = draw.Chance(0.3) ? draw.Between(10, 60) : 0,
            InactivePercent = draw.Chance(0.5) ? draw.Between(0, 100) : 0,
            VisitorGraceSeconds = draw.Between(20, 120),
            VisitorLeftSeconds = draw.Between(20, 120),
            Silence = new SilenceSettings { WarnSeconds = warn, CountdownSeconds = countdown, CloseSeconds = countdown + draw.Between(10, 60) },
            ReplyDue = new ReplyDueSettings { WarnSeconds = warn, AlarmSeconds = countdown },
            Survey = new SurveySettings { Enabled = draw.Chance(0.8) },
        };
    }

    // Sales may widen and move to support; the other way round moves would lead in a circle.
    private static OverflowStep Step(Draw draw, string queue) => new()
    {
        Trigger = draw.Chance(0.5) ? OverflowTrigger.Wait : draw.Of(Triggers),
        Value = draw.Between(1, 120),
        Action = draw.Of([.. Enum.GetValues<OverflowAction>().Where(a => queue == Sales || a != OverflowAction.MoveToQueue)]),
        QueueId = queue == Sales ? Support : Sales,
        BoostSeconds = draw.Between(1, 600),
        SkipIfEmpty = draw.Chance(0.2),
        SkillId = draw.Of(Skills),
        MinLevel = draw.Chance(0.5) ? draw.Between(1, 2) : null,
    };

    private static EntryPoint Door(Draw draw, int index, string? bot, string queue) => new()
    {
        Key = Doors[index],
        PublicKey = "pk-" + Doors[index],
        Name = Doors[index],
        ScheduleId = draw.Chance(0.2) ? Office : Always,
        BotId = bot,
        Rules =
        [
            new RoutingRule
            {
                Id = "rest", Sentence = "Everything goes to " + queue, QueueId = queue, Tier = draw.Chance(0.4) ? draw.Between(1, 3) : 0,
                BoostSeconds = index == 2 ? 300 : 0, EntersFullQueue = draw.Chance(0.2), Requirements = Needs(draw, 0.2),
            },
        ],
    };

    private static List<Requirement> Needs(Draw draw, double often) => draw.Chance(often)
        ? [.. Skills.Where(_ => draw.Chance(0.6)).Select(s => new Requirement(s, draw.Between(1, 3), draw.Chance(0.6)))]
        : [];

    private static Agent Agent(Draw draw, int id) => new()
    {
        Id = id,
        Name = "Agent " + id,
        Capacity = draw.Between(1, 3),
        Memberships =
        [
            .. new[] { Sales, Support }.Where(_ => draw.Chance(0.7)).Select(queue => new Membership(
                queue, draw.Between(1, 3), draw.Chance(0.3) ? draw.Between(1, 59) : 0, draw.Between(0, 2), draw.Chance(0.2) ? draw.Between(1, 2) : null)),
        ],
        Skills = [.. Skills.Where(_ => draw.Chance(0.6)).Select(s => new AgentSkill(s, draw.Between(1, 5)))],
    };
}
