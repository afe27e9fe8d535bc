using System.Diagnostics;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Routing;

/// <summary>Waits for what another thread does.</summary>
internal static class Eventually
{
    public static async Task True(Func<Task<bool>> condition, int seconds = 10)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(seconds), "it did not happen");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
