using ServiceDesk.History.Tests.Record;
using ServiceDesk.TestKit;

namespace ServiceDesk.History.Tests.Drive;

/// <summary>One server and everybody who talks to it.</summary>
internal sealed class World(HistoryPlan plan, ServerProcess server, OwnDisk? disk, HistoryRecorder recorder) : IAsyncDisposable
{
    /// <summary>As the demo desk has it; the checker is told it as the published one.</summary>
    public const int Capacity = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _finish = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _talk = [];
    private readonly List<Task> _service = [];
    private volatile TaskCompletionSource? _quiet;
    private int _next;

    public HistoryPlan Plan => plan;

    public ServerProcess Server => server;

    public OwnDisk? Disk => disk;

    public HistoryRecorder Recorder => recorder;

    public List<VisitorAtWork> Visitors { get; } = [];

    public List<AgentAtWork> Agents { get; } = [];

    public AgentAtWork? Supervisor { get; private set; }

    /// <summary>Nothing new is begun after it.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>What was begun is given up as unknown.</summary>
    public CancellationToken Finish => _finish.Token;

    /// <summary>Agents serve until then.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>A number that no process has yet.</summary>
    public int Next() => Interlocked.Increment(ref _next);

    public async Task Begin(CancellationToken cancellation)
    {
        foreach (var email in (string[])[TestDesk.Ana, TestDesk.Lee, TestDesk.Mei])
        {
            Agents.Add(await AgentAtWork.Start(email, this, cancellation));
        }

        Supervisor = await AgentAtWork.Start(TestDesk.Supervisor, this, cancellation);
        for (var i = 0; i < plan.Visitors; i++)
        {
            Visitors.Add(new VisitorAtWork(i, this));
            await Visitors[i].Start(cancellation);
        }

        _service.AddRange(Agents.Select(a => Task.Run(() => a.Work(Stop), cancellation)));
        _talk.AddRange(Visitors.Select(v => Task.Run(() => v.Work(Stop), cancellation)));
        _talk.Add(Task.Run(Oversee, cancellation));
    }

    /// <summary>Another one who serves.</summary>
    public long Colleague(AgentAtWork agent) => Agents[(Agents.IndexOf(agent) + 1) % Agents.Count].Id;

    /// <summary>Waits while nobody may talk.</summary>
    public async Task Talk(CancellationToken stop)
    {
        if (_quiet is { } quiet)
        {
            await quiet.Task.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Hush() => _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Unhush()
    {
        _quiet?.TrySetResult();
        _quiet = null;
    }

    /// <summary>Everybody finishes the sentence; what stays unanswered for a minute stays unknown.</summary>
    public async Task Settle()
    {
        await _stop.CancelAsync();
        Unhush();
        _finish.CancelAfter(TimeSpan.FromSeconds(60));
        await Task.WhenAll(_talk);
    }

    /// <summary>Agents go home.</summary>
    public async Task Close()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_service);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _finish.CancelAsync();
        await _over.CancelAsync();
        Unhush();
        await Task.WhenAll([.. _talk, .. _service]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll([
            .. Visitors.Select(v => v.DisposeAsync().AsTask()), .. Agents.Select(a => a.DisposeAsync().AsTask()), Supervisor?.DisposeAsync().AsTask() ?? Task.CompletedTask,
        ]);
        _stop.Dispose();
        _finish.Dispose();
        _over.Dispose();
    }

    private async Task Oversee()
    {
        while (!Stop.IsCancellationRequested)
        {
            foreach (var visitor in Visitors)
            {
                if (visitor.Session is { } session)
                {
                    await Supervisor!.Look(session.ConversationId, Stop);
                }
            }

            await Task.Delay(2_000, Stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
