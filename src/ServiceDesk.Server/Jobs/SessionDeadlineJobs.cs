using System.Collections.Concurrent;
using System.Threading.Channels;
using Hangfire;
using Microsoft.Extensions.Options;
using ServiceDesk.Decisions.Routing;
using ServiceDesk.Decisions.Sessions;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Jobs;

/// <summary>
/// Keeps one delayed job per live session, armed at its next slow deadline (silence, reply due, bot idle, visitor left). The
/// job asks the router to follow the deadline and writes nothing itself; fired too early it is armed again. All arming is
/// done by one loop, so two changes never arm twice.
/// </summary>
public sealed partial class SessionDeadlineJobs(
    DeadlineScenes scenes,
    RoutingDomain routing,
    IBackgroundJobClient jobs,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<SessionDeadlineJobs> log) : BackgroundService
{
    private const int PageSize = 500;

    /// <summary>A deadline that stays due after it was followed is tried again no sooner.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly JobOptions _options = options.Value;
    private readonly ConcurrentDictionary<long, bool> _changed = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SemaphoreSlim _following = new(1);
    private readonly ConcurrentDictionary<long, Armed> _armed = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _typing = new();
    private readonly ConcurrentDictionary<long, Hold> _holds = new();

    private sealed record Armed(string JobId, DateTimeOffset At);

    /// <summary>A silence step put off because somebody typed; valid for the silence that it was made for.</summary>
    private sealed record Hold(DateTimeOffset WaitingSince, long LastPublicSeq, DateTimeOffset Until);

    /// <summary>
    /// Says that a commit changed the session's state. Never waits and reads nothing now: call it
    /// after the commit, as often as it happens.
    /// </summary>
    public void Changed(long sessionId)
    {
        _changed[sessionId] = true;
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Says that somebody spoke in the session and nothing else changed: mostly the armed job comes early enough.</summary>
    public void Spoken(long sessionId)
    {
        if (!(_armed.TryGetValue(sessionId, out var armed) && armed.At <= time.Now() + scenes.SoonestAfterAWord() - ShortestWait))
        {
            Changed(sessionId);
        }
    }

    public override void Dispose()
    {
        _following.Dispose();
        base.Dispose();
    }

    /// <summary>Says that somebody types in the session's conversation: a silence step that is due now waits once for 30 s.</summary>
    public void Typing(long conversationId) => _typing[conversationId] = time.Now();

    /// <summary>The job itself: asks the router to follow what is due, or has itself armed again.</summary>
    /// <param name="armedAt">For which instant it was armed, in milliseconds since 1970.</param>
    [AutomaticRetry(Attempts = 0)]
    public async Task Fire(long sessionId, long armedAt, CancellationToken cancellation)
    {
        if (_armed.TryGetValue(sessionId, out var armed) && armed.At.ToUnixTimeMilliseconds() == armedAt)
        {
            _armed.TryRemove(new KeyValuePair<long, Armed>(sessionId, armed));
        }

        await InTurn(
            async () =>
            {
                foreach (var scene in await scenes.Open([sessionId], cancellation))
                {
                    await Follow(scene, cancellation);
                }
            },
            cancellation);
        Changed(sessionId);
    }

    /// <summary>Takes what is overdue and arms what is not; finds what a lost job, a lost change or a new configuration left behind.</summary>
    [AutomaticRetry(Attempts = 0)]
    public async Task Sweep(CancellationToken cancellation)
    {
        var overdue = time.Now().AddSeconds(-_options.OverdueSeconds);
        await ForEachOpen(
            async scene =>
            {
                if (scenes.Next(scene) is { } next && next.DueAt <= overdue)
                {
                    await InTurn(() => Follow(scene, cancellation), cancellation);
                }

                Changed(scene.Session.Id);
            },
            cancellation);
        ForgetOldSignals();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before that the configuration is not known.
        while (!routing.Ready)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, stoppingToken);
        }

        await Guarded(() => ArmAll(stoppingToken), stoppingToken);
        while (await _wake.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_options.GatherMilliseconds), time, stoppingToken);
            _wake.Reader.TryRead(out _);
            await Guarded(() => ArmChanged(stoppingToken), stoppingToken);
        }
    }

    private Task ArmAll(CancellationToken cancellation) => ForEachOpen(
        scene =>
        {
            Arm(scene);
            return Task.CompletedTask;
        },
        cancellation);

    private async Task ArmChanged(CancellationToken cancellation)
    {
        foreach (var ids in _changed.Keys.ToArray().Chunk(PageSize))
        {
            foreach (var id in ids)
            {
                _changed.TryRemove(id, out _);
            }

            foreach (var scene in await Reread(ids, cancellation))
            {
                Arm(scene);
            }
        }
    }

    private async Task<IReadOnlyList<DeadlineScene>> Reread(long[] ids, CancellationToken cancellation)
    {
        try
        {
            return await scenes.Open(ids, cancellation);
        }
        catch
        {
            foreach (var id in ids)
            {
                Changed(id);
            }

            throw;
        }
    }

    private void Arm(DeadlineScene scene)
    {
        var id = scene.Session.Id;
        if (scenes.Next(scene) is not { } next)
        {
            return;
        }

        var due = next.Kind == DeadlineKind.Silence && HoldOf(scene) is { } hold && hold.Until > next.DueAt ? hold.Until : next.DueAt;
        var soonest = time.Now() + ShortestWait;
        var at = WholeSeconds.Up(due > soonest ? due : soonest);
        if (_armed.TryGetValue(id, out var armed))
        {
            if (armed.At <= at)
            {
                return;
            }

            jobs.Delete(armed.JobId);
        }

        var milliseconds = at.ToUnixTimeMilliseconds();
        var job = jobs.Schedule<SessionDeadlineJobs>(self => self.Fire(id, milliseconds, CancellationToken.None), at);
        _armed[id] = new Armed(job, at);
        return;
    }

    private async Task Follow(DeadlineScene scene, CancellationToken cancellation)
    {
        var now = time.Now();
        if (scenes.Next(scene) is not { } next || next.DueAt > now || (next.Kind == DeadlineKind.Silence && IsHeld(scene, now)))
        {
            return;
        }

        var result = await routing.Submit(
            null, new DeadlineDue(scene.Session.Id, next.Kind, scene.Facts) { At = now, Seq = 0 }, cancellation);
        if (result.Error is { } error)
        {
            NotFollowed(next.Kind, scene.Session.Id, error.Code, error.Message);
        }
    }

    // Many that fall due in one instant go one by one, with as long a pause after each as it took: who writes now does not wait for them.
    private async Task InTurn(Func<Task> follow, CancellationToken cancellation)
    {
        await _following.WaitAsync(cancellation);
        try
        {
            var began = time.GetTimestamp();
            await follow();
            await Task.Delay(time.GetElapsedTime(began), time, cancellation);
        }
        finally
        {
            _following.Release();
        }
    }

    /// <summary>True while the step waits for somebody who types. One silence is put off once.</summary>
    private bool IsHeld(DeadlineScene scene, DateTimeOffset now)
    {
        if (HoldOf(scene) is { } hold)
        {
            return now < hold.Until;
        }

        if (!_typing.TryGetValue(scene.Session.ConversationId, out var typed) || typed.AddSeconds(_options.TypingHoldSeconds) <= now)
        {
            return false;
        }

        _holds[scene.Session.Id] = new Hold(scene.Facts.WaitingSince, scene.Facts.LastPublicSeq, typed.AddSeconds(_options.TypingHoldSeconds));
        return true;
    }

    private Hold? HoldOf(DeadlineScene scene) =>
        _holds.TryGetValue(scene.Session.Id, out var hold)
        && hold.WaitingSince == scene.Facts.WaitingSince && hold.LastPublicSeq == scene.Facts.LastPublicSeq
            ? hold
            : null;

    private async Task ForEachOpen(Func<DeadlineScene, Task> act, CancellationToken cancellation)
    {
        var after = 0L;
        IReadOnlyList<DeadlineScene> page;
        do
        {
            page = await scenes.OpenAfter(after, PageSize, cancellation);
            foreach (var scene in page)
            {
                await act(scene);
                after = scene.Session.Id;
            }
        }
        while (page.Count == PageSize);
    }

    /// <summary>A hold is kept for a day: longer than any silence lasts.</summary>
    private void ForgetOldSignals()
    {
        var now = time.Now();
        foreach (var (conversation, typed) in _typing)
        {
            if (typed.AddSeconds(_options.TypingHoldSeconds) < now)
            {
                _typing.TryRemove(conversation, out _);
            }
        }

        foreach (var (session, hold) in _holds)
        {
            if (hold.Until.AddDays(1) < now)
            {
                _holds.TryRemove(session, out _);
            }
        }
    }

    private async Task Guarded(Func<Task> act, CancellationToken stopping)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // What could not be armed now is found by the sweep.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ArmingFailed(fault);
            await Task.Delay(ShortestWait, time, stopping);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deadline {Kind} of session {Session} was not followed: {Code}, {Message}")]
    private partial void NotFollowed(DeadlineKind kind, long session, string code, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "Jobs of session deadlines could not be armed.")]
    private partial void ArmingFailed(Exception fault);
}
