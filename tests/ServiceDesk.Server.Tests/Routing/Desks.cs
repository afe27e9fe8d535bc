using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>Desks for tests.</summary>
internal static class Desks
{
    /// <summary>Two queues, three agents: 1 and 2 serve sales, 3 serves support; always open; a bot at the door unless told otherwise.</summary>
    public static Desk Small(bool bot = true, bool open = true, int capacity = 2) => new()
    {
        Version = 1,
        Schedules = [new Schedule { Id = "always", Zone = "Europe/Berlin", AlwaysOpen = open, Weekly = open ? [] : [new WeeklyInterval(DayOfWeek.Saturday, 600, 660)] }],
        Queues =
        [
            new Queue { Id = "sales", Name = "Sales", ScheduleId = "always" },
            new Queue { Id = "support", Name = "Support", ScheduleId = "always" },
        ],
        EntryPoints =
        [
            new EntryPoint
            {
                Key = RoutingBench.Door,
                PublicKey = "pk-shop",
                Name = "Shop",
                ScheduleId = "always",
                BotId = bot ? "helper" : null,
                Rules =
                [
                    new RoutingRule { Id = "topic-support", Sentence = "Topic is support", When = new TopicIs("support"), QueueId = "support" },
                    new RoutingRule { Id = "default", Sentence = "Everything else", QueueId = "sales" },
                ],
            },
        ],
        Agents =
        [
            new Agent { Id = 1, Name = "Ada", Capacity = capacity, Memberships = [new Membership("sales")] },
            new Agent { Id = 2, Name = "Ben", Capacity = capacity, Memberships = [new Membership("sales")] },
            new Agent { Id = 3, Name = "Cleo", Capacity = capacity, Memberships = [new Membership("support")] },
        ],
    };
}
