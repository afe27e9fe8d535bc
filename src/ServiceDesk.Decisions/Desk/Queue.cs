namespace ServiceDesk.Decisions.Configuration;

/// <summary>A queue of visitors and how it is served. All times are whole seconds.</summary>
public sealed record Queue
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string ScheduleId { get; init; }

    /// <summary>How long an agent is rung. Default 20, 5–120.</summary>
    public int AcceptSeconds { get; init; } = 20;

    /// <summary>How sessions reach agents. Default <see cref="Configuration.OfferMode.Exclusive"/>.</summary>
    public OfferMode OfferMode { get; init; }

    /// <summary>With <see cref="Configuration.OfferMode.Broadcast"/>: how many agents are rung at once. Default 3, 1–5.</summary>
    public int BroadcastAgents { get; init; } = 3;

    /// <summary>How long nobody but the agent who served the visitor last is asked, if online; 0 never. Default 30, 0–600.</summary>
    public int StickySeconds { get; init; } = 30;

    /// <summary>How long that agent counts as the last one; 0 not at all. Default 259,200 (72 h), 0–31,536,000.</summary>
    public int StickyLookbackSeconds { get; init; } = 259_200;

    /// <summary>The queue takes this many sessions per unit of capacity online. Default 3, 0–1,000.</summary>
    public int MaxLengthFactor { get; init; } = 3;

    /// <summary>The queue takes at least this many sessions, whoever is online. Default 10, 1–1,000,000.</summary>
    public int MaxLengthAtLeast { get; init; } = 10;

    /// <summary>Nobody comes to wait whose mean estimated wait is longer; 0 (default) whatever it is, else 30–86,400.</summary>
    public int MaxEtaSeconds { get; init; }

    /// <summary>The longest wait over all stays, then the menu. Default 1,200, 30–86,400.</summary>
    public int MaxWaitSeconds { get; init; } = 1200;

    /// <summary>Nobody overtakes whoever has waited this long. Default 900, 1–86,400.</summary>
    public int ServiceGuaranteeSeconds { get; init; } = 900;

    /// <summary>How long an agent who declined or missed a session is not asked for it again. Default 120, 1–3,600.</summary>
    public int ExcludeSeconds { get; init; } = 120;

    /// <summary>How often everybody may decline before an alert is raised. Default 3, 1–100.</summary>
    public int MaxRounds { get; init; } = 3;

    /// <summary>
    /// So often in a row a session may come back from service without a word before an alert is raised; from then on agents are
    /// rung for it also with <see cref="OfferMode.AutoAccept"/>. Default 5, 1–100.
    /// </summary>
    public int MaxRequeues { get; init; } = 5;

    /// <summary>How long people who wait at closing time are still served. Default 1,800, 0–86,400.</summary>
    public int DrainSeconds { get; init; } = 1800;

    /// <summary>What becomes of those who wait at closing time. Default <see cref="ClosingPolicy.Drain"/>.</summary>
    public ClosingPolicy Closing { get; init; }

    /// <summary>How long an agent keeps the slot after the end. Default 30, 0–300.</summary>
    public int WrapUpSeconds { get; init; } = 30;

    /// <summary>Head start of a session that an agent passed on. Default 120, 0–86,400.</summary>
    public int TransferCreditSeconds { get; init; } = 120;

    /// <summary>Head start of a session whose agent was lost. Default 600, 0–86,400.</summary>
    public int LostAgentCreditSeconds { get; init; } = 600;

    /// <summary>All head starts of one session together. Default 900, 0–86,400.</summary>
    public int MaxBoostSeconds { get; init; } = 900;

    /// <summary>A visitor who waits and is gone this long has abandoned. Default 120, 1–86,400.</summary>
    public int VisitorGraceSeconds { get; init; } = 120;

    /// <summary>A visitor who is being served and is gone this long is shown as left. Default 180, 1–86,400.</summary>
    public int VisitorLeftSeconds { get; init; } = 180;

    /// <summary>What happens while the visitor owes a word.</summary>
    public SilenceSettings Silence { get; init; } = new();

    /// <summary>What happens while the agent owes a word.</summary>
    public ReplyDueSettings ReplyDue { get; init; } = new();

    public SurveySettings Survey { get; init; } = new();

    /// <summary>An agent who took a session and wrote nothing for this long loses it. Default 120, 10–86,400; 0 never.</summary>
    public int FirstReplySeconds { get; init; } = 120;

    /// <summary>Typing puts that off by this, once. Default 30, 0–300.</summary>
    public int FirstReplyTypingSeconds { get; init; } = 30;

    /// <summary>What becomes of the sessions of an agent whose connection did not come back. Default <see cref="Configuration.OnAgentLost.Requeue"/>.</summary>
    public OnAgentLost OnAgentLost { get; init; }

    /// <summary>The visitor owes the word for this long: the session goes on hold. Default 0: never; 10–31,536,000.</summary>
    public int InactiveSeconds { get; init; }

    /// <summary>What a session on hold takes of its weight, in percent, rounded up to units. Default 0, 0–100.</summary>
    public int InactivePercent { get; init; }

    /// <summary>What figures of the queue are measured against.</summary>
    public QueueTargets Targets { get; init; } = new();

    /// <summary>Head start of a visitor who comes back to an ended session. Default 120, 0–86,400.</summary>
    public int ReturnCreditSeconds { get; init; } = 120;

    /// <summary>This long before closing nobody new is taken in. Default 0, 0–86,400.</summary>
    public int LastIntakeSeconds { get; init; }

    /// <summary>What becomes of newcomers while nobody who could serve them is online. Default <see cref="Configuration.WhenNobodyOnline.Wait"/>.</summary>
    public WhenNobodyOnline WhenNobodyOnline { get; init; }

    /// <summary>The ways out that the menu offers, in its order; at least one.</summary>
    public IReadOnlyList<Fallback> Fallbacks { get; init; } = Fallback.Usual;

    /// <summary>For a fallback of the kind <see cref="FallbackKind.CallBack"/>.</summary>
    public CallBackSettings CallBack { get; init; } = new();

    /// <summary>After this time in a tier above 0 a session goes up one. Default 300, 1–86,400.</summary>
    public int TierPromoteSeconds { get; init; } = 300;

    /// <summary>Who of the eligible agents is rung. Default <see cref="Configuration.AgentPolicy.LeastLoaded"/>.</summary>
    public AgentPolicy AgentPolicy { get; init; }

    /// <summary>What every session of the queue needs.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>
    /// What is tried while the wait goes on, in order. After the last step the session waits until <see cref="MaxWaitSeconds"/>
    /// and then gets the menu.
    /// </summary>
    public IReadOnlyList<OverflowStep> Overflow { get; init; } = [];
}

