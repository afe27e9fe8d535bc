using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Hubs;

/// <summary>What visitors call.</summary>
public sealed class VisitorHub : Hub<IVisitorClient>, IVisitorHub
{
    public Task<Reply<Welcome>> Hello(HelloRequest request) => Task.FromResult<Reply<Welcome>>(Refusals.FeatureDisabled(nameof(Hello)));

    public Task<Reply<Pong>> Ping(PingRequest request) => Task.FromResult<Reply<Pong>>(Refusals.FeatureDisabled(nameof(Ping)));

    public Task<Reply<Ack>> Send(SendRequest request) => Task.FromResult<Reply<Ack>>(Refusals.FeatureDisabled(nameof(Send)));

    public Task<Reply<EventPage>> Fetch(FetchRequest request) => Task.FromResult<Reply<EventPage>>(Refusals.FeatureDisabled(nameof(Fetch)));

    public Task<Reply> MarkRead(MarkRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(MarkRead))));

    public Task<Reply> MarkDelivered(MarkRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(MarkDelivered))));

    public Task<Reply> Typing(TypingRequest request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(Typing))));

    public Task<Reply<VisitorSession>> Start(StartRequest request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(Start)));

    public Task<Reply<VisitorSession>> RequestAgent(RequestAgentRequest request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(RequestAgent)));

    public Task<Reply<VisitorSession>> CancelWait(SessionCommand request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(CancelWait)));

    public Task<Reply<VisitorSession>> QueueStatus(SessionCommand request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(QueueStatus)));

    public Task<Reply<VisitorSession>> ChooseFallback(ChooseFallbackRequest request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(ChooseFallback)));

    public Task<Reply> StillHere(SessionCommand request) => Task.FromResult(new Reply(false, Refusals.FeatureDisabled(nameof(StillHere))));

    public Task<Reply<VisitorSession>> End(SessionCommand request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(End)));

    public Task<Reply<VisitorSession>> SubmitSurvey(SubmitSurveyRequest request) => Task.FromResult<Reply<VisitorSession>>(Refusals.FeatureDisabled(nameof(SubmitSurvey)));
}
