using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ServiceDesk.Server.Setup;

/// <summary>Section <c>Host</c>: limits of the process.</summary>
public sealed class HostSettings
{
    /// <summary>How long a stop may take before what is left is cut. Default 45 s, 1–300.</summary>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 45;

    /// <summary>Connections at a time, sockets of visitors included. Default 0 = from memory: a quarter of it at 64 KiB each. 0–1,000,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxConnections { get; set; }

    /// <summary>Bytes of a request body. Default 131,072, 1,024–30,000,000.</summary>
    [Range(1024, 30_000_000)]
    public int MaxRequestBytes { get; set; } = 131_072;

    /// <summary>How long a node's lease lasts. Default 45 s, 3–600; renewed three times as often.</summary>
    [Range(3, 600)]
    public int LeaseSeconds { get; set; } = 45;
}

/// <summary>Kestrel has no connection limit of its own.</summary>
internal sealed class KestrelLimits(SettingsSection<HostSettings> section) : IConfigureOptions<KestrelServerOptions>
{
    private const long BytesPerConnection = 64 * 1024;

    public void Configure(KestrelServerOptions options)
    {
        // Kestrel asks while the host is built; faults of settings are told after that, all together.
        if (section.ReadIfValid() is not { } settings)
        {
            return;
        }

        var connections = settings.MaxConnections > 0
            ? settings.MaxConnections
            : Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / BytesPerConnection, 1_000, 200_000);
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = connections;
        options.Limits.MaxConcurrentUpgradedConnections = connections;
        options.Limits.MaxRequestBodySize = settings.MaxRequestBytes;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
