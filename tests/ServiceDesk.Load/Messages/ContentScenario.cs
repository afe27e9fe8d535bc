using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Messages;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// What content rules cost a message: as many words as a desk may have, looked for in texts of 256 characters and in the longest ones,
/// beside the hash that every message is given anyway.
/// </summary>
internal static class ContentScenario
{
    private const int Words = 10_000;
    private const int Longest = 4_000;

    public static Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        var random = new Random(7);
        string[] words = [.. Enumerable.Range(0, Words).Select(i => i % 3 == 0 ? Chinese(random, 3) : Latin(random, 6 + (i % 12)))];
        var began = Stopwatch.GetTimestamp();
        var review = new ContentReview(Rules(words));
        review.Of("once", byStaff: false);
        report.Add("10,000 words made ready, once for each version of the desk", Stopwatch.GetElapsedTime(began).TotalMilliseconds, "ms");

        string[] texts = [.. Enumerable.Range(0, 500).Select(i => Sentence(random, 256, i % 2 == 0))];
        var each = TimeSpan.FromSeconds(seconds / 5d);
        var hash = Microseconds(texts, text => SHA256.HashData(Encoding.UTF8.GetBytes(text)), each, cancellation);
        report.Add("256 characters, nothing found", Microseconds(texts, text => review.Of(text, byStaff: false), each, cancellation), "us", hash);
        string[] found = [.. texts.Select((text, i) => $"{text[..120]} {words[i]} {text[120..]}")];
        report.Add("256 characters, one word masked", Microseconds(found, text => review.Of(text, byStaff: false), each, cancellation), "us", hash);
        string[] wide = [.. texts.Select(text => text.Replace('e', 'ｅ'))];
        report.Add("256 characters, some of them full-width", Microseconds(wide, text => review.Of(text, byStaff: false), each, cancellation), "us", hash);

        // A word of every length begins at every place and ends within a longer one.
        var worst = new ContentReview(Rules([.. Enumerable.Range(1, ContentReview.LongestWord).Select(n => new string('a', n))]));
        string[] alike = [new('a', Longest)];
        report.Add("4,000 characters, the worst", Microseconds(alike, text => worst.Of(text, byStaff: false), each, cancellation), "us");
        return Task.CompletedTask;
    }

    private static ContentRule[] Rules(IReadOnlyList<string> words) =>
        [.. words.Chunk(1_000).Select((some, i) => new ContentRule { Id = $"r{i}", Name = $"Rule {i}", Words = some, Action = ContentAction.Mask })];

    private static double Microseconds<T>(string[] texts, Func<string, T> work, TimeSpan duration, CancellationToken cancellation)
    {
        var (start, began, done) = (Stopwatch.GetTimestamp(), 0L, 0L);
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            cancellation.ThrowIfCancellationRequested();
            // The first half compiles what runs often.
            if (began == 0 && Stopwatch.GetElapsedTime(start) >= duration / 2)
            {
                (began, done) = (Stopwatch.GetTimestamp(), 0);
            }

            foreach (var text in texts)
            {
                GC.KeepAlive(work(text));
            }

            done += texts.Length;
        }

        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / done;
    }

    private static string Sentence(Random random, int length, bool chinese)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(chinese ? Chinese(random, 8) : Latin(random, 2 + random.Next(9))).Append(chinese ? '，' : ' ');
        }

        return text.ToString(0, length);
    }

    private static string Latin(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));

    private static string Chinese(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('\u4e00' + random.Next(3_000))));
}
