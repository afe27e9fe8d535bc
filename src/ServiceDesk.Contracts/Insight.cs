namespace ServiceDesk.Contracts;

/// <summary>A statement without words: a language's texts make a sentence of it.</summary>
/// <param name="Key">One of <see cref="FactKeys"/>; the text's key behind <c>fact.</c>.</param>
/// <param name="Args">
/// Values for the text. Names of agents and queues stand as they are; numbers are invariant, <c>seconds</c> is a time span,
/// <c>at</c> an instant (ISO 8601, UTC), and <c>reason</c>, <c>policy</c>, <c>state</c>, <c>layer</c> and <c>action</c> are words of the ledger.
/// </param>
/// <param name="Parts">Statements that this one is made of, such as the parts of a condition.</param>
public sealed record Fact(string Key, IReadOnlyDictionary<string, string> Args, IReadOnlyList<Fact> Parts);

/// <summary>Why a session came where it is, oldest first, and why it still waits.</summary>
/// <param name="Steps">The reasons stored with each decision.</param>
/// <param name="Waiting">As the router sees it now; null when the session does not wait.</param>
public sealed record Explanation(long SessionId, IReadOnlyList<ExplanationStep> Steps, WaitingExplanation? Waiting);

/// <param name="Kind">The kind of step, for example enqueued, offered, closed, assigned, deferred, ended.</param>
/// <param name="Question">Which question it answers.</param>
/// <param name="What">What happened.</param>
/// <param name="Because">Why, in the order in which it was looked at.</param>
/// <param name="RulesetVersion">The configuration by which it was decided.</param>
/// <param name="Rule">Id of the routing rule, where one decided.</param>
/// <param name="Candidates">Who was looked at, the chosen one first; <paramref name="Omitted"/> counts those not listed.</param>
public sealed record ExplanationStep(
    DateTimeOffset At,
    string Kind,
    ExplanationQuestion Question,
    Fact What,
    IReadOnlyList<Fact> Because,
    int? RulesetVersion,
    string? Rule,
    string? Queue,
    string? ChosenAgent,
    IReadOnlyList<ExplanationCandidate> Candidates,
    int Omitted);

public enum ExplanationQuestion
{
    /// <summary>Why this queue?</summary>
    Queue,

    /// <summary>Why this agent?</summary>
    Agent,

    /// <summary>What else became of it.</summary>
    Course,
}

/// <param name="LastAssigned">Counter of the last offer; lower = longer ago.</param>
/// <param name="Excluded">The first condition that failed; null for those who could have been chosen.</param>
/// <param name="ExcludedUntil">When that lifts by itself.</param>
/// <param name="Fit">How well the agent suits beyond what is mandatory; the greatest goes first.</param>
/// <param name="Rank">Of the membership, where the queue ranks its agents; the smallest goes first.</param>
/// <param name="IdleSince">Since when the agent has had nothing to do.</param>
public sealed record ExplanationCandidate(
    long AgentId,
    string Name,
    int Load,
    int Capacity,
    long LastAssigned,
    string? Excluded,
    DateTimeOffset? ExcludedUntil,
    int Fit,
    int Rank,
    DateTimeOffset? IdleSince);

/// <summary>Why a session still waits.</summary>
/// <param name="At">As of when.</param>
/// <param name="Reason">The one thing that keeps it waiting.</param>
/// <param name="Position">The place in the queue, from 1, whatever the visitor was shown.</param>
/// <param name="Length">How many wait in the queue.</param>
/// <param name="QueuedAt">When this stay in the queue began.</param>
/// <param name="Round">How often everybody who could serve it has declined.</param>
/// <param name="Needs">What it asks of an agent.</param>
/// <param name="Agents">The members of its queues, each with the first condition that failed.</param>
/// <param name="Conditions">How many members failed at each condition.</param>
/// <param name="Omitted">Members who were not looked at.</param>
/// <param name="Next">The next step of the queue's ladder; null after the last one.</param>
/// <param name="NextAt">When it is taken, where that depends on time alone.</param>
/// <param name="Deadlines">What lies ahead, the earliest first.</param>
public sealed record WaitingExplanation(
    DateTimeOffset At,
    Fact Reason,
    string Queue,
    int Position,
    int Length,
    DateTimeOffset QueuedAt,
    int Tier,
    int BoostSeconds,
    int Round,
    IReadOnlyList<Fact> Needs,
    IReadOnlyList<ExplanationCandidate> Agents,
    IReadOnlyDictionary<string, int> Conditions,
    int Omitted,
    Fact? Next,
    DateTimeOffset? NextAt,
    IReadOnlyList<WaitDeadline> Deadlines);

