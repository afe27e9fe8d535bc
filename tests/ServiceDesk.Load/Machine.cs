using System.Runtime;
using System.Text.Json;

namespace ServiceDesk.Load;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    /// <summary>One line: processors, load of the last minute, runtime, collector.</summary>
    public static string Describe()
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return $"# {Environment.ProcessorCount} processors, load {load}, .NET {Environment.Version}, "
            + $"server GC {GCSettings.IsServerGC}, latency mode {GCSettings.LatencyMode}";
    }

    /// <summary>Pauses measured under other settings than the server's would say nothing about it.</summary>
    /// <exception cref="InvalidOperationException">A setting differs; the message names it and both values.</exception>
    public static void RequireTheServersSettings()
    {
        using var own = Settings("ServiceDesk.Load");
        using var server = Settings("ServiceDesk.Server");
        foreach (var setting in Properties(server).EnumerateObject())
        {
            var here = Properties(own).TryGetProperty(setting.Name, out var value) ? value.GetRawText() : "absent";
            if (Matters(setting.Name) && here != setting.Value.GetRawText())
            {
                throw new InvalidOperationException(
                    $"{setting.Name} is {setting.Value.GetRawText()} for the server and {here} here: set it in ServiceDesk.Load.csproj.");
            }
        }
    }

    private static bool Matters(string name) =>
        name.StartsWith("System.GC.", StringComparison.Ordinal) || name.StartsWith("System.Threading.", StringComparison.Ordinal)
        || name.StartsWith("System.Runtime.Tiered", StringComparison.Ordinal);

    private static JsonElement Properties(JsonDocument settings) =>
        settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

    private static JsonDocument Settings(string program) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, program + ".runtimeconfig.json")));
}
