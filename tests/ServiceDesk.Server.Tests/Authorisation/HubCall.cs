using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Tests.Authorisation;

/// <summary>How a hub method is tried.</summary>
/// <param name="Stage">What the scene must be for the rightful caller to succeed.</param>
/// <param name="Request">The request, with ids of the scene.</param>
/// <param name="Shows">For methods that answer strangers too: whether the answer's value holds what is the scene's.</param>
internal sealed record HubCall(Stage Stage, Func<HubScene, Caller, object> Request, Func<HubScene, object, bool>? Shows = null)
{
    /// <summary>By hub and method.</summary>
    public static IReadOnlyDictionary<string, HubCall> All { get; } = new Dictionary<string, HubCall>
    {
        ["VisitorHub.Hello"] = new(Stage.Bot, (scene, caller) => Hello(caller is Caller.Visitor or Caller.Stranger ? scene.Token : null)),
        ["VisitorHub.Ping"] = new(Stage.Bot, Ping, Told),
        ["VisitorHub.Send"] = new(Stage.Bot, Send),
        ["VisitorHub.SendMany"] = new(Stage.Bot, (scene, caller) => new SendManyRequest([Send(scene, caller), Send(scene, caller)])),
        ["VisitorHub.Heads"] = new(Stage.Bot, (_, _) => new HeadsRequest(), Headed),
        ["VisitorHub.SaveDraft"] = new(Stage.Bot, (scene, _) => new SaveDraftRequest(scene.Conversation, "What I")),
        ["VisitorHub.Drafts"] = new(Stage.Drafted, (_, _) => new DraftsRequest(), Drafted),
        ["VisitorHub.Fetch"] = new(Stage.Bot, Fetch),
        ["VisitorHub.MarkRead"] = new(Stage.Answered, Mark),
        ["VisitorHub.MarkDelivered"] = new(Stage.Answered, Mark),
        ["VisitorHub.Typing"] = new(Stage.Bot, (scene, _) => new TypingRequest(scene.Conversation)),
        ["VisitorHub.CreateUpload"] = new(Stage.Bot, CreateUpload),
        ["VisitorHub.AttachmentLinks"] = new(Stage.Bot, Links, Linked),
        ["VisitorHub.Start"] = new(
            Stage.Bot,
            (_, _) => new StartRequest(Id(), new PageInfo("https://shop.test/", "Shop")),
            (scene, value) => ((VisitorSession)value).ConversationId == scene.Conversation),
        ["VisitorHub.RequestAgent"] = new(Stage.Bot, (scene, _) => new RequestAgentRequest(Id(), scene.Session)),
        ["VisitorHub.CancelWait"] = new(Stage.Ringing, Session),
        ["VisitorHub.QueueStatus"] = new(Stage.Ringing, Session),
        ["VisitorHub.WhyWaiting"] = new(Stage.Ringing, Session),
        ["VisitorHub.ChooseFallback"] = new(
            Stage.Ringing, (scene, _) => new ChooseFallbackRequest(Id(), scene.Session, FallbackKinds.Message, "kim@example.org", "Please call")),
        ["VisitorHub.StillHere"] = new(Stage.Answered, Session),
        ["VisitorHub.End"] = new(Stage.Answered, Session),
        ["VisitorHub.SubmitSurvey"] = new(Stage.Ended, (scene, _) => new SubmitSurveyRequest(Id(), scene.Session, 5)),

        ["AgentHub.Hello"] = new(Stage.Bot, (_, _) => Hello(null)),
        ["AgentHub.Ping"] = new(Stage.Asked, Ping, Told),
        ["AgentHub.Send"] = new(Stage.Asked, Send),
        ["AgentHub.SendMany"] = new(Stage.Asked, (scene, caller) => new SendManyRequest([Send(scene, caller), Send(scene, caller)])),
        ["AgentHub.Heads"] = new(Stage.Asked, (_, _) => new HeadsRequest(), Headed),
        ["AgentHub.SaveDraft"] = new(Stage.Asked, (scene, _) => new SaveDraftRequest(scene.Conversation, "We will")),
        ["AgentHub.Drafts"] = new(Stage.Drafted, (_, _) => new DraftsRequest(), Drafted),
        ["AgentHub.Fetch"] = new(Stage.Asked, Fetch),
        ["AgentHub.MarkRead"] = new(Stage.Asked, Mark),
        ["AgentHub.MarkDelivered"] = new(Stage.Asked, Mark),
        ["AgentHub.Typing"] = new(Stage.Asked, (scene, _) => new TypingRequest(scene.Conversation)),
        ["AgentHub.CreateUpload"] = new(Stage.Asked, CreateUpload),
        ["AgentHub.AttachmentLinks"] = new(Stage.Asked, Links, Linked),
        ["AgentHub.SetPresence"] = new(Stage.Bot, (_, _) => new SetPresenceRequest(Id(), Presence.Busy)),
        ["AgentHub.Sessions"] = new(
            Stage.Asked,
            (_, _) => new SessionsRequest(SessionsView.All, HubDesk.Queue),
            (scene, value) => ((SessionPage)value).Sessions.Any(s => s.SessionId == scene.Session)),
        ["AgentHub.Watch"] = new(Stage.Asked, Watch),
        ["AgentHub.Unwatch"] = new(Stage.Asked, Watch),
        ["AgentHub.AcceptOffer"] = new(Stage.Ringing, (scene, _) => new AcceptOfferRequest(Id(), scene.Offer)),
        ["AgentHub.DeclineOffer"] = new(Stage.Ringing, (scene, _) => new DeclineOfferRequest(Id(), scene.Offer, "busy")),
        ["AgentHub.Transfer"] = new(Stage.Asked, Transfer),
        ["AgentHub.End"] = new(Stage.Asked, Versioned),
        ["AgentHub.WrapUpDone"] = new(Stage.Ended, Session),
        ["AgentHub.Explain"] = new(Stage.Asked, (scene, _) => new ExplainRequest(scene.Session)),
        ["AgentHub.Tickets"] = new(
            Stage.MessageLeft,
            (_, _) => new TicketsRequest(),
            (scene, value) => ((TicketList)value).Tickets.Any(t => t.TicketId == scene.Ticket)),
        ["AgentHub.AnswerTicket"] = new(Stage.MessageLeft, (scene, _) => new AnswerTicketRequest(Id(), scene.Ticket, "We will call")),
        ["AgentHub.CloseTicket"] = new(Stage.MessageLeft, (scene, _) => new TicketCommand(Id(), scene.Ticket)),
        ["AgentHub.OpenTicket"] = new(Stage.BackAfterMessage, (scene, _) => new TicketCommand(Id(), scene.Ticket)),
        ["AgentHub.Claim"] = new(Stage.Ringing, Versioned),
        ["AgentHub.Hold"] = new(Stage.Asked, Versioned),
        ["AgentHub.Unhold"] = new(Stage.Asked, Versioned),
        ["AgentHub.Consult"] = new(
            Stage.WithColleague, (scene, _) => new TransferRequest(Id(), scene.Session, scene.Version, ToAgent: scene.Colleague)),
        ["AgentHub.CompleteConsult"] = new(Stage.Consulted, Versioned),
        ["AgentHub.CancelConsult"] = new(Stage.Consulted, Versioned),
        ["AgentHub.Tag"] = new(Stage.Asked, (scene, _) => new TagSessionRequest(Id(), scene.Session, ["refund"], [])),
        ["AgentHub.StaffConversation"] = new(Stage.Asked, (scene, _) => new StaffConversationRequest(scene.Session)),

        ["MonitorHub.Board"] = new(Stage.Asked, (_, _) => new BoardRequest()),
        ["MonitorHub.Monitor"] = new(Stage.Asked, Session),
        ["MonitorHub.Unmonitor"] = new(Stage.Asked, Session),
        ["MonitorHub.Whisper"] = new(Stage.Asked, (scene, _) => new WhisperRequest(Id(), scene.Session, "Offer a voucher")),
        ["MonitorHub.Barge"] = new(Stage.Asked, Versioned),
        ["MonitorHub.Unbarge"] = new(Stage.Barged, Versioned),
        ["MonitorHub.TakeOver"] = new(Stage.Asked, Versioned),
        ["MonitorHub.Assign"] = new(Stage.Ringing, (scene, _) => new AssignRequest(Id(), scene.Session, scene.Version, scene.Colleague)),
        ["MonitorHub.Requeue"] = new(Stage.Asked, (scene, _) => new RequeueRequest(Id(), scene.Session, scene.Version, HubDesk.OtherQueue, Confirmed: true)),
        ["MonitorHub.Bump"] = new(Stage.Ringing, (scene, _) => new BumpRequest(Id(), scene.Session, scene.Version)),
        ["MonitorHub.End"] = new(Stage.Asked, Versioned),
        ["MonitorHub.SetAgentPresence"] = new(
            Stage.Bot, (scene, _) => new SetAgentPresenceRequest(Id(), scene.Colleague, Presence.Busy, "Meeting")),
    };