/// <param name="Kind">longestWait, closing, abandonment, promotion, kept, step, delay or exclusion.</param>
public sealed record WaitDeadline(string Kind, DateTimeOffset At);

/// <summary>Why the visitor still waits, without names.</summary>
/// <param name="Reason">One of <see cref="VisitorWaitReasons"/>; null when the session does not wait.</param>
/// <param name="Position">As shown: it never grows.</param>
/// <param name="OpensAt">The next opening, when closed hours are the reason.</param>
public sealed record VisitorWait(string? Reason, int? Position, DateTimeOffset? OpensAt, string? Zone);

/// <summary>What a visitor may know of the reason.</summary>
public static class VisitorWaitReasons
{
    /// <summary>A colleague is being asked now.</summary>
    public const string Asking = "asking";

    /// <summary>Nobody of the team is there at the moment.</summary>
    public const string NobodyThere = "nobody_there";

    /// <summary>All colleagues are busy.</summary>
    public const string AllBusy = "all_busy";

    /// <summary>The team is closed.</summary>
    public const string Closed = "closed";
}

public enum InsightDesk
{
    Published,
    Draft,
    Both,
}

/// <summary>POST /api/insight/dry-run: a visitor who does not exist wants a person.</summary>
/// <param name="Desk">The configuration asked.</param>
/// <param name="EntryPoint">The key of an entry point.</param>
/// <param name="At">When; null: now. Agents are as they are now in any case.</param>
/// <param name="Channel">Null: the entry point's.</param>
/// <param name="Url">The page, at most 2,000 characters.</param>
/// <param name="Locale">BCP 47 tag, at most 35 characters.</param>
/// <param name="Topic">At most 100 characters.</param>
/// <param name="Attributes">What the page says of the visitor: at most 50, of at most 100 and 1,000 characters.</param>
/// <param name="BotResult">How the bot's part ended; null when no bot took part.</param>
/// <param name="KnownAgent">The agent who goes first; null for nobody.</param>
public sealed record DryRunRequest(
    InsightDesk Desk,
    string EntryPoint,
    DateTimeOffset? At = null,
    string? Channel = null,
    string? Url = null,
    string? Locale = null,
    string? Topic = null,
    IReadOnlyDictionary<string, string>? Attributes = null,
    string? BotResult = null,
    long? KnownAgent = null);

/// <param name="Differences">Kinds of steps that are not the same in both, when both were asked.</param>
public sealed record DryRunAnswer(
    DateTimeOffset At, DryRunResult? Published, DryRunResult? Draft, IReadOnlyList<string> Differences);

/// <param name="Version">The published version; for the draft the one it is based on.</param>
/// <param name="Faults">Why this desk cannot be tried, in English; empty when it was.</param>
public sealed record DryRunResult(int Version, IReadOnlyList<DryRunStep> Steps, IReadOnlyList<string> Faults);

/// <param name="Kind">hours, rule, queue, requirements, admission, candidates, overflow or fallback, in this order; overflow as often as there are steps.</param>
/// <param name="Outcome">open, closed, chosen, met, refused, rung, waits, taken, skipped or end.</param>
/// <param name="Agents">For candidates: who was looked at.</param>
/// <param name="At">When the step is taken, or the path ends.</param>
/// <param name="AfterSeconds">The same, since the person was wanted.</param>
public sealed record DryRunStep(
    string Kind,
    string Outcome,
    Fact What,
    IReadOnlyList<Fact> Because,
    IReadOnlyList<ExplanationCandidate> Agents,
    int Omitted,
    DateTimeOffset? At,
    double? AfterSeconds);

