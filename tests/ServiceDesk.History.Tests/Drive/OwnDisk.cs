using System.Diagnostics;
using System.Globalization;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>
/// A small file system of its own, in a file, for one server: it can be filled to the last byte, and its power can be cut so that all
/// that was not flushed is gone. Needs Linux, root, loop devices and ext4.
/// </summary>
public sealed class OwnDisk : IDisposable
{
    private const string Prefix = "servicedesk-disk-";
    private const int Megabytes = 96;

    // _IOR('X', 125, __u32): ext4 and xfs have it in common. 2 = do not even flush the journal.
    private static readonly nuint Shutdown = 0x8004587D;
    private const uint WithoutFlush = 2;

    private static readonly Lazy<string?> Refusal = new(Try);
    private static int _count;

    private readonly string _file;

    private OwnDisk(string path) => (Path, _file) = (path, path + ".img");

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Why this machine does not allow one; null when it does.</summary>
    public static string? WhyNot => Refusal.Value;

    public static OwnDisk Make()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        var disk = new OwnDisk(System.IO.Path.Combine(System.IO.Path.GetTempPath(), name));
        Directory.CreateDirectory(disk.Path);
        using (var file = File.Create(disk._file))
        {
            file.SetLength(Megabytes * 1024L * 1024);
        }

        Run("mkfs.ext4", "-q", "-F", disk._file);
        disk.Mount();
        return disk;
    }

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush(flushToDisk: false);
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void Free() => File.Delete(Ballast);

    /// <summary>From now on nothing reaches the disk any more; what had not reached it is gone after <see cref="Remount"/>.</summary>
    public void CutPower()
    {
        using var handle = File.OpenHandle(System.IO.Path.Combine(Path, "power"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        var how = WithoutFlush;
        if (Posix.Control(handle.DangerousGetHandle().ToInt32(), Shutdown, ref how) != 0)
        {
            throw new InvalidOperationException($"The power of {Path} could not be cut: error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>The power is back. Nobody may hold a file open.</summary>
    public void Remount()
    {
        Run("umount", Path);
        Mount();
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
        File.Delete(_file);
    }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    private void Mount() => Run("mount", "-o", "loop", _file, Path);

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a disk of its own needs root on Linux";
        }

        try
        {
            ClearLeftOvers();
            using var disk = Make();
            disk.CutPower();
            disk.Remount();
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return $"this machine allows no disk of its own: {fault.Message}";
        }
    }

    // Of processes that were ended before they could clean up.
    private static void ClearLeftOvers()
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (!Directory.Exists("/proc/" + System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0]))
            {
                using var left = new OwnDisk(folder);
            }
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {error.Trim()}");
        }
    }
}