    private static Guid Id() => Guid.CreateVersion7();

    private static HelloRequest Hello(string? token) =>
        new(ProtocolVersion.Current, new ClientInfo("test", "1.0", Guid.NewGuid().ToString("N"), "tab", "en"), token);

    private static PingRequest Ping(HubScene scene, Caller caller) => new([scene.Conversation]);

    private static bool Told(HubScene scene, object value) => ((Pong)value).Heads.Any(h => h.Conv == scene.Conversation);

    private static bool Headed(HubScene scene, object value) => ((HeadsPage)value).Heads.Any(h => h.Conv == scene.Conversation);

    private static bool Drafted(HubScene scene, object value) => ((DraftList)value).Drafts.Any(d => d.Conv == scene.Conversation);

    private static SendRequest Send(HubScene scene, Caller caller) =>
        new(scene.Conversation, Id(), EventTypes.Message, new EventBody { Text = "Hello" });

    private static FetchRequest Fetch(HubScene scene, Caller caller) => new(scene.Conversation, scene.Epoch, After: 0);

    private static CreateUploadRequest CreateUpload(HubScene scene, Caller caller) => new(scene.Conversation, "a.txt", 100, "text/plain");

    private static AttachmentLinksRequest Links(HubScene scene, Caller caller) => new(scene.Conversation, [scene.Attachment]);

    private static bool Linked(HubScene scene, object value) => ((AttachmentLinks)value).Links.Any(l => l.Id == scene.Attachment);

    private static MarkRequest Mark(HubScene scene, Caller caller) => new(scene.Conversation, scene.Head);

    private static SessionCommand Session(HubScene scene, Caller caller) => new(Id(), scene.Session);

    private static WatchRequest Watch(HubScene scene, Caller caller) => new(scene.Conversation);

    private static VersionedCommand Versioned(HubScene scene, Caller caller) => new(Id(), scene.Session, scene.Version);

    private static TransferRequest Transfer(HubScene scene, Caller caller) =>
        new(Id(), scene.Session, scene.Version, HubDesk.OtherQueue, Confirmed: true);
}
