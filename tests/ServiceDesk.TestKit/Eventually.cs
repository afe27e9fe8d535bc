using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ServiceDesk.TestKit;

/// <summary>Waits for what happens on its own time.</summary>
public static class Eventually
{
    /// <summary>Generous, for a loaded machine: a test that waits it out has failed.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(15);

    /// <exception cref="TimeoutException">It did not become true; the message names the condition.</exception>
    public static Task True(
        Func<bool> condition, CancellationToken cancellation, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Some(() => condition() ? new object() : null, cancellation, within, what);

    /// <summary>The first answer that is not null.</summary>
    public static async Task<T> Some<T>(
        Func<T?> look, CancellationToken cancellation, TimeSpan? within = null, [CallerArgumentExpression(nameof(look))] string what = "")
        where T : class
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (look() is { } found)
            {
                return found;
            }

            if (since.Elapsed > (within ?? Limit))
            {
                throw new TimeoutException($"Not within {(within ?? Limit).TotalSeconds} s: {what}");
            }

            await Task.Delay(15, cancellation);
        }
    }
}
