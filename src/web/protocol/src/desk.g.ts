// Written from ServiceDesk.Decisions.Configuration; do not edit. A test fails when it drifts: run the server tests with UPDATE_APPROVED=1.

export interface Agent {
  id: number;
  name: string;
  capacity: number;
  memberships: readonly Membership[];
  skills: readonly AgentSkill[];
  channelLimits: readonly ChannelLimit[];
}

export type AgentPolicy = "leastLoaded" | "longestIdle" | "roundRobin" | "mostSkilled" | "fillFirst" | "ranked";

export interface AgentSettings {
  graceSeconds: number;
  tellVisitorAfterSeconds: number;
  missLimit: number;
  holdDownLosses: number;
  holdDownWindowSeconds: number;
  holdDownSeconds: number;
}

export interface AgentSkill {
  skillId: string;
  level: number;
}

export interface AllOf {
  kind: "all";
  parts: readonly Condition[];
}

export interface AnyOf {
  kind: "any";
  parts: readonly Condition[];
}

export type AttributeComparison = "exists" | "is" | "contains" | "atLeast" | "atMost" | "moreThan" | "lessThan";

export interface AttributeIs {
  kind: "attribute";
  name: string;
  comparison: AttributeComparison;
  value?: string;
}

export interface BotResultIs {
  kind: "botResult";
  result: string;
}

export interface BotSettings {
  idleCloseSeconds: number;
  survey: boolean;
}

export interface CallBackSettings {
  slotMinutes: number;
  leadMinutes: number;
  daysAhead: number;
}

export type ChangeKind = "added" | "removed" | "changed";

export interface Channel {
  id: string;
  weight: number;
  maxPerAgent?: number;
  replyWindowSeconds?: number;
  exclusive: boolean;
}

export interface ChannelIs {
  kind: "channel";
  channel: string;
}

export interface ChannelLimit {
  channelId: string;
  maxSessions: number;
}

export type ClosingPolicy = "drain" | "fallback" | "end";

export type Condition = AllOf | AnyOf | NotThat | ChannelIs | EntryPointIs | SourceIs | LanguageIs | TopicIs | AttributeIs | BotResultIs;

export interface ConditionTrace {
  condition: Condition;
  holds: boolean;
  parts: readonly ConditionTrace[];
}

export type ContentAction = "refuse" | "mask";

export interface ContentRule {
  id: string;
  name: string;
  words: readonly string[];
  action: ContentAction;
  from: ContentSpeakers;
}

export type ContentSpeakers = "everybody" | "visitors" | "staff";

export interface DateOverride {
  date: string;
  kind: DateOverrideKind;
  intervals: readonly DayInterval[];
  keepOvernightTail: boolean;
  name?: string;
}

export type DateOverrideKind = "closed" | "modified" | "extended";

export interface DayInterval {
  startMinute: number;
  endMinute: number;
}

export type DayOfWeek = "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";

export interface Desk {
  version: number;
  entryPoints: readonly EntryPoint[];
  schedules: readonly Schedule[];
  queues: readonly Queue[];
  skills: readonly Skill[];
  channels: readonly Channel[];
  agents: readonly Agent[];
  supervisors: readonly Supervisor[];
  agentSettings: AgentSettings;
  botSettings: BotSettings;
  contentRules: readonly ContentRule[];
}

export interface DeskChange {
  path: string;
  item: string;
  kind: ChangeKind;
  before?: unknown;
  after?: unknown;
}

export interface DeskDiff {
}

export interface DeskDraft {
  revision: number;
  basedOn: number;
  savedAt?: string;
  author?: string;
  desk: Desk;
  faults: readonly DeskFault[];
}

export interface DeskFault {
  item: string;
  value?: string;
  code: string;
  text: string;
  severity: FaultSeverity;
}

export interface DeskFile {
  format: number;
  desk: Desk;
  version?: number;
  $schema?: string;
}

export interface DeskProblem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  faults: readonly DeskFault[];
}

export interface DeskPublished {
  version: number;
  publishedAt: string;
  author: string;
  note?: string;
  rolledBackFrom?: number;
  desk: Desk;
}

export interface EmergencyClosing {
  from?: string;
  until?: string;
  reason?: string;
}

export interface EntryPoint {
  key: string;
  publicKey: string;
  name: string;
  channel: string;
  allowedSites: readonly string[];
  scheduleId: string;
  botId?: string;
  resumeSeconds: number;
  rules: readonly RoutingRule[];
}

export interface EntryPointIs {
  kind: "entryPoint";
  entryPoint: string;
}

export interface Fallback {
  kind: FallbackKind;
  target?: string;
  label?: string;
}

export type FallbackKind = "message" | "bot" | "callBack" | "email" | "link";

export const FaultCodes = {
  range: "range",
  format: "format",
  unknown: "unknown",
  duplicate: "duplicate",
  conflict: "conflict",
  disabled: "feature_disabled",
  noDefault: "no_default",
  shadowed: "shadowed",
  neverHolds: "never_holds",
  unservable: "unservable",
  skillNobodyHas: "skill_nobody_has",
  noFallback: "no_fallback",
  neverTaken: "never_taken",
  cycle: "cycle",
  neverOpens: "never_opens",
  emergency: "emergency",
  delayBeyondGuarantee: "delay_beyond_guarantee",
  guaranteeBeyondWait: "guarantee_beyond_wait",
  noAccount: "no_account",
} as const;

