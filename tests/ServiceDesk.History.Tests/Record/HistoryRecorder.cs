using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServiceDesk.History.Tests.Record;

/// <summary>Writes a history as it happens, one JSON line per event, in the order of their times. Safe for all threads.</summary>
public sealed class HistoryRecorder : IDisposable
{
    private const string Node = "n1";

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly Timer _ticks;
    private readonly long _began = Stopwatch.GetTimestamp();
    private bool _closed;
    private int _acked;

    public HistoryRecorder(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        // Gaps between ticks show when the recorder itself did not run.
        _ticks = new Timer(_ => Write("recorder", Happened.Info, Ops.Tick, ""), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    /// <summary>Sends that were acknowledged so far.</summary>
    public int Acked => Volatile.Read(ref _acked);

    public void Write(string process, Happened happened, string op, string key, HistoryValue? value = null)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            var at = (long)Stopwatch.GetElapsedTime(_began).TotalNanoseconds;
            JsonSerializer.Serialize(_file, new HistoryEvent(at, process, happened, op, key, value, Node), HistoryJson.Default.HistoryEvent);
            _file.WriteByte((byte)'\n');
            _acked += op == Ops.Send && happened == Happened.Ok ? 1 : 0;
        }
    }

    public void Dispose()
    {
        _ticks.Dispose();
        lock (_lock)
        {
            _closed = true;
            _file.Dispose();
        }
    }

    /// <summary>Tells one text from another.</summary>
    public static string Hash(string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")), 0, 8);

    public static string Conversation(long id) => $"c:{id}";

    public static string Session(long id) => $"s:{id}";
}
