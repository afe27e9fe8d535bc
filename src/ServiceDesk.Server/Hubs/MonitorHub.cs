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

    public Task<Reply> Monitor(SuperviseRequest request) => Disabled(nameof(Monitor));

    public Task<Reply> Whisper(SuperviseRequest request) => Disabled(nameof(Whisper));

    public Task<Reply> Barge(SuperviseRequest request) => Disabled(nameof(Barge));

    public Task<Reply> TakeOver(SuperviseRequest request) => Disabled(nameof(TakeOver));

    public Task<Reply> Assign(SuperviseRequest request) => Disabled(nameof(Assign));

    public Task<Reply> Bump(SuperviseRequest request) => Disabled(nameof(Bump));

    private static Task<Reply> Disabled(string call) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(call)));
}
