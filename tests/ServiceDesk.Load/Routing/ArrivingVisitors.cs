using System.Collections.Concurrent;
using System.Diagnostics;
using ServiceDesk.Client;
using ServiceDesk.Contracts;
using ServiceDesk.TestKit;

namespace ServiceDesk.Load.Routing;

/// <summary>Visitors who come by the clock, whatever the server does: each opens a session and then asks for a person.</summary>
internal sealed class ArrivingVisitors(IReadOnlyList<VisitorBot> visitors, ConcurrentBag<string> refusals)
{
    // Time for the opening to be committed, so that it does not delay the question that is measured.
    private static readonly TimeSpan OpensBefore = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentBag<Task> _running = [];
    private int _next;

    /// <summary>Who asked, when they meant to, and when they were answered; in ticks of the stopwatch.</summary>
    public ConcurrentBag<(long Session, long Intended, long Answered)> Asked { get; } = [];

    /// <summary>From an opening to its answer, in ticks.</summary>
    public ConcurrentBag<long> Openings { get; } = [];

    public async Task Come(double perSecond, TimeSpan duration, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var gap = Stopwatch.Frequency / perSecond;
        var count = (int)(duration.TotalSeconds * perSecond);
        for (var i = 0; i < count; i++)
        {
            var due = began + (long)(i * gap);
            await Until(due, cancellation);
            var visitor = visitors[_next++ % visitors.Count];
            _running.Add(Task.Run(() => Visit(visitor, due, cancellation), cancellation));
        }

        await Task.WhenAll(_running);
        _running.Clear();
    }

    private static async Task Until(long due, CancellationToken cancellation)
    {
        var left = (due - Stopwatch.GetTimestamp()) * 1_000d / Stopwatch.Frequency;
        if (left > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(left), cancellation);
        }
    }

    private async Task Visit(VisitorBot visitor, long due, CancellationToken cancellation)
    {
        try
        {
            var hub = await visitor.Hub(cancellation);
            var clock = Stopwatch.GetTimestamp();
            var session = (await hub.Start(new StartRequest(Guid.CreateVersion7(), new PageInfo("https://shop.test/cart", "Cart")))).OrThrow();
            Openings.Add(Stopwatch.GetTimestamp() - clock);
            if (session.Phase is not (SessionPhase.Bot or SessionPhase.Created))
            {
                refusals.Add($"the visitor's last session is still {session.Phase}");
                return;
            }

            var intended = due + (long)(OpensBefore.TotalSeconds * Stopwatch.Frequency);
            await Until(intended, cancellation);
            (await hub.RequestAgent(new RequestAgentRequest(Guid.CreateVersion7(), session.SessionId))).OrThrow();
            Asked.Add((session.SessionId, intended, Stopwatch.GetTimestamp()));
        }
        catch (Exception fault) when (fault is ServiceDeskException or InvalidOperationException)
        {
            refusals.Add("visitor: " + fault.Message);
        }
    }
}