export type FaultSeverity = "error" | "warning";

export interface Holiday {
  date: string;
  name?: string;
  keepOvernightTail: boolean;
}

export interface HolidayAnswer {
  holidays: readonly Holiday[];
  skipped: readonly SkippedEvent[];
}

export interface ImportDeskRequest {
  revision: number;
  file: DeskFile;
}

export interface LanguageIs {
  kind: "language";
  language: string;
}

export interface Membership {
  queueId: string;
  priority: number;
  delaySeconds: number;
  rank: number;
  maxSessions?: number;
}

export interface NotThat {
  kind: "not";
  part: Condition;
}

export type OfferMode = "exclusive" | "autoAccept" | "broadcast" | "pull";

export type OnAgentLost = "requeue" | "requeueOnNextMessage" | "keep";

export type OverflowAction = "relaxSkill" | "notifySupervisor" | "addQueue" | "moveToQueue" | "addBoost" | "offerFallback" | "toBot" | "end";

export interface OverflowStep {
  trigger: OverflowTrigger;
  value: number;
  action: OverflowAction;
  skillId?: string;
  minLevel?: number;
  queueId?: string;
  boostSeconds: number;
  skipIfEmpty: boolean;
}

export type OverflowTrigger = "wait" | "queueClosing" | "length" | "noEligibleAgentOnline" | "eta";

export interface Queue {
  id: string;
  name: string;
  scheduleId: string;
  acceptSeconds: number;
  offerMode: OfferMode;
  broadcastAgents: number;
  stickySeconds: number;
  stickyLookbackSeconds: number;
  maxLengthFactor: number;
  maxLengthAtLeast: number;
  maxEtaSeconds: number;
  maxWaitSeconds: number;
  serviceGuaranteeSeconds: number;
  excludeSeconds: number;
  maxRounds: number;
  maxRequeues: number;
  drainSeconds: number;
  closing: ClosingPolicy;
  wrapUpSeconds: number;
  transferCreditSeconds: number;
  lostAgentCreditSeconds: number;
  maxBoostSeconds: number;
  visitorGraceSeconds: number;
  visitorLeftSeconds: number;
  silence: SilenceSettings;
  replyDue: ReplyDueSettings;
  survey: SurveySettings;
  firstReplySeconds: number;
  firstReplyTypingSeconds: number;
  onAgentLost: OnAgentLost;
  inactiveSeconds: number;
  inactivePercent: number;
  targets: QueueTargets;
  returnCreditSeconds: number;
  lastIntakeSeconds: number;
  whenNobodyOnline: WhenNobodyOnline;
  fallbacks: readonly Fallback[];
  callBack: CallBackSettings;
  tierPromoteSeconds: number;
  agentPolicy: AgentPolicy;
  requirements: readonly Requirement[];
  overflow: readonly OverflowStep[];
}

export interface QueueTargets {
  answerSeconds: number;
  serviceLevelPercent: number;
  waiting: number;
  longestWaitSeconds: number;
  abandonmentPercent: number;
}

export interface ReplyDueSettings {
  warnSeconds: number;
  alarmSeconds: number;
}

export interface Requirement {
  skillId: string;
  minLevel: number;
  mandatory: boolean;
}

export interface RoutingRule {
  id: string;
  sentence?: string;
  when?: Condition;
  queueId: string;
  tier: number;
  boostSeconds: number;
  entersFullQueue: boolean;
  requirements: readonly Requirement[];
}

export interface RuleFacts {
  channel: string;
  entryPoint: string;
  sourceUrl?: string;
  locale?: string;
  topic?: string;
  attributes?: Readonly<Record<string, string>>;
  botResult?: string;
}

export interface SaveDraftRequest {
  revision: number;
  desk: Desk;
  basedOn?: number;
}

export interface Schedule {
  id: string;
  zone: string;
  alwaysOpen: boolean;
  weekly: readonly WeeklyInterval[];
  overrides: readonly DateOverride[];
  holidays: readonly Holiday[];
  emergency?: EmergencyClosing;
}

export interface SilenceSettings {
  warnSeconds: number;
  countdownSeconds: number;
  closeSeconds: number;
}

export interface Skill {
  id: string;
  name: string;
  group?: string;
}

export interface SkippedEvent {
  line: number;
  why: string;
}

export interface SourceIs {
  kind: "source";
  pathPrefix?: string;
  contains?: string;
}

export interface Supervisor {
  id: number;
  queueIds: readonly string[];
}

export interface SurveySettings {
  enabled: boolean;
  expiresSeconds: number;
  againAfterSeconds: number;
  withoutReply: boolean;
  remindSeconds: number;
}

export interface TopicIs {
  kind: "topic";
  topic: string;
}

export interface WeeklyInterval {
  day: DayOfWeek;
  startMinute: number;
  endMinute: number;
}

export type WhenNobodyOnline = "wait" | "fallback";

