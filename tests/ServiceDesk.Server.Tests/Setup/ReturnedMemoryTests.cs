using System.Runtime.InteropServices;
using ServiceDesk.Server.Setup;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Setup;

public sealed class ReturnedMemoryTests
{
    // Small enough that the C library takes them from an arena and does not return each by itself.
    private const int BlockBytes = 64 * 1024;
    private const int Blocks = 2_048;

    [Fact]
    public void What_was_freed_between_what_is_in_use_is_given_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _), "The C library is another one.");
        var blocks = Enumerable.Range(0, Blocks).Select(_ => Touched()).ToList();
        // The last one keeps the C library from returning by itself what lies before it.
        blocks.SkipLast(1).ToList().ForEach(Marshal.FreeHGlobal);
        var before = Resident;
        ReturnedMemory.Trim();
        var returned = before - Resident;
        Marshal.FreeHGlobal(blocks[^1]);
        // Half: other tests take memory meanwhile.
        returned.ShouldBeGreaterThan((long)Blocks * BlockBytes / 2);
    }

    private static long Resident =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static nint Touched()
    {
        var block = Marshal.AllocHGlobal(BlockBytes);
        for (var at = 0; at < BlockBytes; at += Environment.SystemPageSize)
        {
            Marshal.WriteByte(block, at, 1);
        }

        return block;
    }
}
