using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Insight;
using ServiceDesk.Server.Supervision;
using ServiceDesk.Server.Tickets;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the calls of staff lead to.</summary>
public sealed record AgentCalls(
    StaffHello Hello,
    ConversationHeads Heads,
    PostMessage Post,
    SendMany SendMany,
    KeepDrafts Drafts,
    FetchEvents Fetch,
    MarkWatermarks Marks,
    SignalTyping Typing,
    CreateUpload CreateUpload,
    LinkAttachments Links,
    SetPresence SetPresence,
    ListSessions Sessions,
    WatchConversation Watch,
    AcceptOffer AcceptOffer,
    DeclineOffer DeclineOffer,
    TransferSession Transfer,
    ClaimSession Claim,
    ConsultColleague Consult,
    EndConsult EndConsult,
    HoldSession Hold,
    TagSession Tag,
    EndByAgent End,
    FinishWrapUp WrapUpDone,
    StaffConversations StaffConversations,
    ExplainSession Explain,
    ListTickets Tickets,
    AnswerTicket AnswerTicket,
    OpenTicket OpenTicket,
    CloseTicket CloseTicket);

/// <summary>What staff call. The cookie and a role admit to the transport; messages of supervisors flow here too.</summary>
public sealed class AgentHub(AgentCalls calls, PersonConnections connections) : Hub<IAgentClient>, IAgentHub
{
    private StaffCaller Caller => HubCallers.Staff(Context);

    private CancellationToken Aborted => Context.ConnectionAborted;

    public override Task OnConnectedAsync()
    {
        connections.Open(Context, HubKind.Agent, Persons.Agent(HubCallers.AccountId(Context)));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Close(Context);
        return Task.CompletedTask;
    }

    public Task<Reply<Welcome>> Hello(HelloRequest request) => calls.Hello.Handle(Context, Clients.Caller, request);

    public async Task<Reply<Pong>> Ping(PingRequest request) =>
        await calls.Heads.Pong(connections.Of(Context), request, Aborted);

    public Task<Reply<Ack>> Send(SendRequest request) => calls.Post.FromStaff(Caller, request, Aborted);

    public Task<Reply<SendManyAnswer>> SendMany(SendManyRequest request) => calls.SendMany.FromStaff(Caller, request, Aborted);

    public async Task<Reply<EventPage>> Fetch(FetchRequest request)
    {
        var reply = await calls.Fetch.ForStaff(Caller, request, Aborted);
        if (reply.Value is { } page)
        {
            Outbound.Of(Context)?.Fetched(request.Conv, page.Events.Count > 0 ? page.Events[^1].Seq : request.After ?? 0, page.Head);
        }

        return reply;
    }

    public Task<Reply> MarkRead(MarkRequest request) => Task.FromResult(calls.Marks.Read(Caller.Person, request));

    public Task<Reply> MarkDelivered(MarkRequest request) => Task.FromResult(calls.Marks.Delivered(Caller.Person, request));

    public Task<Reply> Typing(TypingRequest request) =>
        Task.FromResult(calls.Typing.Handle(connections.Of(Context), Caller.Name, request));

    public Task<Reply<UploadTicket>> CreateUpload(CreateUploadRequest request) => calls.CreateUpload.ForStaff(Caller, request, Aborted);

    public Task<Reply<AttachmentLinks>> AttachmentLinks(AttachmentLinksRequest request) =>
        calls.Links.Handle(Caller.Person, request, Aborted);

    public Task<Reply<HeadsPage>> Heads(HeadsRequest request) => calls.Heads.Page(Caller.Person, entryPoint: null, request, Aborted);

    public Task<Reply<DraftState>> SaveDraft(SaveDraftRequest request) => calls.Drafts.Save(connections.Of(Context), request, Aborted);

    public Task<Reply<DraftList>> Drafts(DraftsRequest request) => calls.Drafts.List(connections.Of(Context), request, Aborted);

    public Task<Reply<AgentSelf>> SetPresence(SetPresenceRequest request) => calls.SetPresence.Handle(Caller, request, Aborted);

