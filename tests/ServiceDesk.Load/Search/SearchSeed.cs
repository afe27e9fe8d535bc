using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ServiceDesk.Load.Search;

/// <summary>
/// A history of two years written straight into the database: chats of eight messages, half in English and half in Chinese, words
/// drawn by Zipf's law, in the order of their time.
/// </summary>
internal sealed class SearchSeed(string file, long[] agents, string[] queues)
{
    public const int MessagesPerChat = 8;

    /// <summary>Stands in one message of 5,000.</summary>
    public const string Rare = "xylophone";

    private const int EnglishWords = 30_000;
    private const int Characters = 3_000;
    private const int FirstCharacter = 0x4E00;
    private const long FirstId = 1_000_000;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(730);

    private readonly Random _random = new(7);
    private readonly double[] _english = Weights(EnglishWords);
    private readonly double[] _chinese = Weights(Characters);

    /// <summary>The so many-th most frequent English word.</summary>
    public static string English(int rank) => $"w{Letters(rank)}";

    /// <summary>The so many-th most frequent character.</summary>
    public static string Chinese(int rank) => ((char)(FirstCharacter + rank)).ToString();

    public void Write(int messages, CancellationToken cancellation)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous=OFF");
        var chats = messages / MessagesPerChat;
        const int batch = 5_000;
        for (var from = 0; from < chats; from += batch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            using var rows = new SeedRows(connection);
            for (var i = from; i < Math.Min(chats, from + batch); i++)
            {
                Chat(rows, i, Start + (Span * ((double)i / chats)));
            }

            transaction.Commit();
        }

        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private void Chat(SeedRows rows, int number, DateTimeOffset at)
    {
        var id = FirstId + number;
        var visitor = id.ToString("x32", CultureInfo.InvariantCulture);
        var (agent, queue, chinese) = (agents[number % agents.Length], queues[number % queues.Length], number % 2 == 0);
        var ms = at.ToUnixTimeMilliseconds();
        rows.Visitor(visitor, $"{(chinese ? Chinese(number % 500) : "Name")}{number}", $"mail{number}@mail.test", chinese ? "zh-CN" : "en", ms);
        rows.Conversation(id, visitor, MessagesPerChat);
        rows.Session(id, visitor, queue, agent, chinese ? "zh-CN" : "en", ms, MessagesPerChat);
        for (var seq = 1; seq <= MessagesPerChat; seq++)
        {
            var fromVisitor = seq % 2 == 1;
            rows.Event(
                id, seq, ms + (seq * 20_000), fromVisitor ? $"visitor:{visitor}" : $"agent:{agent}", fromVisitor ? null : "Ana",
                JsonSerializer.Serialize(new { text = Text(chinese) }));
        }
    }

    private string Text(bool chinese)
    {
        var rare = _random.Next(5_000) == 0 ? " " + Rare : "";
        return chinese
            ? string.Concat(Enumerable.Range(0, _random.Next(6, 30)).Select(_ => Chinese(Draw(_chinese)))) + rare
            : string.Join(' ', Enumerable.Range(0, _random.Next(4, 24)).Select(_ => English(Draw(_english)))) + rare;
    }

    private int Draw(double[] weights)
    {
        var at = Array.BinarySearch(weights, _random.NextDouble());
        return Math.Min(weights.Length - 1, at < 0 ? ~at : at);
    }

    private static double[] Weights(int count)
    {
        var sum = 0.0;
        var weights = Enumerable.Range(1, count).Select(rank => sum += 1.0 / rank).ToArray();
        return [.. weights.Select(w => w / sum)];
    }

    private static string Letters(int rank)
    {
        var letters = "";
        do
        {
            letters = (char)('a' + (rank % 26)) + letters;
            rank /= 26;
        }
        while (rank > 0);
        return letters;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
