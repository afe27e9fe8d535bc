using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Reports;

/// <summary>Lets few reports run at a time, each for a limited time: they share the machine with those who chat.</summary>
internal sealed class ReportRuns(ReportOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Concurrent);

    /// <returns>The answer, or timeout when it took too long, waiting included.</returns>
    public async Task<Reply<T>> Run<T>(Func<CancellationToken, Task<Reply<T>>> run, CancellationToken cancellation)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.RunSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await _places.WaitAsync(both.Token);
            try
            {
                return await run(both.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Error(ErrorCodes.Timeout, $"The report was not done within {options.RunSeconds} s; ask for a shorter interval.");
        }
    }

    public void Dispose() => _places.Dispose();
}
