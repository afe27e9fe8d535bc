using System.Diagnostics;
using ServiceDesk.History.Tests.Record;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>Does what the plan says, each fault with its beginning and end in the history.</summary>
internal sealed class Nemesis(World world)
{
    private const int AcksBetween = 15;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>All faults; at the end everything is healed.</summary>
    public Task Run(CancellationToken cancellation)
    {
        var began = Stopwatch.StartNew();
        var ofServer = world.Plan.Faults.Where(f => f.IsOfServer).ToList();
        return Task.WhenAll([
            InTurn(ofServer, began, cancellation), .. world.Plan.Faults.Except(ofServer).Select(f => InTurn([f], began, cancellation)),
        ]);
    }

    private async Task InTurn(IReadOnlyList<PlannedFault> faults, Stopwatch began, CancellationToken cancellation)
    {
        foreach (var fault in faults)
        {
            var wait = fault.AfterMs - (int)began.ElapsedMilliseconds;
            await Task.Delay(Math.Max(0, wait), cancellation);
            if (fault.IsOfServer)
            {
                // Work must be under way again, or there is nothing to disturb.
                var before = world.Recorder.Acked;
                await HistoryRun.Until(() => world.Recorder.Acked >= before + AcksBetween, LongestWait, cancellation);
            }

            await Recorded(fault, cancellation);
        }
    }

    private async Task Recorded(PlannedFault fault, CancellationToken cancellation)
    {
        var op = "fault." + char.ToLowerInvariant(fault.Kind.ToString()[0]) + fault.Kind.ToString()[1..];
        world.Recorder.Write("nemesis", Happened.Invoke, op, "");
        var visitor = world.Visitors[fault.Draw % world.Visitors.Count];
        await (fault.Kind switch
        {
            FaultKind.Kill => world.Server.Restart(cancellation),
            FaultKind.KillIdle => KillIdle(cancellation),
            FaultKind.KillInCommit => KillInCommit(cancellation),
            FaultKind.Pause => Pause(200 + (fault.Draw % 1_800), cancellation),
            FaultKind.LongPause => Pause(12_000, cancellation),
            FaultKind.VeryLongPause => Pause(40_000, cancellation),
            FaultKind.DiskFull => FillDisk(300 + (fault.Draw % 1_700), cancellation),
            FaultKind.PowerCut => CutPower(cancellation),
            FaultKind.Drop => visitor.Own.Drop(),
            FaultKind.Storm => Storm(),
            FaultKind.Duplicate => visitor.Duplicate(world.Finish),
            FaultKind.TwoTabs => visitor.SecondTab(3 + (fault.Draw % 5), world.Finish),
            _ => Confuse(visitor, 1_000 + (fault.Draw % 3_000), cancellation),
        });
        world.Recorder.Write("nemesis", Happened.Ok, op, "");
    }

    private async Task KillIdle(CancellationToken cancellation)
    {
        world.Hush();
        await Task.Delay(300, cancellation);
        await world.Server.Kill9(cancellation);
        world.Unhush();
        await world.Server.Start(cancellation);
    }

    private async Task KillInCommit(CancellationToken cancellation)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileSystemWatcher(Path.Combine(world.Server.Folder, "data"), "*-wal") { NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite };
        watch.Changed += (_, _) => written.TrySetResult();
        watch.EnableRaisingEvents = true;
        await Task.WhenAny(written.Task, Task.Delay(2_000, cancellation));
        await world.Server.Restart(cancellation);
    }

    private async Task Pause(int milliseconds, CancellationToken cancellation)
    {
        world.Server.Pause();
        await Task.Delay(milliseconds, cancellation);
        world.Server.Continue();
    }

    private async Task FillDisk(int milliseconds, CancellationToken cancellation)
    {
        world.Disk!.Fill();
        await Task.Delay(milliseconds, cancellation);
        world.Disk.Free();
    }

    private async Task CutPower(CancellationToken cancellation)
    {
        // With the power the server loses its processor too. One that still ran would be told success for a flush that this shutdown gives up
        // half way: a bare loop of write and fdatasync was, in 56 of 698 such cuts, each time in the milliseconds of the cut itself.
        await world.Server.Freeze(cancellation);
        world.Disk!.CutPower();
        await world.Server.Kill9(cancellation);
        world.Disk.Remount();
        await world.Server.Start(cancellation);
    }

    private Task Storm() =>
        Task.WhenAll([.. world.Visitors.Select(v => v.Own.Drop()), .. world.Agents.Select(a => a.Own.Drop()), world.Supervisor!.Own.Drop()]);

    private static async Task Confuse(VisitorAtWork visitor, int milliseconds, CancellationToken cancellation)
    {
        visitor.Chaos.On = true;
        await Task.Delay(milliseconds, cancellation);
        visitor.Chaos.On = false;
    }
}
