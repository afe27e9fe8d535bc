using ServiceDesk.Contracts;

namespace ServiceDesk.SampleProgram;

/// <summary>What the server calls. Events also come here, as they are pushed; the client puts them in order for <see cref="Arrivals"/>.</summary>
internal sealed class Callbacks(TextWriter output) : IVisitorClient
{
    public Task SessionState(VisitorSession session) => output.WriteLineAsync($"session {session.SessionId}: {session.Phase}");

    public Task QueueUpdate(QueueUpdate update) => output.WriteLineAsync($"place in the queue: {update.Position}");

    public Task Control(Control control) => output.WriteLineAsync($"control: {control.Kind}");

    public Task Events(EventsPush push) => Task.CompletedTask;

    public Task Receipts(Receipts receipts) => Task.CompletedTask;

    public Task ReadSync(ReadSync sync) => Task.CompletedTask;

    public Task Typing(TypingSignal signal) => Task.CompletedTask;

    public Task Heads(HeadsPush heads) => Task.CompletedTask;

    public Task Draft(DraftState draft) => Task.CompletedTask;
}
