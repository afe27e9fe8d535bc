using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Insight;

/// <summary>How many calculations run at a time: they use a processor for seconds, which routing needs too.</summary>
internal sealed class InsightGate(InsightOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.AtATime);

    /// <summary>Calculates off the caller's thread, or refuses with overloaded when as many run as may.</summary>
    public async Task<Reply<T>> Run<T>(Func<T> calculation, CancellationToken cancellation)
    {
        if (!await _free.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return new Error(ErrorCodes.Overloaded, $"{options.AtATime} calculations run already; try again in a moment.", RetryAfterMs: 1_000);
        }

        try
        {
            return await Task.Run(calculation, cancellation);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
