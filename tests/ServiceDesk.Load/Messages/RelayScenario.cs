using System.Diagnostics;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Messages;

/// <summary>
/// Visitor → committed → acknowledged → on the agent's connection, on SQLite with synchronous=FULL; beside it the bare relay of
/// the same text between the same number of connections. Both send to the two connections of a conversation and answer.
/// </summary>
internal static class RelayScenario
{
    private const int Conversations = 150;
    private const double FirstRate = 500;
    private const double Step = 1.4;
    private const double SteadyRate = 1250;

    // A rate is kept when this share of it was acknowledged while it was sent.
    private const double Kept = 0.95;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(4);

    public static async Task Run(Report report, int seconds, CancellationToken cancellation)
    {
        Machine.RequireTheServersSettings();
        Cores.PinGenerator();
        var duration = TimeSpan.FromSeconds(seconds);
        Measured durable;
        await using (var server = new ServerProcess(ServedConversations.Settings, Cores.ServerPrefix))
        {
            await server.Start(cancellation);
            durable = await Measure(new MeasuredProcess(server.Id), traffic => Served(server, traffic, cancellation), null, duration, cancellation);
        }

        Measured bare;
        await using (var yardstick = await BareRelayProcess.Start(cancellation))
        {
            bare = await Measure(yardstick.Measured, traffic => BareLines.Open(yardstick.Hub, Conversations, traffic, cancellation), durable.Knee, duration, cancellation);
        }

        Tell(report, durable, bare);
    }

    /// <summary>The server alone at one rate, for comparing two states of it in a third of the time: what a message costs and how long it takes.</summary>
    public static async Task Steady(Report report, int seconds, CancellationToken cancellation)
    {
        Machine.RequireTheServersSettings();
        Cores.PinGenerator();
        await using var server = new ServerProcess(ServedConversations.Settings, Cores.ServerPrefix);
        await server.Start(cancellation);
        var process = new MeasuredProcess(server.Id);
        var traffics = new Traffics();
        var (lines, opened) = await Served(server, traffics, cancellation);
        await using (opened)
        {
            var traffic = traffics.Now = new Traffic(lines);
            await Warm(process, traffic, cancellation);
            await traffic.Send(SteadyRate, WarmUp, cancellation);
            var before = (process.ProcessorSeconds, process.ContextSwitches, process.ReadCalls, process.WriteCalls);
            var flow = await traffic.Send(SteadyRate, TimeSpan.FromSeconds(seconds), cancellation);
            report.Add("processor time per message", (process.ProcessorSeconds - before.ProcessorSeconds) / flow.Acked * 1e6, "us");
            report.Add("context switches per message", (process.ContextSwitches - before.ContextSwitches) / flow.Acked, "");
            report.Add("reads of files per message", (process.ReadCalls - before.ReadCalls) / flow.Acked, "");
            report.Add("writes to files per message", (process.WriteCalls - before.WriteCalls) / flow.Acked, "");
            foreach (var (share, name) in new[] { (0.5, "p50"), (0.9, "p90"), (0.99, "p99"), (0.999, "p99.9") })
            {
                report.Add($"acknowledged, {name}", flow.Acks.AtMs(share), "ms");
            }

            report.Add("on the agent's connection, p99", flow.Deliveries.AtMs(0.99), "ms");
            report.Add("never acknowledged", flow.Sent - flow.Acked, "");
        }
    }

    private static async Task<(IReadOnlyList<Line>, IAsyncDisposable)> Served(ServerProcess server, Traffics traffic, CancellationToken cancellation)
    {
        var conversations = new ServedConversations(server, cancellation);
        await conversations.AgentsCome(traffic.Delivered, cancellation);
        return (await conversations.Serve(Conversations, traffic.Acked, cancellation), conversations);
    }