/// <summary>GET /api/insight/hours/{schedule}: every boundary of the months ahead.</summary>
/// <param name="ClockChanges">When the zone's clocks are changed meanwhile.</param>
public sealed record HoursAhead(
    string Schedule,
    string Zone,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<HoursChange> Boundaries,
    IReadOnlyList<ClockShift> ClockChanges);

/// <summary>GET /api/insight/hours/{schedule}/at: what happens at an instant.</summary>
/// <param name="Layer">What decided: emergency, override, holiday, weekly, alwaysOpen or closed.</param>
/// <param name="Name">Of the override or holiday; the emergency's reason.</param>
/// <param name="Date">The local date whose plan decided.</param>
/// <param name="StartMinute">Of the interval that is open, in minutes since local midnight of the date.</param>
/// <param name="NextChange">When it turns; null when it does not within 400 days.</param>
/// <param name="Next">The next five changes.</param>
public sealed record HoursAt(
    string Schedule,
    string Zone,
    DateTimeOffset At,
    bool Open,
    string Layer,
    string? Name,
    DateOnly? Date,
    int? StartMinute,
    int? EndMinute,
    DateTimeOffset? NextChange,
    IReadOnlyList<HoursChange> Next);

/// <param name="Opens">It is open from here on; else closed.</param>
/// <param name="Layer">What decided that, as in <see cref="HoursAt"/>.</param>
/// <param name="OffsetMinutes">Of the zone's clocks from UTC at that instant.</param>
/// <param name="ClocksChanged">The offset is another one than at the boundary before.</param>
public sealed record HoursChange(DateTimeOffset At, bool Opens, string Layer, string? Name, int OffsetMinutes, bool ClocksChanged);

/// <param name="BeforeMinutes">The offset from UTC until then.</param>
public sealed record ClockShift(DateTimeOffset At, int BeforeMinutes, int AfterMinutes);

/// <summary>POST /api/insight/forecast: what a stated staffing comes to.</summary>
/// <param name="ArrivalsPerHour">0.1 to 20,000.</param>
/// <param name="HandleSeconds">Mean handle time with wrap-up, measured at this concurrency; 1 to 86,400.</param>
/// <param name="PatienceSeconds">Mean time after which a visitor gives up; 1 to 7,200.</param>
/// <param name="Agents">1 to 2,000.</param>
/// <param name="SlotsPerAgent">Sessions at a time, 1 to 20.</param>
/// <param name="TargetSeconds">The service level counts answers within this time; 0 to 3,600.</param>
/// <param name="ServiceLevel">The share wanted for the staffing, 0.01 to 0.999.</param>
public sealed record ForecastRequest(
    double ArrivalsPerHour,
    double HandleSeconds,
    double PatienceSeconds,
    int Agents,
    int SlotsPerAgent = 1,
    double TargetSeconds = 30,
    double ServiceLevel = 0.8);

/// <param name="OfferedLoad">In erlangs.</param>
/// <param name="Servers">Agents × slots.</param>
/// <param name="ErlangC">Without anybody giving up; null when the load is not below the servers.</param>
/// <param name="Simulation">The routing core under synthetic arrivals; null when the queue is too large to be filled in the time that a simulation has.</param>
/// <param name="AgentsNeeded">The fewest with whom the service level is reached by Erlang A; null when even 2,000 are too few.</param>
/// <param name="Staffing">Erlang A around that number.</param>
public sealed record ForecastAnswer(
    double OfferedLoad,
    int Servers,
    ForecastView? ErlangC,
    ForecastView ErlangA,
    SimulationView? Simulation,
    int? AgentsNeeded,
    IReadOnlyList<StaffingRow> Staffing);

