using System.ComponentModel.DataAnnotations;

namespace ServiceDesk.Server.Storage;

/// <summary>Section <c>Database</c>; the place is <c>ConnectionStrings:Sqlite</c>, default <c>Data Source=data/servicedesk.db</c> under the content root.</summary>
public sealed class DatabaseSettings
{
    /// <summary>How long SQLite itself waits for another process that holds the file. Default 5,000 ms, 0–60,000.</summary>
    [Range(0, 60_000)]
    public int BusyTimeoutMs { get; set; } = 5_000;

    /// <summary>So much of the file each open connection keeps in memory. Default 256 KiB, 64–1,048,576.</summary>
    [Range(64, 1_048_576)]
    public int CacheKiB { get; set; } = 256;

    /// <summary>The same for the one connection that stores messages: it comes back to the pages of every conversation under way. Default 4,096 KiB, 64–1,048,576.</summary>
    [Range(64, 1_048_576)]
    public int LogCacheKiB { get; set; } = 4_096;

    /// <summary>How often the write-ahead log is copied into the file, beside the writers. Default 500 ms, 10–60,000.</summary>
    [Range(10, 60_000)]
    public int CheckpointMilliseconds { get; set; } = 500;

    /// <summary>
    /// So many connections stay open with their compiled statements, each some 1 MB; more contexts at once open one of the provider's
    /// pool. Default 12, 1–1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int KeptConnections { get; set; } = 12;

    /// <summary>So many compiled statements stay with each open connection. Default 200, 0–2,000.</summary>
    [Range(0, 2_000)]
    public int KeptStatements { get; set; } = 200;

    /// <summary>A log of so many pages (4 KB each) is finished while writers wait for a moment. Default 4,000, 100–1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int WalPages { get; set; } = 4_000;
}
