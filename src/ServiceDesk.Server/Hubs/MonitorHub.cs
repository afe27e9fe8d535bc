using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Hubs;

/// <summary>What supervisors call. It has no Hello: the cookie names the account and the transport watches its end.</summary>
public sealed class MonitorHub(LiveBoard board, PersonConnections connections) : Hub<IMonitorClient>, IMonitorHub
{
    public override Task OnConnectedAsync()
    {
        var id = HubCallers.AccountId(Context);
        HubCallers.Bind(Context, new StaffCaller(id, Context.User?.Identity?.Name ?? "", HubCallers.Roles(Context)));
        connections.Open(Context, HubKind.Monitor, Persons.Agent(id));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        board.Unwatch(Context.ConnectionId);
        connections.Close(Context);
        return Task.CompletedTask;
    }

    public Task<Reply<BoardState>> Board(BoardRequest request) =>
        board.Watch(HubCallers.Staff(Context), Context.ConnectionId, request, Context.ConnectionAborted);

    public Task<Reply<SessionRow>> Monitor(SessionCommand request) => Disabled<SessionRow>(nameof(Monitor));

    public Task<Reply> Unmonitor(SessionCommand request) =>
        Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Unmonitor))));

    public Task<Reply<Ack>> Whisper(WhisperRequest request) => Disabled<Ack>(nameof(Whisper));

    public Task<Reply<SessionRow>> Barge(VersionedCommand request) => Disabled<SessionRow>(nameof(Barge));

    public Task<Reply<SessionRow>> Unbarge(VersionedCommand request) => Disabled<SessionRow>(nameof(Unbarge));

    public Task<Reply<SessionRow>> TakeOver(VersionedCommand request) => Disabled<SessionRow>(nameof(TakeOver));

    public Task<Reply<SessionRow>> Assign(AssignRequest request) => Disabled<SessionRow>(nameof(Assign));

    public Task<Reply<SessionRow>> Requeue(RequeueRequest request) => Disabled<SessionRow>(nameof(Requeue));

    public Task<Reply<SessionRow>> Bump(BumpRequest request) => Disabled<SessionRow>(nameof(Bump));

    public Task<Reply<SessionRow>> End(VersionedCommand request) => Disabled<SessionRow>(nameof(End));

    public Task<Reply<AgentSelf>> SetAgentPresence(SetAgentPresenceRequest request) => Disabled<AgentSelf>(nameof(SetAgentPresence));

    private static Task<Reply<T>> Disabled<T>(string call) => Task.FromResult<Reply<T>>(Refusals.FeatureDisabled(call));
}
