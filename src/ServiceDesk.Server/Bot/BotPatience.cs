namespace ServiceDesk.Server.Bot;

/// <summary>A bot that throws or is silent keeps no visitor from a person.</summary>
internal static class BotPatience
{
    /// <summary>What the bot says in time, or what takes its place when it throws anything or is silent for too long.</summary>
    public static async Task<T> Within<T>(
        TimeSpan patience, TimeProvider time, Func<CancellationToken, Task<T>> ask, Func<Exception, T> instead, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            return await ask(limit.Token).WaitAsync(patience, time, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a bot throws, its visitor gets a person.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await limit.CancelAsync();
            return instead(fault);
        }
    }
}
