namespace ServiceDesk.Contracts;

/// <summary>The calls that visitors and staff share. Methods take one record and no cancellation token: a hub method would take one for an argument.</summary>
public interface IConversationHub
{
    Task<Reply<Welcome>> Hello(HelloRequest request);

    Task<Reply<Pong>> Ping(PingRequest request);

    /// <summary>Answers only after the event is committed.</summary>
    Task<Reply<Ack>> Send(SendRequest request);

    /// <summary>Several events of one conversation, in order, all or none.</summary>
    Task<Reply<SendManyAnswer>> SendMany(SendManyRequest request);

    Task<Reply<EventPage>> Fetch(FetchRequest request);

    /// <summary>Coalesced by the server for up to a second; losing the last one in a crash is harmless.</summary>
    Task<Reply> MarkRead(MarkRequest request);

    Task<Reply> MarkDelivered(MarkRequest request);

    Task<Reply> Typing(TypingRequest request);

    /// <summary>Begins an upload; the same as creating one over HTTP.</summary>
    Task<Reply<UploadTicket>> CreateUpload(CreateUploadRequest request);

    /// <summary>Addresses to show or save attachments by; good for some minutes.</summary>
    Task<Reply<AttachmentLinks>> AttachmentLinks(AttachmentLinksRequest request);

    /// <summary>Heads of all own conversations, by page.</summary>
    Task<Reply<HeadsPage>> Heads(HeadsRequest request);

    /// <summary>Answers with what is kept now; the person's other devices are told.</summary>
    Task<Reply<DraftState>> SaveDraft(SaveDraftRequest request);

    Task<Reply<DraftList>> Drafts(DraftsRequest request);
}

/// <summary>The callbacks that visitors and staff share. A push is a hint; the log is the truth.</summary>
public interface IConversationClient
{
    Task Events(EventsPush push);

    Task Receipts(Receipts receipts);

    Task ReadSync(ReadSync sync);

    Task Typing(TypingSignal signal);

    Task Heads(HeadsPush heads);

    /// <summary>The same person typed on another device.</summary>
    Task Draft(DraftState draft);

    Task Control(Control control);
}