    public async Task<Reply<SessionPage>> Sessions(SessionsRequest request)
    {
        // Joined before the lists are read: a change in between is pushed rather than missed.
        var connection = connections.Of(Context);
        foreach (var group in calls.Sessions.Groups(Caller))
        {
            await connections.Join(connection, group, watching: true);
        }

        return await calls.Sessions.Handle(Caller, request, Aborted);
    }

    public async Task<Reply<Head>> Watch(WatchRequest request)
    {
        var right = await calls.Watch.Handle(Caller, request, Aborted);
        if (right.Value is not { } watched)
        {
            return right.Error!;
        }

        await connections.Join(connections.Of(Context), watched.Group, watching: true);
        foreach (var receipts in await calls.Heads.Others(Caller.Person, [request.Conv], Aborted))
        {
            await Clients.Caller.Receipts(receipts);
        }

        // Read again now that the connection is in the group, so that nothing falls between head and first push.
        var again = await calls.Watch.Handle(Caller, request, Aborted);
        return again.Value is { } now ? now.Head : again.Error!;
    }

    public async Task<Reply> Unwatch(WatchRequest request)
    {
        var connection = connections.Of(Context);
        await connections.StopWatching(connection, HubGroups.Conversation(request.Conv));
        await connections.StopWatching(connection, HubGroups.StaffConversation(request.Conv));
        return Reply.Done;
    }

    public async Task<Reply<SessionRow>> AcceptOffer(AcceptOfferRequest request) =>
        await Joined(await calls.AcceptOffer.Handle(Caller, request, Aborted));

    public Task<Reply> DeclineOffer(DeclineOfferRequest request) => calls.DeclineOffer.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Transfer(TransferRequest request) => calls.Transfer.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> End(VersionedCommand request) => calls.End.Handle(Caller, request, Aborted);

    public Task<Reply> WrapUpDone(SessionCommand request) => calls.WrapUpDone.Handle(Caller, request, Aborted);

    public Task<Reply<Explanation>> Explain(ExplainRequest request) => calls.Explain.Handle(Caller, request, Aborted);

    public Task<Reply<TicketList>> Tickets(TicketsRequest request) =>
        calls.Tickets.Handle(Caller, request, Aborted);

    public Task<Reply<TicketRow>> AnswerTicket(AnswerTicketRequest request) =>
        calls.AnswerTicket.Handle(Caller, request, Aborted);

    public Task<Reply<TicketRow>> CloseTicket(TicketCommand request) =>
        calls.CloseTicket.Handle(Caller, request, Aborted);

    public async Task<Reply<SessionRow>> OpenTicket(TicketCommand request) =>
        await Joined(await calls.OpenTicket.Handle(Caller, request, Aborted));

    public async Task<Reply<SessionRow>> Claim(VersionedCommand request) =>
        await Joined(await calls.Claim.Handle(Caller, request, Aborted));

    public Task<Reply<SessionRow>> Hold(VersionedCommand request) => calls.Hold.Begin(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Unhold(VersionedCommand request) => calls.Hold.End(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Consult(TransferRequest request) => calls.Consult.Handle(Caller, request, Aborted);

    public Task<Reply<SessionRow>> CompleteConsult(VersionedCommand request) =>
        calls.EndConsult.Complete(Caller, request, Aborted);

    public Task<Reply<SessionRow>> CancelConsult(VersionedCommand request) =>
        calls.EndConsult.Cancel(Caller, request, Aborted);

    public Task<Reply<SessionRow>> Tag(TagSessionRequest request) => calls.Tag.Handle(Caller, request, Aborted);

    public async Task<Reply<Head>> StaffConversation(StaffConversationRequest request)
    {
        var room = await calls.StaffConversations.Handle(Caller, request, Aborted);
        return room.Error is { } error ? error : await Watch(new WatchRequest(room.Value));
    }

    // Not later than the answer, so that the desk can read at once. An accepted consult stays outside: it is held among staff.
    private async Task<Reply<SessionRow>> Joined(Reply<SessionRow> taken)
    {
        if (taken.Value is { } row && row.AgentId == Caller.AgentId)
        {
            await connections.JoinAll(Caller.Person, HubGroups.Conversation(row.ConversationId));
        }

        return taken;
    }
}
