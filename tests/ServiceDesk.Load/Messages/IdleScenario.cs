using System.Globalization;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// What an idle visitor with an open conversation costs the server in memory, beside what an idle connection costs bare SignalR.
/// Both are collected before they are looked at: garbage that nobody needed to collect yet says nothing about connections.
/// </summary>
internal static class IdleScenario
{
    private const int Most = 10_000;
    private const int OpenedTogether = 25;
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        // A short run holds fewer: each takes a commit to open.
        var count = Math.Min(Most, seconds * 100);
        Machine.RequireTheServersSettings();
        Cores.PinGenerator();
        double bare;
        await using (var yardstick = await BareRelayProcess.Start(cancellation))
        {
            bare = await Growth(yardstick.Measured, () => Bare(yardstick.Hub, count, cancellation), cancellation);
        }

        await using var server = new ServerProcess(ServedConversations.Settings, Cores.ServerPrefix);
        await server.Start(cancellation);
        await using var conversations = new ServedConversations(server, cancellation);
        // The first few make what is made once.
        await Open(conversations, OpenedTogether, cancellation);
        var process = new MeasuredProcess(server.Id);
        var grown = await Growth(process, () => Visitors(conversations, count, cancellation), cancellation);
        var before = process.ProcessorSeconds;
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
        report.Add("memory per idle visitor with an open conversation", grown * 1024 / count, "KiB", bare * 1024 / count);
        report.Add("resident memory of the server", process.ResidentMiB, "MiB");
        report.Add("processor time of the idle server", (process.ProcessorSeconds - before) / seconds, "of a processor");
        report.Add("connections", conversations.StillOpen, "");
        report.Add("connections that were lost", count + OpenedTogether - conversations.StillOpen, "");
    }

    private static async Task<double> Growth(MeasuredProcess process, Func<Task<IAsyncDisposable>> open, CancellationToken cancellation)
    {
        var before = await Collected(process, cancellation);
        await using (await open())
        {
            await Task.Delay(Settles, cancellation);
            return await Collected(process, cancellation) - before;
        }
    }

    private static async Task<double> Collected(MeasuredProcess process, CancellationToken cancellation)
    {
        process.Collect();
        await Task.Delay(Settles, cancellation);
        return process.ResidentMiB;
    }

    private static async Task<IAsyncDisposable> Visitors(ServedConversations conversations, int count, CancellationToken cancellation)
    {
        await Open(conversations, count, cancellation);
        // They stay until the scenario ends.
        return new Nothing();
    }

    private static async Task Open(ServedConversations conversations, int count, CancellationToken cancellation)
    {
        for (var opened = 0; opened < count; opened += OpenedTogether)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(OpenedTogether, count - opened)).Select(_ => conversations.VisitorComes(null, cancellation)));
            if (opened % 1_000 == 0)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"# {opened} visitors have come"));
            }
        }
    }

    private static async Task<IAsyncDisposable> Bare(Uri hub, int count, CancellationToken cancellation)
    {
        var idle = new BareIdle();
        for (var opened = 0; opened < count; opened += OpenedTogether)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(OpenedTogether, count - opened)).Select(_ => idle.Connect(hub, cancellation)));
        }

        return idle;
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Connections that do nothing but ping.</summary>
    private sealed class BareIdle : IAsyncDisposable
    {
        private const int PingSeconds = 15;
        private readonly List<WireClient> _clients = [];
        private readonly CancellationTokenSource _ending = new();
        private readonly Task _pings;

        public BareIdle() => _pings = Ping();

        public async Task Connect(Uri hub, CancellationToken cancellation)
        {
            var client = await WireClient.Connect(hub, null, cancellation);
            client.Read();
            lock (_clients)
            {
                _clients.Add(client);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _ending.CancelAsync();
            await _pings.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var client in _clients)
            {
                await client.DisposeAsync();
            }

            _ending.Dispose();
        }

        private async Task Ping()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var turn = 0; await timer.WaitForNextTickAsync(_ending.Token); turn++)
            {
                WireClient[] all;
                lock (_clients)
                {
                    all = [.. _clients];
                }

                for (var i = turn % PingSeconds; i < all.Length; i += PingSeconds)
                {
                    _ = all[i].Ping(_ending.Token);
                }
            }
        }
    }
}
