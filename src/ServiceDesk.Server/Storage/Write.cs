using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDesk.Server.Storage;

/// <summary>One write transaction behind the gate. Without <see cref="Commit"/> it rolls back.</summary>
public sealed class Write(WriteGate.Turn? turn, IDbContextTransaction transaction, Action left) : IAsyncDisposable
{
    public async Task Commit(CancellationToken cancellation) => await transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        left();
        turn?.Dispose();
    }
}
