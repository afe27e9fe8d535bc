using System.Runtime.InteropServices;

namespace ServiceDesk.TestKit;

/// <summary>The few calls to the system that .NET has no words for. Numbers are Linux's.</summary>
public static partial class Posix
{
    public const int Continue = 18;
    public const int Stop = 19;

    /// <returns>0, or -1 with the last error set.</returns>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int process, int signal);

    /// <inheritdoc cref="Kill"/>
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Control(int file, nuint request, ref uint argument);
}
