using ServiceDesk.Contracts;

namespace ServiceDesk.SampleProgram;

/// <summary>The events of the conversation, each once and in order, as the client hands them out.</summary>
internal sealed class Arrivals(TextWriter output)
{
    private readonly Lock _lock = new();
    private readonly List<(long Seq, TaskCompletionSource Answered)> _waiting = [];
    private long _answered;

    public void Take(long conversation, ConversationEvent e)
    {
        output.WriteLine($"{e.Seq} {e.Sender}: {e.Body.Text ?? e.Body.Note?.Kind ?? e.Type}");
        if (e.Type != EventTypes.Message || e.Sender.StartsWith("visitor:", StringComparison.Ordinal))
        {
            return;
        }

        lock (_lock)
        {
            _answered = e.Seq;
            _waiting.Where(w => w.Seq < e.Seq).ToList().ForEach(w => w.Answered.TrySetResult());
        }
    }

    /// <summary>Waits for somebody else's message after a seq.</summary>
    public Task After(long seq, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_answered > seq)
            {
                answered.SetResult();
            }

            _waiting.Add((seq, answered));
            return answered.Task.WaitAsync(cancellation);
        }
    }
}
