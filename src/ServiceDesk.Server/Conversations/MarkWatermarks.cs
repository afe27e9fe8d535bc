using System.Threading.Channels;
using FluentValidation;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Takes read and delivered marks, keeps the highest of each member for a moment and stores them together. A crash loses the
/// last moment, which the client's next mark repairs; a shutdown loses nothing.
/// </summary>
public sealed partial class MarkWatermarks(
    WatermarkBatch batch, RateLimits limits, WatermarkOptions options, TimeProvider time, ILogger<MarkWatermarks> log)
    : BackgroundService
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<(long Conversation, string Person), Watermark> _pending = [];

    /// <summary>Read up to a seq; implies delivered.</summary>
    public Reply Read(string person, MarkRequest request) => Mark(person, request, new Watermark(request.Seq, request.Seq));

    public Reply Delivered(string person, MarkRequest request) => Mark(person, request, new Watermark(0, request.Seq));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _wake.Reader.WaitToReadAsync(stoppingToken))
            {
                _wake.Reader.TryRead(out _);
                await Task.Delay(TimeSpan.FromMilliseconds(options.FlushMs), time, stoppingToken);
                await Flush(CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Flush(CancellationToken.None);
        }
    }

    private Reply Mark(string person, MarkRequest request, Watermark mark)
    {
        if (limits.Mark(person, request.Conv, mark.Read > 0) is { } limited)
        {
            return new Reply(false, limited);
        }

        lock (_lock)
        {
            var key = (request.Conv, person);
            _pending[key] = _pending.TryGetValue(key, out var held) ? held.Max(mark) : mark;
        }

        _wake.Writer.TryWrite(true);
        return Reply.Done;
    }

    private async Task Flush(CancellationToken cancellation)
    {
        Dictionary<(long, string), Watermark> taken;
        lock (_lock)
        {
            (taken, _pending) = (_pending, []);
        }

        foreach (var part in taken.Chunk(options.MaxBatch))
        {
            try
            {
                await batch.Store(part, cancellation);
            }
#pragma warning disable CA1031 // Marks are repeated by clients; a failed batch must not end the loop.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                BatchFailed(fault, part.Length);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Storing {Marks} read marks failed; clients repeat them.")]
    private partial void BatchFailed(Exception fault, int marks);
}

/// <summary>How far a member has read and received; 0 where nothing was said.</summary>
public sealed record Watermark(long Read, long Delivered)
{
    public Watermark Max(Watermark other) => new(Math.Max(Read, other.Read), Math.Max(Delivered, other.Delivered));
}

public sealed class MarkRequestValidator : AbstractValidator<MarkRequest>
{
    public MarkRequestValidator()
    {
        RuleFor(r => r.Conv).GreaterThan(0);
        RuleFor(r => r.Seq).GreaterThan(0);
    }
}
