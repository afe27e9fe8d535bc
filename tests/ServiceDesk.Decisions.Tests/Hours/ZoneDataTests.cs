using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Hours;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Tests.Routing;
using Shouldly;
using Xunit;

namespace ServiceDesk.Decisions.Tests.Hours;

/// <summary>
/// The zone data is updated under a running process. The folder that it is read from is replaced by one that has all that was
/// there and one zone more, so that tests beside this one find what they look for.
/// </summary>
public sealed class ZoneDataTests : IDisposable
{
    private const string Zone = "ServiceDesk-Test";
    private const string Source = "/usr/share/zoneinfo";

    private readonly string? before = Environment.GetEnvironmentVariable("TZDIR");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicedesk-zones-");

    public ZoneDataTests()
    {
        foreach (var entry in new DirectoryInfo(before ?? Source).EnumerateFileSystemInfos())
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, entry.Name), entry.FullName);
        }

        Environment.SetEnvironmentVariable("TZDIR", folder.FullName);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TZDIR", before);
        TimeZoneInfo.ClearCachedData();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Case_78_after_an_update_of_the_zone_data_the_next_transition_is_computed_anew()
    {
        UpdateTo("GMT-1");
        var desk = Desks.With(Desks.Agent(1)).Change(Desks.Sales, q => q with { ScheduleId = Desks.Office, Closing = ClosingPolicy.Fallback });
        desk = desk with { Schedules = [.. desk.Schedules.Select(s => s.Id == Desks.Office ? s with { Zone = Zone } : s)] };
        var office = desk.Schedules.Single(s => s.Id == Desks.Office);
        OpeningHours.NextTransition(office, Scene.Start).ShouldBe(At(17));
        var core = new RoutingCore(desk);
        core.Apply(new SessionStarted(1, 1, "v", Desks.Door, null, null, true) { At = At(15.9), Seq = 1 });
        core.Apply(new SessionEnqueued(1, EnqueuedBy.Visitor) { At = At(15.9), Seq = 2 });

        UpdateTo("GMT-2");

        // Nothing derived from an offset was stored: who loads what was stored closes by the new one.
        OpeningHours.NextTransition(office, Scene.Start).ShouldBe(At(16));
        var loaded = RoutingCore.Load(desk, core.Export());
        loaded.Apply(new Tick { At = At(16), Seq = 3 }).Only<Deferred>().Reason.ShouldBe(DeferReasons.Closed);
    }

    private void UpdateTo(string data)
    {
        File.Copy(Path.Combine(before ?? Source, "Etc", data), Path.Combine(folder.FullName, Zone), overwrite: true);
        TimeZoneInfo.ClearCachedData();
    }

    private static DateTimeOffset At(double hour) => new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddHours(hour);
}
