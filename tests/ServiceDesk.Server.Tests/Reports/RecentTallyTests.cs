using ServiceDesk.Decisions.Metrics;
using ServiceDesk.Server.Reports;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Reports;

public sealed class RecentTallyTests
{
    private const int Waits = 10_000;

    // From here on an array is collected only together with everything else.
    private const int LargeBytes = 85_000;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_of_thousands_of_waits_are_told_without_a_list_of_them()
    {
        var wait = new LevelSpan(QueueMetrics.ServiceLevel, Now.AddMinutes(-5), Now, new Place("sales", null, null, null, null), 1);
        var window = new RecentWindow();
        for (var i = 0; i < Waits; i++)
        {
            window.Take(wait);
            window.Take(new Sample(QueueMetrics.ServiceLevel, Now.AddMinutes(-1), wait.Place, i, i % 2));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var tally = new RecentTally(Now, 30);
        tally.Add(window);
        for (var i = 0; i < Waits; i++)
        {
            tally.Take(wait);
        }

        var sales = tally.Picture().Of("sales");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(LargeBytes);
        (sales.ServiceLevel, sales.Depths[^1], sales.Depths[^7]).ShouldBe((new Share(Waits / 2, Waits), Waits, 0));
    }
}
