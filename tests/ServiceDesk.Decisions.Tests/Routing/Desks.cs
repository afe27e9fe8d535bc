using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Tests.Routing;

/// <summary>Small desks for scenes.</summary>
internal static class Desks
{
    public const string Door = "shop";
    public const string Sales = "sales";
    public const string Support = "support";
    public const string Always = "always";
    public const string Office = "office";
    public const string German = "german";
    public const string Returns = "returns";

    public static Desk With(params Agent[] agents) => new()
    {
        Version = 1,
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
        Queues =
        [
            // Most scenes let agents say nothing; those about the first reply ask for one.
            new Queue { Id = Sales, Name = "Sales", ScheduleId = Always, FirstReplySeconds = 0 },
            new Queue { Id = Support, Name = "Support", ScheduleId = Always, FirstReplySeconds = 0 },
        ],
        Skills =
        [
            new Skill { Id = German, Name = "German", Group = "language" },
            new Skill { Id = Returns, Name = "Returns", Group = "matter" },
        ],
        EntryPoints = [Entry(Door, botId: null), Entry("bot-shop", botId: "helper")],
        Agents = agents,
    };

    public static EntryPoint Entry(string key, string? botId) => new()
    {
        Key = key,
        PublicKey = "pk-" + key,
        Name = key,
        ScheduleId = Always,
        BotId = botId,
        Rules =
        [
            new RoutingRule
            {
                Id = "vip", Sentence = "Pages under /vip go first", When = new SourceIs("/vip"),
                QueueId = Sales, BoostSeconds = 300,
            },
            new RoutingRule
            {
                Id = "help", Sentence = "Help pages go to support", When = new SourceIs("/help"), QueueId = Support,
            },
            new RoutingRule
            {
                Id = "chinese", Sentence = "Chinese goes to support", When = new LanguageIs("zh"), QueueId = Support,
            },
            new RoutingRule { Id = "rest", Sentence = "Everything else goes to sales", QueueId = Sales },
        ],
    };

    public static Agent Agent(long id, int capacity = 5, params Membership[] memberships) => new()
    {
        Id = id,
        Name = "Agent " + id,
        Capacity = capacity,
        Memberships = memberships.Length > 0 ? memberships : [new Membership(Sales)],
    };

    public static Agent Knowing(this Agent agent, params AgentSkill[] skills) => agent with { Skills = skills };

    public static Desk Change(this Desk desk, string queueId, Func<Queue, Queue> change) =>
        desk with { Queues = [.. desk.Queues.Select(q => q.Id == queueId ? change(q) : q)] };

    /// <summary>The desk without a queue: rules and agents go to the other one.</summary>
    public static Desk Without(Desk desk, string queueId)
    {
        var other = queueId == Sales ? Support : Sales;
        return desk with
        {
            Queues =
            [
                .. desk.Queues.Where(q => q.Id != queueId)
                    .Select(q => q with { Overflow = [.. q.Overflow.Where(s => s.QueueId != queueId)] }),
            ],
            EntryPoints =
            [
                .. desk.EntryPoints.Select(e => e with { Rules = [.. e.Rules.Select(r => r with { QueueId = other })] }),
            ],
            Agents =
            [
                .. desk.Agents.Select(a => a with { Memberships = [.. a.Memberships.Where(m => m.QueueId != queueId)] }),
            ],
        };
    }
}