/// <summary>Shares are 0 to 1; waits are seconds, of those who were answered.</summary>
public sealed record ForecastView(
    double ServiceLevel, double WaitP50, double WaitP90, double MeanWait, double Abandonment, double Occupancy);

/// <param name="Visitors">How many were counted.</param>
/// <param name="ServiceLevelError">Half the width of the 95 % interval of the service level.</param>
public sealed record SimulationView(ForecastView Figures, long Visitors, double ServiceLevelError);

public sealed record StaffingRow(int Agents, ForecastView Figures);

/// <summary>The keys of <see cref="Fact"/>; in braces the values that come with them.</summary>
public static class FactKeys
{
    /// <summary>{reason, queue}</summary>
    public const string Enqueued = "enqueued";

    /// <summary>{reason, queue, seconds}</summary>
    public const string Requeued = "requeued";

    /// <summary>{agent}</summary>
    public const string Offered = "offered";

    /// <summary>{agent, state, reason}</summary>
    public const string OfferClosed = "offerClosed";

    /// <summary>{agent, reason}</summary>
    public const string Assigned = "assigned";

    /// <summary>{agent, from, reason}</summary>
    public const string AssignedFrom = "assignedFrom";

    /// <summary>{agent, reason}</summary>
    public const string Preferred = "preferred";

    /// <summary>{agent, reason, at}: until then nobody else is asked.</summary>
    public const string PreferredUntil = "preferredUntil";

    /// <summary>{reason}</summary>
    public const string OnHold = "onHold";

    /// <summary>{agent, used, capacity, reason}</summary>
    public const string Reactivated = "reactivated";

    /// <summary>{agent, from}</summary>
    public const string Consult = "consult";

    /// <summary>{agent, used, capacity, reason}</summary>
    public const string OverCapacity = "overCapacity";

    /// <summary>{number, reason}; a part says what it does.</summary>
    public const string Step = "step";

    /// <summary>{seconds, reason}: all head starts together.</summary>
    public const string Boosted = "boosted";

    /// <summary>{tier}</summary>
    public const string Promoted = "promoted";

    /// <summary>{reason}</summary>
    public const string Deferred = "deferred";

    /// <summary>{reason, at}</summary>
    public const string DeferredUntil = "deferredUntil";

    /// <summary>{by, reason}</summary>
    public const string Ended = "ended";

    /// <summary>{rule, queue}</summary>
    public const string RuleHeld = "rule.held";

    /// <summary>{queue}: the one that always holds.</summary>
    public const string RuleOtherwise = "rule.otherwise";

    /// <summary>{rule, actual}; a part says what it asked for.</summary>
    public const string RuleFailed = "rule.failed";

    /// <summary>{rule}; a part says what it asked for, of which there was nothing.</summary>
    public const string RuleFailedNothing = "rule.failedNothing";

    /// <summary>{queue}</summary>
    public const string RuleHint = "rule.hint";

    /// <summary>{agent}</summary>
    public const string ChosenDirected = "chosen.directed";

    /// <summary>{agent}</summary>
    public const string ChosenManual = "chosen.manual";

    /// <summary>{agent, count}: became free and sought among the heads of so many lines.</summary>
    public const string ChosenNext = "chosen.next";

    /// <summary>{agent}</summary>
    public const string ChosenOnly = "chosen.only";

    /// <summary>{agent, policy, count}</summary>
    public const string ChosenPolicy = "chosen.policy";

    /// <summary>{agent, used, capacity}</summary>
    public const string Load = "chosen.load";

    /// <summary>{skill, level}</summary>
    public const string NeedMandatory = "need.mandatory";

    /// <summary>{skill, level}</summary>
    public const string NeedPreferred = "need.preferred";

    public const string NeedNothing = "need.nothing";

    /// <summary>Parts.</summary>
    public const string All = "condition.all";

    /// <summary>Parts.</summary>
    public const string Any = "condition.any";

    /// <summary>One part.</summary>
    public const string Not = "condition.not";

    /// <summary>{value}</summary>
    public const string ChannelIs = "condition.channel";

