using System.Globalization;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// Two thousand conversations in which the visitor says something every ten seconds: 300 with an agent, the others waiting for one
/// or with the bot, which answers. Memory that grows is a leak, or something that nobody bounds.
/// </summary>
internal static class SoakScenario
{
    private const int Conversations = 2_000;
    private const double SecondsBetween = 10;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        // A short run has fewer conversations and a shorter warm-up, so that it can be tried.
        var count = Math.Min(Conversations, Math.Max(30, seconds * 10));
        var warmUp = TimeSpan.FromSeconds(Math.Min(WarmUp.TotalSeconds, seconds));
        Cores.PinGenerator();
        await using var server = new ServerProcess(ServedConversations.Settings, Cores.ServerPrefix);
        await server.Start(cancellation);
        await using var conversations = new ServedConversations(server, cancellation);
        var traffics = new Traffics();
        await conversations.AgentsCome(traffics.Delivered, cancellation);
        var lines = await conversations.Serve(count, traffics.Acked, cancellation);
        var traffic = traffics.Now = new Traffic(lines);
        await traffic.Send(count / SecondsBetween, warmUp, cancellation);

        var process = new MeasuredProcess(server.Id);
        var looks = new List<(double Minutes, double MiB)>();
        using var looking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watch = Look(process, looks, looking.Token);
        var before = process.ProcessorSeconds;
        var flow = await traffic.Send(count / SecondsBetween, TimeSpan.FromSeconds(seconds), cancellation);
        var spent = process.ProcessorSeconds - before;
        await looking.CancelAsync();
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        report.Add("resident memory at first", looks[0].MiB, "MiB");
        report.Add("resident memory at last", looks[^1].MiB, "MiB", looks[0].MiB);
        report.Add("growth by the line through all looks", Slope(looks), "MiB/min");
        report.Add("growth by the line through the later half", Slope(looks[(looks.Count / 2)..]), "MiB/min");
        report.Add("conversations", count, "");
        report.Add("messages acknowledged", flow.Acked, "");
        report.Add("never acknowledged", flow.Sent - flow.Acked, "");
        report.Add("acknowledged, p50", flow.Acks.AtMs(0.5), "ms");
        report.Add("acknowledged, p99", flow.Acks.AtMs(0.99), "ms");
        report.Add("server's processor time per message, all that follows included", spent * 1_000 / Math.Max(1, flow.Acked), "ms");
        report.Add("connections that were lost", count + conversations.Staff.Count - conversations.StillOpen, "");
        await conversations.TellWarnings();
    }

    private static async Task Look(MeasuredProcess process, List<(double Minutes, double MiB)> looks, CancellationToken cancellation)
    {
        for (var turn = 0; ; turn++)
        {
            looks.Add((turn * LookEvery.TotalMinutes, process.ResidentMiB));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"# {looks[^1].MiB:0} MiB"));
            await Task.Delay(LookEvery, cancellation);
        }
    }

    // Least squares: single looks swing with the collector.
    private static double Slope(List<(double Minutes, double MiB)> looks)
    {
        var (x, y) = (looks.Average(l => l.Minutes), looks.Average(l => l.MiB));
        var spread = looks.Sum(l => (l.Minutes - x) * (l.Minutes - x));
        return spread > 0 ? looks.Sum(l => (l.Minutes - x) * (l.MiB - y)) / spread : 0;
    }
}