    /// <param name="knee">Given for the yardstick, which is measured at the same rates.</param>
    private static async Task<Measured> Measure(
        MeasuredProcess process, Func<Traffics, Task<(IReadOnlyList<Line>, IAsyncDisposable)>> open, double? knee, TimeSpan duration,
        CancellationToken cancellation)
    {
        var traffics = new Traffics();
        var (lines, opened) = await open(traffics);
        await using (opened)
        {
            var traffic = traffics.Now = new Traffic(lines);
            await Warm(process, traffic, cancellation);
            knee ??= await Knee(traffic, cancellation);
            var half = await Spend(process, () => traffic.Send(knee.Value / 2, duration, cancellation));
            var full = await Spend(process, () => traffic.Send(knee.Value, duration, cancellation, stopWhenBehind: (int)knee.Value));
            return new Measured(knee.Value, half, full);
        }
    }

    // Until the compiler has seen the path often enough, however little of the processor the server got.
    private static async Task Warm(MeasuredProcess process, Traffic traffic, CancellationToken cancellation)
    {
        var began = Stopwatch.StartNew();
        var before = process.ProcessorSeconds;
        do
        {
            await traffic.Send(FirstRate, StepTime, cancellation);
        }
        while (began.Elapsed < WarmUp || (process.ProcessorSeconds - before < WarmUp.TotalSeconds / 2 && began.Elapsed < LongestWarmUp));
    }

    private static async Task<double> Knee(Traffic traffic, CancellationToken cancellation)
    {
        var best = 0d;
        for (var rate = FirstRate; ; rate *= Step)
        {
            var flow = await traffic.Send(rate, StepTime, cancellation, stopWhenBehind: (int)rate);
            best = Math.Max(best, flow.AckedPerSecond);
            await Console.Error.WriteLineAsync($"# {rate:0}/s meant, {flow.AckedPerSecond:0}/s acknowledged, p99 {flow.Acks.AtMs(0.99):0.0} ms");
            if (flow.AckedPerSecond < rate * Kept)
            {
                return best;
            }
        }
    }

    private static async Task<(Flow Flow, double PerProcessorSecond)> Spend(MeasuredProcess process, Func<Task<Flow>> run)
    {
        var before = process.ProcessorSeconds;
        var flow = await run();
        return (flow, flow.Acked / (process.ProcessorSeconds - before));
    }

    private static void Tell(Report report, Measured durable, Measured bare)
    {
        report.Add("knee: the most that was acknowledged", durable.Knee, "messages/s");
        report.Add("at the knee: messages per processor second", durable.Full.PerProcessorSecond, "1/s", bare.Full.PerProcessorSecond);
        report.Add("at half: messages per processor second", durable.Half.PerProcessorSecond, "1/s", bare.Half.PerProcessorSecond);
        Tell(report, "at half: acknowledged", durable.Half.Flow.Acks, bare.Half.Flow.Acks);
        Tell(report, "at half: on the agent's connection", durable.Half.Flow.Deliveries, bare.Half.Flow.Deliveries);
        report.Add("at half: messages sent", durable.Half.Flow.Sent, "");
        report.Add("at half: never acknowledged", durable.Half.Flow.Sent - durable.Half.Flow.Acked, "");
        report.Add("at half: never delivered", durable.Half.Flow.Sent - durable.Half.Flow.Delivered, "");
    }

    private static void Tell(Report report, string figure, Samples samples, Samples yardstick)
    {
        report.Add($"{figure}, p50", samples.AtMs(0.5), "ms", yardstick.AtMs(0.5));
        report.Add($"{figure}, p99", samples.AtMs(0.99), "ms", yardstick.AtMs(0.99));
    }

    private sealed record Measured(double Knee, (Flow Flow, double PerProcessorSecond) Half, (Flow Flow, double PerProcessorSecond) Full);
}

/// <summary>Lets connections be opened before the traffic over them is known.</summary>
internal sealed class Traffics
{
    public Traffic? Now { get; set; }

    public void Acked(ReadOnlyMemory<byte> frame) => Now?.Acked(frame);

    public void Delivered(ReadOnlyMemory<byte> frame) => Now?.Delivered(frame);
}
