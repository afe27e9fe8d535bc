using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>What an effect is about, for the columns by which it is found.</summary>
internal readonly record struct EffectSubject(long? SessionId, long? AgentId, string? Queue)
{
    public static EffectSubject Of(RoutingEffect effect) => effect switch
    {
        BotStarted e => new(e.SessionId, null, null),
        Enqueued e => new(e.SessionId, null, e.QueueId),
        Requeued e => new(e.SessionId, null, e.QueueId),
        OfferCreated e => new(e.SessionId, e.AgentId, e.Decision.QueueId),
        OfferClosed e => new(e.SessionId, e.AgentId, null),
        Assigned e => new(e.SessionId, e.AgentId, null),
        AssignmentOpened e => new(e.SessionId, e.AgentId, null),
        AssignmentChanged e => new(e.SessionId, e.AgentId, null),
        AssignmentClosed e => new(e.SessionId, e.AgentId, null),
        ResponderChanged e => new(e.SessionId, null, null),
        BargeOpened e => new(e.SessionId, e.SupervisorId, null),
        BargeClosed e => new(e.SessionId, e.SupervisorId, null),
        SystemNote e => new(e.SessionId, null, null),
        Deferred e => new(e.SessionId, null, e.QueueId),
        SessionEnded e => new(e.SessionId, e.ActorId, null),
        StepAdvanced e => new(e.SessionId, null, e.QueueId),
        Boosted e => new(e.SessionId, null, e.QueueId),
        Promoted e => new(e.SessionId, null, e.QueueId),
        FallbackOffered e => new(e.SessionId, null, e.QueueId),
        PutOnHold e => new(e.SessionId, e.AgentId, null),
        Reactivated e => new(e.SessionId, e.AgentId, null),
        Resumed e => new(e.SessionId, null, null),
        CallBackPlanned e => new(e.SessionId, null, e.QueueId),
        Archived e => new(e.SessionId, null, null),
        AgentForced e => new(null, e.AgentId, null),
        PositionHint e => new(e.SessionId, null, null),
        PreferenceSet e => new(e.SessionId, e.AgentId, e.QueueId),
        WaitEstimated e => new(e.SessionId, null, e.QueueId),
        OverCapacity e => new(e.SessionId, e.AgentId, null),
        ConsultOpened e => new(e.SessionId, e.AgentId, null),
        ConsultClosed e => new(e.SessionId, e.AgentId, null),
        LinesReviewed => default,
        Alert e => new(e.SessionId, e.AgentId, e.QueueId),
        _ => throw new ArgumentException($"An effect of type {effect.GetType().Name} has no known subject.", nameof(effect)),
    };
}
