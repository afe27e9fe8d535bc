using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// A second connection of an agent, which watches every conversation, reads nothing; when the server cuts it, it comes again. What
/// the others wait for and what the server holds is compared with the same traffic before it came.
/// </summary>
internal static class SlowReaderScenario
{
    private const int Conversations = 90;
    private const double PerSecond = 300;
    private const int Rounds = 2;
    private const int SmallBuffer = 4096;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        Cores.PinGenerator();
        await using var server = new ServerProcess(ServedConversations.Settings, Cores.ServerPrefix);
        await server.Start(cancellation);
        await using var conversations = new ServedConversations(server, cancellation);
        var traffics = new Traffics();
        await conversations.AgentsCome(traffics.Delivered, cancellation);
        var lines = await conversations.Serve(Conversations, traffics.Acked, cancellation);
        var traffic = traffics.Now = new Traffic(lines);
        await using var reader = new NoReader(server.Desk, conversations.Staff[0], [.. lines.Select(l => l.Conversation)]);
        // Both sides warm: the first desk that watches meets code which has never run.
        await traffic.Send(PerSecond, WarmUp, cancellation);
        await reader.Come(cancellation);
        await traffic.Send(PerSecond, WarmUp, cancellation);
        await reader.Leave();

        var process = new MeasuredProcess(server.Id);
        var (alone, beside) = (new Side("alone"), new Side("beside the reader"));
        // In turns, each as early as the other: what else the machine does, and what the server holds more of as time goes by, falls on
        // both sides.
        for (var round = 0; round < Rounds; round++)
        {
            await alone.Take(process, traffic, seconds, cancellation);
            await reader.Come(cancellation);
            await beside.Take(process, traffic, seconds, cancellation);
            await beside.Take(process, traffic, seconds, cancellation);
            await reader.Leave();
            await alone.Take(process, traffic, seconds, cancellation);
        }

        report.Add("heap of the server after a collection, beside a connection that reads nothing", beside.MiB - alone.MiB, "MiB more");
        report.Add("heap of the server after a collection, from the first look to the last", alone.Growth, "MiB more");
        Tell(report, "acknowledged", beside.Acks, alone.Acks);
        Tell(report, "on the agents' connections that read", beside.Deliveries, alone.Deliveries);
        report.Add("never acknowledged", beside.Unanswered, "", alone.Unanswered);
        report.Add("never delivered to those", beside.Missed, "", alone.Missed);
        report.Add("times the reader was cut", reader.Cuts, "");
        await conversations.TellWarnings();
    }

    private static void Tell(Report report, string figure, Samples samples, Samples yardstick)
    {
        report.Add($"{figure}, p50", samples.AtMs(0.5), "ms", yardstick.AtMs(0.5));
        report.Add($"{figure}, p99", samples.AtMs(0.99), "ms", yardstick.AtMs(0.99));
    }

    private sealed class Side(string name)
    {
        private readonly List<double> _looks = [];

        public Samples Acks { get; } = new();

        public Samples Deliveries { get; } = new();

        public int Unanswered { get; private set; }

        public int Missed { get; private set; }

        /// <summary>The mean of all looks.</summary>
        public double MiB => _looks.Average();

        public double Growth => _looks[^1] - _looks[0];

        public async Task Take(MeasuredProcess process, Traffic traffic, int seconds, CancellationToken cancellation)
        {
            var flow = await traffic.Send(PerSecond, TimeSpan.FromSeconds(seconds), cancellation);
            Acks.AddAll(flow.Acks);
            Deliveries.AddAll(flow.Deliveries);
            Unanswered += flow.Sent - flow.Acked;
            Missed += flow.Sent - flow.Delivered;
            _looks.Add(process.Collect());
            // Each turn by itself: whether a difference of the sides is one turn's, or all of them.
            await Console.Error.WriteLineAsync($"# {name}: acknowledged in {flow.Acks.AtMs(0.5):0.0} ms, p99 {flow.Acks.AtMs(0.99):0.0} ms");
        }
    }

    /// <summary>Says Hello and never reads; comes again when it is cut.</summary>
    private sealed class NoReader(Uri desk, StaffCredentials credentials, IReadOnlyList<long> watched) : IAsyncDisposable
    {
        private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

        // A desk that comes costs the same whether it reads or not; that it comes again after each cut is counted.
        private static readonly TimeSpan Watches = TimeSpan.FromSeconds(2);

        private CancellationTokenSource? _leaving;
        private Task _staying = Task.CompletedTask;

        public int Cuts { get; private set; }

        public async Task Come(CancellationToken cancellation)
        {
            _leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _staying = Stay(await Connect(_leaving.Token), _leaving.Token);
            await Task.Delay(Watches, cancellation);
        }

        public async Task Leave()
        {
            await (_leaving?.CancelAsync() ?? Task.CompletedTask);
            await _staying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _leaving?.Dispose();
            _leaving = null;
        }

        public async ValueTask DisposeAsync() => await Leave();

        private async Task Stay(WireClient client, CancellationToken cancellation)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(LookEvery, cancellation);
                    try
                    {
                        await client.Ping(cancellation);
                    }
                    catch (Exception fault) when (fault is System.Net.WebSockets.WebSocketException or ObjectDisposedException)
                    {
                        Cuts++;
                        await client.DisposeAsync();
                        client = await Connect(cancellation);
                    }
                }
            }
            finally
            {
                await client.DisposeAsync();
            }
        }

        private async Task<WireClient> Connect(CancellationToken cancellation)
        {
            var client = await WireClient.Connect(new Uri(desk, "hubs/agent"), credentials, cancellation, SmallBuffer);
            await client.Post(
                "Hello", new HelloRequest(ProtocolVersion.Current, new ClientInfo("load", "1.0", "slow", "tab", "en")), cancellation);
            foreach (var conversation in watched)
            {
                await client.Post("Watch", new WatchRequest(conversation), cancellation);
            }

            return client;
        }
    }
}
