using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Insight;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Insight;

/// <summary>Why the visitor's session still waits, without names.</summary>
public sealed class ExplainWait(VisitorCommands commands, RoutingDomain domain, InsightOptions options)
{
    public async Task<Reply<VisitorWait>> Handle(VisitorCaller caller, SessionCommand request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        if (await commands.Own(caller, request.SessionId, cancellation) is null
            || (await commands.View(request.SessionId, cancellation)).Value is not { } view)
        {
            return VisitorCommands.NotFound(request.SessionId);
        }

        if (view.OpensAt is not null)
        {
            return new VisitorWait(VisitorWaitReasons.Closed, null, view.OpensAt, view.Zone);
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(TimeSpan.FromMilliseconds(options.AnswerMilliseconds));
        var waiting = await domain.Ask(core => new Answer(core.WhyWaiting(request.SessionId)?.Reason), limited.Token);
        return waiting.Error is { } error
            ? error
            : new VisitorWait(waiting.Value!.Reason is { } reason ? WaitingFacts.ForVisitor(reason) : null, view.Position, null, null);
    }

    private sealed record Answer(WaitReason? Reason);
}
