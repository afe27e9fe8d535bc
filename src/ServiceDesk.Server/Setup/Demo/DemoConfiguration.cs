using ServiceDesk.Decisions.Configuration;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>The demo desk as a value: two queues, one entry point, three agents who serve both queues, a supervisor who can take over.</summary>
internal static class DemoConfiguration
{
    /// <summary>The public key in the demo shop's snippet.</summary>
    public const string PublicKey = "demo-shop";

    private const string Sales = "sales";
    private const string Support = "support";
    private const string Door = "door";
    private const int DayMinutes = 24 * 60;

    /// <param name="sites">Origins whose pages may show the widget.</param>
    /// <param name="agents">Who does not serve is rung for nothing and can take sessions over.</param>
    public static Desk Of(DemoSettings settings, IReadOnlyList<string> sites, IReadOnlyList<(long Id, string Name, bool Serves)> agents)
    {
        var zone = settings.Zone ?? (TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "UTC");
        return new Desk
        {
            Version = 1,
            Schedules =
            [
                new Schedule { Id = Door, Zone = zone, AlwaysOpen = true },
                new Schedule { Id = Sales, Zone = zone, Weekly = Hours(settings.SalesHours) },
                new Schedule { Id = Support, Zone = zone, Weekly = Hours(settings.SupportHours) },
            ],
            Queues = [QueueOf(settings, Sales, "Sales"), QueueOf(settings, Support, "Support")],
            EntryPoints = [EntryPoint(sites)],
            Agents = [.. agents.Select(a => AgentOf(settings, a.Id, a.Name, a.Serves))],
            AgentSettings = new AgentSettings { GraceSeconds = settings.GraceSeconds, TellVisitorAfterSeconds = settings.TellVisitorAfterSeconds },
            BotSettings = new BotSettings { IdleCloseSeconds = settings.BotIdleSeconds },
        };
    }

    private static Queue QueueOf(DemoSettings settings, string id, string name) => new()
    {
        Id = id,
        Name = name,
        ScheduleId = id,
        AcceptSeconds = settings.RingSeconds,
        WrapUpSeconds = settings.WrapUpSeconds,
        VisitorGraceSeconds = settings.VisitorGraceSeconds,
        VisitorLeftSeconds = settings.VisitorLeftSeconds,
        Silence = new SilenceSettings
        {
            WarnSeconds = settings.SilenceWarnSeconds,
            CountdownSeconds = settings.SilenceCountdownSeconds,
            CloseSeconds = settings.SilenceCloseSeconds,
        },
        ReplyDue = new ReplyDueSettings { WarnSeconds = settings.ReplyWarnSeconds, AlarmSeconds = settings.ReplyAlarmSeconds },
        Survey = new SurveySettings { ExpiresSeconds = settings.SurveyExpiresSeconds },
    };

    private static EntryPoint EntryPoint(IReadOnlyList<string> sites) => new()
    {
        Key = "shop",
        PublicKey = PublicKey,
        Name = "Demo shop",
        AllowedSites = sites,
        ScheduleId = Door,
        BotId = "guide",
        Rules =
        [
            new RoutingRule { Id = "checkout", Sentence = "Pages of the checkout go to Support", When = new SourceIs(Contains: "/checkout"), QueueId = Support },
            new RoutingRule { Id = "support", Sentence = "Support pages go to Support", When = new SourceIs(Contains: "/support"), QueueId = Support },
            new RoutingRule { Id = "default", Sentence = "Everything else goes to Sales", QueueId = Sales },
        ],
    };

    private static Agent AgentOf(DemoSettings settings, long id, string name, bool serves) => new()
    {
        Id = id,
        Name = name,
        Capacity = settings.Capacity,
        Memberships = serves ? [new Membership(Sales), new Membership(Support)] : [],
    };

    private static WeeklyInterval[] Hours(DemoHours hours) => hours switch
    {
        DemoHours.AllWeek => [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyInterval(day, 0, DayMinutes))],
        DemoHours.Business => [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyInterval(day, 9 * 60, 18 * 60))],
        _ => [],
    };
}
