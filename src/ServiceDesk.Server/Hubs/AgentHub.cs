using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>What staff call.</summary>
public sealed class AgentHub : Hub<IAgentClient>, IAgentHub
{
    public Task<Reply<Welcome>> Hello(HelloRequest request) => Task.FromResult<Reply<Welcome>>(Refusals.FeatureDisabled(nameof(Hello)));

    public Task<Reply<Pong>> Ping(PingRequest request) => Task.FromResult<Reply<Pong>>(Refusals.FeatureDisabled(nameof(Ping)));

    public Task<Reply<Ack>> Send(SendRequest request) => Task.FromResult<Reply<Ack>>(Refusals.FeatureDisabled(nameof(Send)));

    public Task<Reply<EventPage>> Fetch(FetchRequest request) => Task.FromResult<Reply<EventPage>>(Refusals.FeatureDisabled(nameof(Fetch)));

    public Task<Reply> MarkRead(MarkRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(MarkRead))));

    public Task<Reply> MarkDelivered(MarkRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(MarkDelivered))));

    public Task<Reply> Typing(TypingRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Typing))));

    public Task<Reply<AgentSelf>> SetPresence(SetPresenceRequest request) => Task.FromResult<Reply<AgentSelf>>(Refusals.FeatureDisabled(nameof(SetPresence)));

    public Task<Reply<SessionPage>> Sessions(SessionsRequest request) => Task.FromResult<Reply<SessionPage>>(Refusals.FeatureDisabled(nameof(Sessions)));

    public Task<Reply<Head>> Watch(WatchRequest request) => Task.FromResult<Reply<Head>>(Refusals.FeatureDisabled(nameof(Watch)));

    public Task<Reply> Unwatch(WatchRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Unwatch))));

    public Task<Reply<SessionRow>> AcceptOffer(AcceptOfferRequest request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(AcceptOffer)));

    public Task<Reply> DeclineOffer(DeclineOfferRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(DeclineOffer))));

    public Task<Reply<SessionRow>> Transfer(TransferRequest request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(Transfer)));

    public Task<Reply<SessionRow>> End(VersionedCommand request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(End)));

    public Task<Reply> WrapUpDone(SessionCommand request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(WrapUpDone))));

    public Task<Reply<Explanation>> Explain(ExplainRequest request) => Task.FromResult<Reply<Explanation>>(Refusals.FeatureDisabled(nameof(Explain)));

    public Task<Reply<TicketList>> Tickets(TicketsRequest request) => Task.FromResult<Reply<TicketList>>(Refusals.FeatureDisabled(nameof(Tickets)));

    public Task<Reply<TicketRow>> AnswerTicket(AnswerTicketRequest request) => Task.FromResult<Reply<TicketRow>>(Refusals.FeatureDisabled(nameof(AnswerTicket)));

    public Task<Reply<TicketRow>> CloseTicket(TicketCommand request) => Task.FromResult<Reply<TicketRow>>(Refusals.FeatureDisabled(nameof(CloseTicket)));

    public Task<Reply<SessionRow>> Claim(VersionedCommand request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(Claim)));

    public Task<Reply<SessionRow>> Hold(VersionedCommand request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(Hold)));

    public Task<Reply<SessionRow>> Consult(TransferRequest request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(Consult)));

    public Task<Reply<SessionRow>> CompleteConsult(VersionedCommand request) => Task.FromResult<Reply<SessionRow>>(Refusals.FeatureDisabled(nameof(CompleteConsult)));
}
