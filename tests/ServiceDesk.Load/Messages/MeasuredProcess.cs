using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace ServiceDesk.Load.Messages;

/// <summary>What the system says about a process. Linux only.</summary>
internal sealed class MeasuredProcess(int id)
{
    // USER_HZ of every Linux that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;

    // Keywords of the runtime's own provider.
    private const long GarbageCollection = 0x1;
    private const long CollectHeap = 0x800000;

    /// <summary>Seconds of processor time so far, in its own code and in the system's.</summary>
    public double ProcessorSeconds
    {
        get
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            // Counted after the program's name, which may hold spaces.
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[UserTime]) + Number(fields[UserTime + 1])) / TicksPerSecond;
        }
    }

    /// <summary>How often one of its threads that live now gave the processor away or lost it.</summary>
    public double ContextSwitches => Directory.GetDirectories($"/proc/{id}/task")
        .SelectMany(task => File.ReadLines(Path.Combine(task, "status"))).Where(l => l.Contains("ctxt_switches:", StringComparison.Ordinal))
        .Sum(l => Number(l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..]));

    /// <summary>Calls that read files so far; those that read sockets count too where they read them as files.</summary>
    public double ReadCalls => Io("syscr:");

    /// <inheritdoc cref="ReadCalls"/>
    public double WriteCalls => Io("syscw:");

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMiB
    {
        get
        {
            var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
        }
    }

    /// <summary>Makes its collector run over everything; MiB of the managed heap that are left.</summary>
    /// <exception cref="TimeoutException">It did not within 30 s.</exception>
    public double Collect()
    {
        EventPipeProvider collect = new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectHeap | GarbageCollection);
        using var session = new DiagnosticsClient(id).StartEventPipeSession([collect], requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        using var collected = new ManualResetEventSlim();
        var left = 0d;
        source.Clr.GCHeapStats += stats =>
        {
            left = stats.TotalHeapSize / (1024d * 1024);
            collected.Set();
        };
        var reading = Task.Run(source.Process);
        if (!collected.Wait(TimeSpan.FromSeconds(30)))
        {
            throw new TimeoutException("The process did not collect within 30 s.");
        }

        session.Stop();
        reading.Wait();
        return left;
    }

    private double Io(string field) => Number(File.ReadLines($"/proc/{id}/io").First(l => l.StartsWith(field, StringComparison.Ordinal))[field.Length..]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
