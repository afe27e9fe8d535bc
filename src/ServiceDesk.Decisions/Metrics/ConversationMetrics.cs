namespace ServiceDesk.Decisions.Metrics;

/// <summary>Figures of conversations. Bot time and human time are kept apart; a reopen starts a new service session.</summary>
public static class ConversationMetrics
{
    public static MetricDefinition Opened { get; } = Of("opened", MetricKind.Count, "Opened",
        "Sessions that visitors opened. Counted by their start.");

    public static MetricDefinition Resolved { get; } = Of("resolved", MetricKind.Count, "Resolved",
        "Service sessions that ended after a human accepted: closed by the agent, the visitor or for the visitor's silence; dropped ones and spam excepted. Counted by their end.");

    public static MetricDefinition FirstResponse { get; } = Of("first_response", MetricKind.Duration, "First response time",
        "First public human reply − first enqueue to humans, once per session; automatic greetings and reopens do not count. Wall clock. Counted by the reply.");

    public static MetricDefinition FirstResponseFromStart { get; } = Of("first_response_from_start", MetricKind.Duration, "First response time from start",
        "First public human reply − start of the session, bot time included, once per session. Wall clock. Counted by the reply.");

    public static MetricDefinition FirstResponseFromAccept { get; } = Of("first_response_from_accept", MetricKind.Duration, "First response time from accept",
        "First public human reply − the accept of the agent who gave it: the agent's reaction. Wall clock. Counted by the reply.");

    public static MetricDefinition FirstResponseBusiness { get; } = Of("first_response_business", MetricKind.Duration, "First response time, business hours",
        "First response time within the queue's service hours only. Counted by the reply.");

    public static MetricDefinition Response { get; } = Of("response", MetricKind.Duration, "Response time",
        "Agent's reply − the first unanswered visitor message before it, per reply. Runs from no earlier than the enqueue to humans and stops at the end of the session. Wall clock. Counted by the reply.");

    public static MetricDefinition ResponseMean { get; } = Of("response_mean", MetricKind.Duration, "Response time, mean per conversation",
        "Mean of the response times of a service session. Wall clock. Counted by the end of the session.");

    public static MetricDefinition ResponseWorst { get; } = Of("response_worst", MetricKind.Duration, "Response time, worst per conversation",
        "The longest response time of a service session. Wall clock. Counted by the end of the session.");

    public static MetricDefinition Dropped { get; } = Of("dropped", MetricKind.Count, "Dropped",
        "The visitor left after an accept and before any human reply. Not abandoned, not resolved. Counted by the end.");

    public static MetricDefinition Resolution { get; } = Of("resolution", MetricKind.Duration, "Resolution time",
        "Resolve − start of the service session, bot time included; a reopen starts a new one. Wall clock. Counted by the resolve.");

    public static MetricDefinition ResolutionWithoutBot { get; } = Of("resolution_without_bot", MetricKind.Duration, "Resolution time without bot",
        "Resolution time less the time with a bot. Wall clock. Counted by the resolve.");

    public static MetricDefinition ResolutionWithoutHold { get; } = Of("resolution_without_hold", MetricKind.Duration, "Resolution time without hold",
        "Resolution time less the time on hold. Wall clock. Counted by the resolve.");

    public static MetricDefinition ResolutionBusiness { get; } = Of("resolution_business", MetricKind.Duration, "Resolution time, business hours",
        "Resolution time within the queue's service hours only. Counted by the resolve.");

    public static MetricDefinition FullResolution { get; } = Of("full_resolution", MetricKind.Duration, "Full resolution time",
        "Last resolve known − first start of the session, over all reopens. Wall clock. Counted by the last resolve.");

    public static MetricDefinition HandleTime { get; } = Of("handle_time", MetricKind.Duration, "Handle time",
        "Accept → end of the agent's part without hold, plus wrap-up, per agent who served. Its mean is AHT. Wall clock. Counted by the end of the chat.");

