using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Attachments;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Insight;
using ServiceDesk.Server.Sessions;
using ServiceDesk.Server.Surveys;

namespace ServiceDesk.Server.Hubs;

/// <summary>What the visitor's calls lead to.</summary>
public sealed record VisitorCalls(
    VisitorHello Hello,
    ConversationHeads Heads,
    PostMessage Post,
    SendMany SendMany,
    KeepDrafts Drafts,
    FetchEvents Fetch,
    MarkWatermarks Marks,
    SignalTyping Typing,
    CreateUpload CreateUpload,
    LinkAttachments Links,
    StillHere StillHere,
    StartSession Start,
    RequestAgent RequestAgent,
    CancelWait CancelWait,
    QueueStatus QueueStatus,
    ExplainWait WhyWaiting,
    ChooseFallback ChooseFallback,
    EndSession End,
    SubmitSurvey SubmitSurvey);

/// <summary>What visitors call. The transport admits anybody of the chat origin; who it is, Hello says.</summary>
public sealed class VisitorHub(VisitorCalls calls, PersonConnections connections) : Hub<IVisitorClient>, IVisitorHub
{
    private GreetedVisitor Visitor => HubCallers.Visitor(Context);

    private VisitorCaller Caller => Visitor.Caller;

    private CancellationToken Aborted => Context.ConnectionAborted;

    public override Task OnConnectedAsync()
    {
        connections.Open(Context, HubKind.Visitor, person: null);
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

    public Task<Reply<Ack>> Send(SendRequest request) => calls.Post.FromVisitor(Caller, Visitor.Name, request, Aborted);

    public Task<Reply<SendManyAnswer>> SendMany(SendManyRequest request) =>
        calls.SendMany.FromVisitor(Caller, Visitor.Name, request, Aborted);

    public async Task<Reply<EventPage>> Fetch(FetchRequest request)
    {
        var reply = await calls.Fetch.ForVisitor(Caller, request, Aborted);
        if (reply.Value is { } page)
        {
            Outbound.Of(Context)?.Fetched(request.Conv, page.Events.Count > 0 ? page.Events[^1].Seq : request.After ?? 0, page.Head);
        }

        return reply;
    }

    public Task<Reply> MarkRead(MarkRequest request) => Task.FromResult(calls.Marks.Read(Caller.Person, request));

    public Task<Reply> MarkDelivered(MarkRequest request) => Task.FromResult(calls.Marks.Delivered(Caller.Person, request));

    public Task<Reply> Typing(TypingRequest request) =>
        Task.FromResult(calls.Typing.Handle(connections.Of(Context), Visitor.Name, request));

    public Task<Reply<UploadTicket>> CreateUpload(CreateUploadRequest request) => calls.CreateUpload.ForVisitor(Caller, request, Aborted);

    public Task<Reply<AttachmentLinks>> AttachmentLinks(AttachmentLinksRequest request) =>
        calls.Links.Handle(Caller.Person, request, Aborted);

    public Task<Reply<HeadsPage>> Heads(HeadsRequest request) => calls.Heads.Page(Caller.Person, Caller.EntryPoint, request, Aborted);

    public Task<Reply<DraftState>> SaveDraft(SaveDraftRequest request) => calls.Drafts.Save(connections.Of(Context), request, Aborted);

    public Task<Reply<DraftList>> Drafts(DraftsRequest request) => calls.Drafts.List(connections.Of(Context), request, Aborted);

    public async Task<Reply<VisitorSession>> Start(StartRequest request)
    {
        var started = await calls.Start.Handle(Caller, request, Aborted);
        if (started.Value is { } session)
        {
            // All tabs of the visitor see a conversation that is new.
            await connections.JoinAll(Caller.Person, HubGroups.Conversation(session.ConversationId));
        }

        return started;
    }

    public Task<Reply<VisitorSession>> RequestAgent(RequestAgentRequest request) => calls.RequestAgent.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorSession>> CancelWait(SessionCommand request) => calls.CancelWait.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorSession>> QueueStatus(SessionCommand request) => calls.QueueStatus.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorWait>> WhyWaiting(SessionCommand request) => calls.WhyWaiting.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorSession>> ChooseFallback(ChooseFallbackRequest request) => calls.ChooseFallback.Handle(Caller, request, Aborted);

    public Task<Reply> StillHere(SessionCommand request) => calls.StillHere.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorSession>> End(SessionCommand request) => calls.End.Handle(Caller, request, Aborted);

    public Task<Reply<VisitorSession>> SubmitSurvey(SubmitSurveyRequest request) =>
        calls.SubmitSurvey.Handle(Caller, request, Aborted);
}