    /// <summary>{value}</summary>
    public const string EntryPointIs = "condition.entryPoint";

    /// <summary>{value}</summary>
    public const string PathBegins = "condition.path";

    /// <summary>{value}</summary>
    public const string AddressContains = "condition.address";

    /// <summary>{value}</summary>
    public const string LanguageIs = "condition.language";

    /// <summary>{value}</summary>
    public const string TopicIs = "condition.topic";

    /// <summary>{name}</summary>
    public const string AttributeExists = "condition.exists";

    /// <summary>{name, value}</summary>
    public const string AttributeIs = "condition.is";

    /// <summary>{name, value}</summary>
    public const string AttributeContains = "condition.contains";

    /// <summary>{name, value}</summary>
    public const string AttributeAtLeast = "condition.atLeast";

    /// <summary>{name, value}</summary>
    public const string AttributeAtMost = "condition.atMost";

    /// <summary>{name, value}</summary>
    public const string AttributeMoreThan = "condition.moreThan";

    /// <summary>{name, value}</summary>
    public const string AttributeLessThan = "condition.lessThan";

    /// <summary>{value}</summary>
    public const string BotResultIs = "condition.botResult";

    /// <summary>{agent}</summary>
    public const string WaitRinging = "waiting.ringing";

    public const string WaitUnservable = "waiting.unservable";
    public const string WaitNobodyOnline = "waiting.nobodyOnline";
    public const string WaitDeclined = "waiting.declined";
    public const string WaitDelay = "waiting.delay";
    public const string WaitKept = "waiting.kept";
    public const string WaitAllBusy = "waiting.allBusy";
    public const string WaitPull = "waiting.pull";

    /// <summary>{seconds}</summary>
    public const string AfterWait = "trigger.wait";

    /// <summary>{seconds}</summary>
    public const string BeforeClosing = "trigger.queueClosing";

    /// <summary>{count}</summary>
    public const string AtLength = "trigger.length";

    public const string WhenNobodyOnline = "trigger.nobodyOnline";

    /// <summary>{seconds}</summary>
    public const string AtEta = "trigger.eta";

    /// <summary>{number}; the parts say when and what.</summary>
    public const string LadderStep = "ladder.step";

    /// <summary>{count}</summary>
    public const string LadderOnline = "ladder.online";

    /// <summary>{skill, level}</summary>
    public const string LowerSkill = "action.lowerSkill";

    /// <summary>{skill}</summary>
    public const string DropSkill = "action.dropSkill";

    /// <summary>{queue}</summary>
    public const string AddQueue = "action.addQueue";

    /// <summary>{queue}</summary>
    public const string MoveToQueue = "action.moveToQueue";

    /// <summary>{seconds}</summary>
    public const string AddBoost = "action.addBoost";

    public const string OfferFallback = "action.offerFallback";
    public const string NotifySupervisor = "action.notifySupervisor";
    public const string ToBot = "action.toBot";
    public const string EndIt = "action.end";

    /// <summary>{layer, name}: of hours.</summary>
    public const string HoursOpen = "hours.open";

    /// <summary>{layer, name}</summary>
    public const string HoursClosed = "hours.closed";

    /// <summary>{at}</summary>
    public const string HoursNext = "hours.next";

    /// <summary>{queue}</summary>
    public const string QueueOpen = "queue.open";

    /// <summary>{queue}</summary>
    public const string QueueClosed = "queue.closed";

    /// <summary>{waiting, most}</summary>
    public const string AdmissionRoom = "admission.room";

    /// <summary>{reason, waiting, most}</summary>
    public const string AdmissionRefused = "admission.refused";

    /// <summary>{agent, policy}</summary>
    public const string CandidateRung = "candidates.rung";

    /// <summary>{reason}</summary>
    public const string EndFallback = "end.fallback";

    /// <summary>{at}</summary>
    public const string EndOpens = "end.opens";

    /// <summary>{reason}</summary>
    public const string EndEnded = "end.ended";

    public const string EndToBot = "end.toBot";
    public const string EndWaits = "end.waits";
}
