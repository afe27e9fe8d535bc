using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the calls of supervisors lead to.</summary>
public sealed record MonitorCalls(LiveBoard Board, AssignSession Assign, TakeOverSession TakeOver, RequeueSession Requeue);

/// <summary>What supervisors call. It has no Hello: the cookie names the account and the transport watches its end.</summary>
public sealed class MonitorHub(MonitorCalls calls, PersonConnections connections) : Hub<IMonitorClient>, IMonitorHub
{
    private StaffCaller Caller => HubCallers.Staff(Context);

    private CancellationToken Aborted => Context.ConnectionAborted;

    public override Task OnConnectedAsync()
    {
        var id = HubCallers.AccountId(Context);
        HubCallers.Bind(Context, new StaffCaller(id, Context.User?.Identity?.Name ?? "", HubCallers.Roles(Context)));
        connections.Open(Context, HubKind.Monitor, Persons.Agent(id));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        calls.Board.Unwatch(Context.ConnectionId);
        connections.Close(Context);
        return Task.CompletedTask;
    }

    public Task<Reply<BoardState>> Board(BoardRequest request) =>
        calls.Board.Watch(Caller, Context.ConnectionId, request, Aborted);

    public Task<Reply<SessionRow>> Monitor(SessionCommand request) => Disabled<SessionRow>(nameof(Monitor));

    public Task<Reply> Unmonitor(SessionCommand request) =>
        Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Unmonitor))));

    public Task<Reply<Ack>> Whisper(WhisperRequest request) => Disabled<Ack>(nameof(Whisper));

    public Task<Reply<SessionRow>> Barge(VersionedCommand request) => Disabled<SessionRow>(nameof(Barge));

    public Task<Reply<SessionRow>> Unbarge(VersionedCommand request) => Disabled<SessionRow>(nameof(Unbarge));

    public async Task<Reply<SessionRow>> TakeOver(VersionedCommand request)
    {
        var taken = await calls.TakeOver.Handle(Caller, request, Aborted);
        if (taken.Value is { } row)
        {
            // Not later than the answer, so that the desk can read at once.
            await connections.JoinAll(Caller.Person, HubGroups.Conversation(row.ConversationId));
        }

        return taken;
    }

    public Task<Reply<SessionRow>> Assign(AssignRequest request) => calls.Assign.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Requeue(RequeueRequest request) => calls.Requeue.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Bump(BumpRequest request) => Disabled<SessionRow>(nameof(Bump));

    public Task<Reply<SessionRow>> End(VersionedCommand request) => Disabled<SessionRow>(nameof(End));

    public Task<Reply<AgentSelf>> SetAgentPresence(SetAgentPresenceRequest request) => Disabled<AgentSelf>(nameof(SetAgentPresence));

    private static Task<Reply<T>> Disabled<T>(string call) => Task.FromResult<Reply<T>>(Refusals.FeatureDisabled(call));
}
