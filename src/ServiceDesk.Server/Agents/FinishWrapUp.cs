using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Agents;

/// <summary>The agent has finished the work after the end (rule S19).</summary>
public sealed class FinishWrapUp
{
    public Task<Reply> Handle(StaffCaller caller, SessionCommand request, CancellationToken cancellation) => throw new NotImplementedException();
}