    public static MetricDefinition ChatDuration { get; } = Of("chat_duration", MetricKind.Duration, "Chat duration",
        "First accept → last message; a visitor's silence counts up to 4 min, an agent's up to 10 min. Counted by the end of the session.");

    public static MetricDefinition WrapUp { get; } = Of("wrap_up", MetricKind.Duration, "Wrap-up time",
        "End → wrap-up ended. Wall clock. Counted by the end of the chat.");

    public static MetricDefinition TransferRate { get; } = Of("transfer", MetricKind.Rate, "Transfer rate",
        "Answered sessions with at least one transfer of any kind ÷ answered sessions. Counted by the end of the session.");

    public static MetricDefinition TransferToQueue { get; } = Of("transfer_queue", MetricKind.Rate, "Transfer rate to queues",
        "Answered sessions that an agent passed to a queue ÷ answered sessions. Counted by the end of the session.");

    public static MetricDefinition TransferToAgent { get; } = Of("transfer_agent", MetricKind.Rate, "Transfer rate to agents",
        "Answered sessions that were passed to another agent ÷ answered sessions. Counted by the end of the session.");

    public static MetricDefinition TransferByOverflow { get; } = Of("transfer_overflow", MetricKind.Rate, "Transfer rate by overflow",
        "Answered sessions that an overflow rule moved to another queue ÷ answered sessions. Counted by the end of the session.");

    public static MetricDefinition ReopenRate { get; } = Of("reopen", MetricKind.Rate, "Reopen rate",
        "Resolved service sessions that were reopened within 7 days ÷ resolved. Provisional for 7 days. Counted by the resolve.");

    public static MetricDefinition FirstContactResolution { get; } = Of("first_contact_resolution", MetricKind.Rate, "First contact resolution",
        "Resolved service sessions with no reopen and no new contact of the same topic by the same visitor at the same entry point within 7 days ÷ resolved. A proxy: compare with what visitors say. Provisional for 7 days. Counted by the resolve.");

    public static MetricDefinition Backlog { get; } = Of("backlog", MetricKind.Count, "Backlog",
        "Sessions open at the end of the interval.");

    public static MetricDefinition BacklogYoung { get; } = Of("backlog_1h", MetricKind.Count, "Backlog under 1 h",
        "Sessions open at the end of the interval, begun less than 1 h before.");

    public static MetricDefinition BacklogDay { get; } = Of("backlog_24h", MetricKind.Count, "Backlog 1 h to 24 h",
        "Sessions open at the end of the interval, begun 1 h to 24 h before.");

    public static MetricDefinition BacklogOld { get; } = Of("backlog_older", MetricKind.Count, "Backlog over 24 h",
        "Sessions open at the end of the interval, begun 24 h before or earlier.");

    public static MetricDefinition TargetsMet { get; } = Of("sla", MetricKind.Rate, "SLA hit",
        "Reply clocks stopped before their limit ÷ all clocks due. The limit is the queue's reply alarm (120 s unless set). A clock runs from the first unanswered visitor message, no earlier than the enqueue, within service hours and not on hold; it stops at the reply or at the end. Counted by its stop.");

    public static MetricDefinition VisitorMessages { get; } = Of("messages_visitor", MetricKind.Number, "Visitor messages",
        "Messages of the visitor per service session. Counted by the end of the session.");

    public static MetricDefinition AgentMessages { get; } = Of("messages_agent", MetricKind.Number, "Agent messages",
        "Messages of agents per service session. Counted by the end of the session.");

    public static MetricDefinition BotMessages { get; } = Of("messages_bot", MetricKind.Number, "Bot messages",
        "Messages of bots per service session. Counted by the end of the session.");

    private static MetricDefinition Of(string id, MetricKind kind, string name, string definition) =>
        new($"conversation.{id}", MetricTable.Conversations, kind, name, definition);
}
