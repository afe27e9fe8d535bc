using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Routing;

/// <summary>What the server's process and database say about a run.</summary>
internal static class ServerFacts
{
    /// <summary>
    /// Sessions whose offer came with the very event that queued them: an agent was free. The others waited for a person, which is
    /// no cost of routing.
    /// </summary>
    public static HashSet<long> OfferedAtOnce(ServerProcess server)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "data", "servicedesk.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT f.SessionId FROM routing_effect f JOIN routing_event e ON e.Domain = f.Domain AND e.Seq = f.Seq
            WHERE f.Type = 'OfferCreated' AND e.Type = 'SessionEnqueued' AND json_extract(e.Payload, '$.sessionId') = f.SessionId
            """;
        using var reader = command.ExecuteReader();
        var sessions = new HashSet<long>();
        while (reader.Read())
        {
            sessions.Add(reader.GetInt64(0));
        }

        return sessions;
    }

    /// <summary>Processor time of the server so far; null where processes cannot be looked at this way.</summary>
    public static TimeSpan? ProcessorTime(ServerProcess server)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                var line = $"/proc/{process.Id}/cmdline";
                if (File.Exists(line) && File.ReadAllText(line).Contains(server.Folder, StringComparison.Ordinal))
                {
                    return process.TotalProcessorTime;
                }
            }
        }

        return null;
    }
}
