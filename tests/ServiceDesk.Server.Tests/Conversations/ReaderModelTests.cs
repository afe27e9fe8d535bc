using System.Collections.Concurrent;
using CsCheck;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;
using Shouldly;
using Xunit;

namespace ServiceDesk.Server.Tests.Conversations;

/// <summary>
/// The real client on the real log, against a model that is a list: after any series of words, lost, repeated and late pushes, lost
/// connections and reloads every reader holds the list, and was shown each event once and in order. READER_RUNS asks for more runs.
/// </summary>
public sealed class ReaderModelTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private const int Readers = 2;

    private enum Do
    {
        Say,
        AgentSays,
        Lose,
        Repeat,
        Swap,
        Disconnect,
        Reload,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Runs =>
        int.Parse(Environment.GetEnvironmentVariable("READER_RUNS") ?? "12", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public Task Conformance_05_07_any_series_of_faults_reconnects_and_reloads_ends_in_the_same_view() =>
        Gen.Select(Gen.Enum<Do>(), Gen.Int[0, Readers - 1], Gen.Int[1, 3]).Array[5, 30].SampleAsync(Converges, iter: Runs, threads: 1);

    private async Task<bool> Converges((Do What, int Reader, int Count)[] steps)
    {
        await using var visitor = await shared.Desk.Visitor(Cancellation);
        var conversation = visitor.Session!.ConversationId;
        var model = new List<(string Sender, string Text)>();
        var readers = new List<Reader>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await Reader.Open(shared.Desk.Host.Chat, visitor));
        }

        foreach (var (what, reader, count) in steps)
        {
            for (var i = 0; i < count; i++)
            {
                var text = $"{model.Count}";
                switch (what)
                {
                    case Do.Say:
                        await readers[reader].Bot.Connection.Send(conversation, text, Cancellation);
                        model.Add((visitor.Person, text));
                        break;
                    case Do.AgentSays:
                        await shared.Desk.Agent.Say(conversation, text, Cancellation);
                        model.Add((shared.Desk.Agent.Person, text));
                        break;
                    default:
                        await readers[reader].Suffer(what, Cancellation);
                        break;
                }
            }
        }

        await SameView(conversation, model, readers);
        return true;
    }

    private async Task SameView(long conversation, List<(string Sender, string Text)> model, List<Reader> readers)
    {
        var stored = shared.Desk.Stored(conversation);
        foreach (var reader in readers)
        {
            reader.Heal();
            // Once is enough, but a connection may be lost while it asks.
            await Eventually.True(
                () => reader.Beat(Cancellation) && reader.Bot.Connection.Follow(conversation).Cursor == stored.Count, Cancellation, what: "the reader's cursor reaches the head");
            var view = reader.Bot.Connection.Follow(conversation).Events.ToList();
            view.Select(e => e.Seq).ShouldBe(stored.Select(e => e.Seq));
            view.Where(e => e.Type == EventTypes.Message && !e.Sender.StartsWith("bot:", StringComparison.Ordinal)).Select(e => (e.Sender, e.Body.Text!)).ShouldBe(model);
            reader.Bot.Seen.Select(e => e.Seq).ShouldBe(stored.Select(e => e.Seq), "what was shown");
            await reader.Bot.DisposeAsync();
        }
    }

    /// <summary>A tab of the visitor behind a bad network.</summary>
    private sealed class Reader
    {
        private readonly ConcurrentQueue<Do> _next = new();
        private readonly Uri _chat;
        private readonly string _resumeToken;
        private readonly long _conversation;
        private EventsPush? _held;

        private Reader(Uri chat, string resumeToken, long conversation) => (_chat, _resumeToken, _conversation) = (chat, resumeToken, conversation);

        public VisitorBot Bot { get; private set; } = null!;

        public static async Task<Reader> Open(Uri chat, VisitorBot visitor)
        {
            var reader = new Reader(chat, visitor.Credentials.ResumeToken!, visitor.Session!.ConversationId);
            await reader.Load();
            return reader;
        }

        public async Task Suffer(Do fault, CancellationToken cancellation)
        {
            switch (fault)
            {
                case Do.Disconnect:
                    await Bot.Connection.Drop(cancellation);
                    break;
                case Do.Reload:
                    await Bot.DisposeAsync();
                    await Load();
                    break;
                default:
                    _next.Enqueue(fault);
                    break;
            }
        }

        public void Heal() => _next.Clear();

        /// <returns>False when the connection was lost meanwhile.</returns>
        public bool Beat(CancellationToken cancellation)
        {
            try
            {
                return Bot.Connection.Heartbeat(cancellation).Wait(TimeSpan.FromSeconds(5), cancellation);
            }
            catch (AggregateException)
            {
                return false;
            }
        }

        private async Task Load()
        {
            Bot = await VisitorBot.Connect(_chat, Cancellation, _resumeToken, options => options with { Faults = Instead });
            Bot.Connection.Follow(_conversation);
        }

        private IReadOnlyList<EventsPush> Instead(EventsPush push)
        {
            var fault = _next.TryDequeue(out var next) ? next : (Do?)null;
            if (fault == Do.Swap && _held is null)
            {
                _held = push;
                return [];
            }

            IReadOnlyList<EventsPush> now = fault switch { Do.Lose => [], Do.Repeat => [push, push], _ => [push] };
            if (_held is { } late)
            {
                _held = null;
                now = [.. now, late];
            }

            return now;
        }
    }
}