/// <summary>For those who wait when the queue closes. Who comes to wait later (a lost agent, a confirmed transfer) is drained.</summary>
public enum ClosingPolicy
{
    /// <summary>Served for <see cref="Queue.DrainSeconds"/> more, then the menu.</summary>
    Drain,

    /// <summary>The menu at once.</summary>
    Fallback,

    /// <summary>The session ends.</summary>
    End,
}

public enum WhenNobodyOnline
{
    /// <summary>They wait all the same.</summary>
    Wait,

    /// <summary>They get the menu at once.</summary>
    Fallback,
}

/// <summary>For the sessions that an agent was serving; those on hold wait for the visitor's next word in any case.</summary>
public enum OnAgentLost
{
    /// <summary>Back to the queue at once, with <see cref="Queue.LostAgentCreditSeconds"/>.</summary>
    Requeue,

    /// <summary>The same when the visitor writes, or when the answer that the agent owed is late.</summary>
    RequeueOnNextMessage,

    /// <summary>They stay with the agent.</summary>
    Keep,
}

/// <summary>Seconds since the agent's last word; each step is later than the one before it.</summary>
public sealed record SilenceSettings
{
    /// <summary>A notice. Default 180, 10–86,400.</summary>
    public int WarnSeconds { get; init; } = 180;

    /// <summary>A second notice that names the closing time. Default 300.</summary>
    public int CountdownSeconds { get; init; } = 300;

    /// <summary>The session is closed. Default 600.</summary>
    public int CloseSeconds { get; init; } = 600;
}

/// <summary>Seconds since the visitor's unanswered word.</summary>
public sealed record ReplyDueSettings
{
    /// <summary>The agent is reminded. Default 60, 5–86,400.</summary>
    public int WarnSeconds { get; init; } = 60;

    /// <summary>The supervisor is told. Default 120, later than the warning.</summary>
    public int AlarmSeconds { get; init; } = 120;
}

/// <summary>What a queue wants to reach. They change no decision; boards and reports compare with them.</summary>
public sealed record QueueTargets
{
    /// <summary>The threshold of the service level. Default 30, 1–86,400.</summary>
    public int AnswerSeconds { get; init; } = 30;

    /// <summary>Per cent that are answered within the threshold. Default 80, 1–100.</summary>
    public int ServiceLevelPercent { get; init; } = 80;

    /// <summary>So many may wait at a time. Default 10, 0–1,000,000.</summary>
    public int Waiting { get; init; } = 10;

    /// <summary>Nobody should wait longer. Default 300, 1–86,400.</summary>
    public int LongestWaitSeconds { get; init; } = 300;

    /// <summary>Per cent that may abandon. Default 5, 0–100.</summary>
    public int AbandonmentPercent { get; init; } = 5;
}

public sealed record SurveySettings
{
    public bool Enabled { get; init; } = true;

    /// <summary>An unanswered survey lapses. Default 172,800 (48 h), 60–31,536,000.</summary>
    public int ExpiresSeconds { get; init; } = 172_800;

    /// <summary>A session that goes on is not asked about again within this time of the last survey. Default 86,400 (24 h), 0–31,536,000.</summary>
    public int AgainAfterSeconds { get; init; } = 86_400;

    /// <summary>Also where no agent wrote, unless the session was abandoned or ended in the queue. Default false.</summary>
    public bool WithoutReply { get; init; }

    /// <summary>The visitor is reminded once, if still unanswered; 0 (default) never.</summary>
    public int RemindSeconds { get; init; }
}
