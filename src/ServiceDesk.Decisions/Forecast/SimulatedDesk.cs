using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Decisions.Forecast;

/// <summary>A desk in which nothing but arrivals, handle times and patience decides.</summary>
internal static class SimulatedDesk
{
    public const string Door = "door";
    private const string Queue = "queue";
    private const int Longest = 86_400;

    public static Desk Of(ForecastInput input) => new()
    {
        Schedules = [new Schedule { Id = "always", Zone = "Etc/UTC", AlwaysOpen = true }],
        EntryPoints =
        [
            new EntryPoint
            {
                Key = Door, PublicKey = Door, Name = Door, ScheduleId = "always",
                Rules = [new RoutingRule { Id = "all", Sentence = "", QueueId = Queue }],
            },
        ],
        Queues =
        [
            new Queue
            {
                Id = Queue, Name = Queue, ScheduleId = "always", MaxLengthAtLeast = 1_000_000, MaxWaitSeconds = Longest,
                ServiceGuaranteeSeconds = Longest - 1, WrapUpSeconds = 0, FirstReplySeconds = 0, Survey = new SurveySettings { Enabled = false },
            },
        ],
        Agents =
        [
            .. Enumerable.Range(1, input.Agents).Select(id => new Agent
            {
                Id = id, Name = "", Capacity = input.SlotsPerAgent, Memberships = [new Membership(Queue)],
            }),
        ],
    };
}
