using System.Runtime.InteropServices;

namespace ServiceDesk.Load.Routing;

/// <summary>The processor time of the calling thread: on a shared machine it says what the work itself costs.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Since the thread began; always 0 where the system is not Linux.</summary>
    public static long Nanoseconds() =>
        OperatingSystem.IsLinux() && Read(ThreadCpuTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
