using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Routing;
using ServiceDesk.Server.Storage;
using ServiceDesk.Server.Supervision;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the calls of supervisors lead to.</summary>
public sealed record MonitorCalls(
    LiveBoard Board,
    MonitorSession Monitor,
    WhisperToAgent Whisper,
    BargeIn Barge,
    AssignSession Assign,
    TakeOverSession TakeOver,
    RequeueSession Requeue,
    BumpSession Bump,
    EndBySupervisor End,
    SetAgentPresence SetAgentPresence,
    DeskDbs Dbs);

/// <summary>What supervisors call. It has no Hello: the cookie names the account and the transport watches its end.</summary>
public sealed class MonitorHub(MonitorCalls calls, PersonConnections connections) : Hub<IMonitorClient>, IMonitorHub
{
    private StaffCaller Caller => HubCallers.Staff(Context);

    private CancellationToken Aborted => Context.ConnectionAborted;

    public override async Task OnConnectedAsync()
    {
        var id = HubCallers.AccountId(Context);
        connections.Open(Context, HubKind.Monitor, Persons.Agent(id));
        await using var db = calls.Dbs.Open();
        var name = await db.Users.Where(u => u.Id == id).Select(u => u.Name).SingleAsync(Aborted);
        HubCallers.Bind(Context, new StaffCaller(id, name, HubCallers.Roles(Context)));
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        calls.Board.Unwatch(Context.ConnectionId);
        connections.Close(Context);
        await calls.Monitor.Drop(Context.ConnectionId, CancellationToken.None);
    }

    public Task<Reply<BoardState>> Board(BoardRequest request) =>
        calls.Board.Watch(Caller, Context.ConnectionId, request, Aborted);

    public Task<Reply<SessionRow>> Monitor(SessionCommand request) =>
        calls.Monitor.Begin(Caller, Context.ConnectionId, request, Aborted);

    public Task<Reply> Unmonitor(SessionCommand request) => calls.Monitor.End(Caller, Context.ConnectionId, request, Aborted);

    public Task<Reply<Ack>> Whisper(WhisperRequest request) => calls.Whisper.Handle(Caller, request, Aborted);

    public async Task<Reply<SessionRow>> Barge(VersionedCommand request)
    {
        var joined = await calls.Barge.Enter(Caller, request, Aborted);
        if (joined.Value is { } row)
        {
            await connections.JoinAll(Caller.Person, HubGroups.Conversation(row.ConversationId));
        }

        return joined;
    }

    public Task<Reply<SessionRow>> Unbarge(VersionedCommand request) => calls.Barge.Leave(Caller, request, Aborted);

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

    public Task<Reply<SessionRow>> Bump(BumpRequest request) => calls.Bump.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> End(VersionedCommand request) => calls.End.Handle(Caller, request, Aborted);

    public Task<Reply<AgentSelf>> SetAgentPresence(SetAgentPresenceRequest request) =>
        calls.SetAgentPresence.Handle(Caller, request, Aborted);
}
