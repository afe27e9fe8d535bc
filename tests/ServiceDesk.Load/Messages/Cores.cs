using System.Globalization;
using System.Runtime.InteropServices;

namespace ServiceDesk.Load.Messages;

/// <summary>Which processor who runs on: server or yardstick on the first, this program as the generator on the second.</summary>
internal static partial class Cores
{
    public const int Server = 0;
    private const int Generator = 1;

    /// <summary>The start of a command that keeps what it runs on the server's processor; empty where that cannot be done.</summary>
    public static IReadOnlyList<string> ServerPrefix =>
        CanPin ? ["taskset", "-c", Server.ToString(CultureInfo.InvariantCulture)] : [];

    private static bool CanPin => OperatingSystem.IsLinux() && Environment.ProcessorCount > 1 && File.Exists("/usr/bin/taskset");

    /// <summary>Moves every thread of this process to the generator's processor; threads to come follow them.</summary>
    public static void PinGenerator()
    {
        if (!CanPin)
        {
            return;
        }

        ulong mask = 1UL << Generator;
        foreach (var thread in Directory.GetDirectories("/proc/self/task"))
        {
            _ = SetAffinity(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), sizeof(ulong), in mask);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nuint size, in ulong mask);
}
