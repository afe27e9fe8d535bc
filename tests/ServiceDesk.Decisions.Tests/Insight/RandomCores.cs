using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;

namespace ServiceDesk.Decisions.Tests.Insight;

/// <summary>Cores in the states into which random events bring them.</summary>
internal static class RandomCores
{
    public const int Seeds = 80;
    private const int EventsPerRun = 300;

    /// <summary>Looks at each run's core after every 20th event.</summary>
    public static void Each(Action<RoutingCore> look)
    {
        for (var seed = 1; seed <= RandomRuns.Of(Seeds); seed++)
        {
            var random = new RandomEvents(seed + 50_000);
            var core = new RoutingCore(random.Desk());
            var now = Scene.Start.AddHours(seed % 9);
            core.Apply(new Tick { At = now, Seq = -1 });
            for (var i = 0; i < EventsPerRun; i++)
            {
                now += random.Pause();
                core.Apply(random.Next(core) with { At = now, Seq = i });
                if (i % 20 == 19)
                {
                    look(core);
                }
            }
        }
    }
}
