// Written from ServiceDesk.Contracts; do not edit. A test fails when it drifts: run the server tests with UPDATE_APPROVED=1.

export interface AcceptOfferRequest {
  commandId: string;
  offerId: number;
}

export interface AccountInvitation {
  account: StaffMember;
  token: string;
  validUntil: string;
}

export interface Ack {
  seq: number;
  n: number;
  at: string;
  duplicate: boolean;
}

export interface AcknowledgeRequest {
  ownerId?: number;
  muteUntil?: string;
}

export type AgentConnection = "connected" | "grace" | "lost";

export interface AgentSelf {
  agentId: number;
  name: string;
  presence: Presence;
  awayReason?: string;
  connection: AgentConnection;
  load: number;
  capacity: number;
  routable: boolean;
  heldUntil?: string;
}

export type AlertKind = "waiting" | "longestWait" | "serviceLevel" | "abandonment" | "unansweredOffers" | "noEligibleAgent" | "agentsLost" | "botFailures" | "supervisorAsked" | "replyDue";

export interface AlertList {
  alerts: readonly AlertRow[];
  more: boolean;
}

export interface AlertRow {
  alertId: number;
  ruleId: string;
  symptom: AlertKind;
  queueId?: string;
  queueName?: string;
  level: number;
  threshold: number;
  value: number;
  now?: number;
  raisedAt: string;
  clearedAt?: string;
  ownerId?: number;
  ownerName?: string;
  acknowledgedAt?: string;
  acknowledgedBy?: string;
  mutedUntil?: string;
}

export interface AlertRuleRow {
  id: string;
  symptom: AlertKind;
  queueId?: string;
  threshold: number;
  clearAt: number;
  raiseSeconds: number;
  clearSeconds: number;
  level: number;
  ownerId?: number;
  enabled: boolean;
}

export interface AlertRuleSet {
  revision: number;
  rules: readonly AlertRuleRow[];
}

export interface AnswerTicketRequest {
  commandId: string;
  ticketId: number;
  text: string;
}

export interface AskedColleague {
  agentId: number;
  name: string;
  consult: boolean;
}

export interface AssignRequest {
  commandId: string;
  sessionId: number;
  version: number;
  toAgent: number;
}

export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
  width?: number;
  height?: number;
  thumbnail: boolean;
}

export interface AttachmentLink {
  id: string;
  url: string;
  thumbnailUrl?: string;
}

export interface AttachmentLinks {
  links: readonly AttachmentLink[];
  expiresAt: string;
}

export interface AttachmentLinksRequest {
  conv: number;
  ids: readonly string[];
}

export interface AuditEntry {
  id: number;
  at: string;
  who: string;
  whoName?: string;
  what: string;
  onWhat: string;
  queue?: string;
  details?: string;
}

export interface AuditPage {
  entries: readonly AuditEntry[];
  more: boolean;
}

export interface Ban {
  id: number;
  visitorId: string;
  name?: string;
  sessionId: number;
  queue?: string;
  reason: string;
  by: string;
  at: string;
  until?: string;
}

export interface BanPage {
  bans: readonly Ban[];
  more: boolean;
}

export interface BanRequest {
  sessionId: number;
  reason: string;
  until?: string;
}

export interface BoardAgent {
  agentId: number;
  name: string;
  presence: Presence;
  awayReason?: string;
  connection: AgentConnection;
  since?: string;
  load: number;
  capacity: number;
  oldestReplyDueSince?: string;
}

export interface BoardQueue {
  id: string;
  name: string;
  open: boolean;
  waiting: number;
  longestWaitSince?: string;
  active: number;
  agentsOnline: number;
  freeSlots: number;
  waitingTarget: number;
  longestWaitTargetSeconds: number;
  serviceLevel?: number;
  serviceLevelTarget: number;
  abandonment?: number;
  abandonmentTarget: number;
  depths: readonly number[];
  supervisorAsked: number;
  oldestReplyDueSince?: string;
}

export interface BoardRequest {
  queues?: readonly string[];
}

export interface BoardSession {
  sessionId: number;
  visitorName: string;
  queueId?: string;
  queueName?: string;
  alert: SessionAlert;
}

export interface BoardState {
  at: string;
  totals: BoardTotals;
  queues: readonly BoardQueue[];
  agents: readonly BoardAgent[];
  alerts: readonly AlertRow[];
  asking: readonly BoardSession[];
}

export interface BoardTotals {
  waiting: number;
  longestWaitSince?: string;
  active: number;
  inBot: number;
  online: number;
  busy: number;
  away: number;
  lost: number;
  freeSlots: number;
  ratingMean?: number;
  ratingCount: number;
  waitingTarget: number;
  serviceLevel?: number;
  serviceLevelTarget?: number;
  abandonment?: number;
  abandonmentTarget?: number;
  windowMinutes: number;
}

export interface BumpRequest {
  commandId: string;
  sessionId: number;
  version: number;
  seconds: number;
}

export interface Change {
  seq: number;
  at: string;
  by: string;
  reason?: string;
}

export interface ChangeAccountRequest {
  name: string;
  roles: readonly string[];
  queues?: readonly string[];
}

export interface ChangeSavedReply {
  revision: number;
  locale?: string;
  shortcut: string;
  text: string;
}

export interface Choice {
  id: string;
  label: string;
}

export const ChoiceIds = {
  human: "human",
} as const;

export interface ChooseFallbackRequest {
  commandId: string;
  sessionId: number;
  kind: string;
  email?: string;
  text?: string;
  slot?: string;
  phone?: string;
}

export interface ChoosePasswordRequest {
  token: string;
  password: string;
}

export interface ClientInfo {
  kind: string;
  version: string;
  deviceId: string;
  tabId: string;
  locale: string;
}

export interface ClockShift {
  at: string;
  beforeMinutes: number;
  afterMinutes: number;
}

export interface Control {
  kind: string;
  afterMs?: number;
}

export const ControlKinds = {
  reconnect: "reconnect",
  replaced: "replaced",
  signedOut: "signed_out",
  tokenExpired: "token_expired",
  banned: "banned",
  slowConsumer: "slow_consumer",
} as const;

export interface ConversationEvent {
  seq: number;
  n: number;
  a: number;
  at: string;
  sender: string;
  senderName?: string;
  type: string;
  clientMsgId?: string;
  body: EventBody;
}

export interface CreateAccountRequest {
  name: string;
  email: string;
  roles: readonly string[];
  queues?: readonly string[];
}

export interface CreateUploadRequest {
  conv: number;
  name: string;
  size: number;
  type: string;
}

export interface Cursor {
  conv: number;
  epoch: number;
  seq: number;
}

export interface DeclineOfferRequest {
  commandId: string;
  offerId: number;
  reason: string;
}

export interface DeferredMenu {
  choices: readonly FallbackChoice[];
  callBackSlots: readonly string[];
  slotMinutes: number;
}

export interface DirectoryAgent {
  agentId: number;
  name: string;
  presence: Presence;
  connection: AgentConnection;
  load: number;
  capacity: number;
}

export interface DirectoryQueue {
  id: string;
  name: string;
  open: boolean;
  agentsOnline: number;
}

export interface DiscardDraftRequest {
  revision: number;
}

export interface DraftList {
  drafts: readonly DraftState[];
}

export interface DraftState {
  conv: number;
  text: string;
  at: string;
}

export interface DraftsRequest {
  conv?: number;
}

export interface DryRunAnswer {
  at: string;
  published?: DryRunResult;
  draft?: DryRunResult;
  differences: readonly string[];
}

export interface DryRunRequest {
  desk: InsightDesk;
  entryPoint: string;
  at?: string;
  channel?: string;
  url?: string;
  locale?: string;
  topic?: string;
  attributes?: Readonly<Record<string, string>>;
  botResult?: string;
  knownAgent?: number;
}

export interface DryRunResult {
  version: number;
  steps: readonly DryRunStep[];
  faults: readonly string[];
}

export interface DryRunStep {
  kind: string;
  outcome: string;
  what: Fact;
  because: readonly Fact[];
  agents: readonly ExplanationCandidate[];
  omitted: number;
  at?: string;
  afterSeconds?: number;
}

export interface EmergencyRequest {
  commandId: string;
  closed: boolean;
  reason?: string;
  until?: string;
}

export interface EraseRequest {
  seqs: readonly number[];
  reason: string;
}

export interface ErasedMessages {
  seqs: readonly number[];
  at: string;
}

export interface Error {
  code: string;
  message: string;
  retryAfterMs?: number;
  details?: readonly FieldFault[];
}

export const ErrorCodes = {
  unauthenticated: "unauthenticated",
  tokenExpired: "token_expired",
  forbidden: "forbidden",
  notMember: "not_member",
  banned: "banned",
  muted: "muted",
  notResponder: "not_responder",
  notFound: "not_found",
  conversationClosed: "conversation_closed",
  invalid: "invalid",
  invalidDesk: "invalid_desk",
  tooLarge: "too_large",
  unsupportedType: "unsupported_type",
  attachmentNotReady: "attachment_not_ready",
  idempotencyConflict: "idempotency_conflict",
  rateLimited: "rate_limited",
  overloaded: "overloaded",
  slowMode: "slow_mode",
  epochChanged: "epoch_changed",
  cursorAhead: "cursor_ahead",
  historyTruncated: "history_truncated",
  versionConflict: "version_conflict",
  alreadyTaken: "already_taken",
  offerExpired: "offer_expired",
  targetUnavailable: "target_unavailable",
  unavailable: "unavailable",
  timeout: "timeout",
  blockedByPolicy: "blocked_by_policy",
  protocolUnsupported: "protocol_unsupported",
  featureDisabled: "feature_disabled",
} as const;

export interface EventBody {
  text?: string;
  product?: ProductCard;
  order?: OrderCard;
  target?: number;
  emoji?: string;
  off?: boolean;
  reason?: string;
  replyTo?: number;
  quote?: Quote;
  mentions?: readonly string[];
  edited?: Change;
  recalled?: Change;
  purged?: boolean;
  choices?: readonly Choice[];
  sources?: readonly Source[];
  attachments?: readonly Attachment[];
  choiceId?: string;
  mark?: string;
  note?: SystemNote;
  survey?: SurveyInvitation;
}

export interface EventPage {
  events: readonly ConversationEvent[];
  epoch: number;
  head: number;
  n: number;
  floor: number;
  more: boolean;
  pinned?: readonly number[];
}

export const EventTypes = {
  message: "message",
  announcement: "announcement",
  edit: "edit",
  recall: "recall",
  reaction: "reaction",
  pin: "pin",
  system: "system",
  survey: "survey",
} as const;

export interface EventsPush {
  conv: number;
  epoch: number;
  from: number;
  to: number;
  events: readonly ConversationEvent[];
  skipped: readonly (readonly number[])[];
}

export interface ExplainRequest {
  sessionId: number;
}

export interface Explanation {
  sessionId: number;
  steps: readonly ExplanationStep[];
  waiting?: WaitingExplanation;
}

export interface ExplanationCandidate {
  agentId: number;
  name: string;
  load: number;
  capacity: number;
  lastAssigned: number;
  excluded?: string;
  excludedUntil?: string;
  fit: number;
  rank: number;
  idleSince?: string;
}

export type ExplanationQuestion = "queue" | "agent" | "course";

export interface ExplanationStep {
  at: string;
  kind: string;
  question: ExplanationQuestion;
  what: Fact;
  because: readonly Fact[];
  rulesetVersion?: number;
  rule?: string;
  queue?: string;
  chosenAgent?: string;
  candidates: readonly ExplanationCandidate[];
  omitted: number;
}

export interface Fact {
  key: string;
  args: Readonly<Record<string, string>>;
  parts: readonly Fact[];
}

export const FactKeys = {
  enqueued: "enqueued",
  requeued: "requeued",
  offered: "offered",
  offerClosed: "offerClosed",
  assigned: "assigned",
  assignedFrom: "assignedFrom",
  preferred: "preferred",
  preferredUntil: "preferredUntil",
  onHold: "onHold",
  reactivated: "reactivated",
  consult: "consult",
  overCapacity: "overCapacity",
  step: "step",
  boosted: "boosted",
  promoted: "promoted",
  deferred: "deferred",
  deferredUntil: "deferredUntil",
  ended: "ended",
  ruleHeld: "rule.held",
  ruleOtherwise: "rule.otherwise",
  ruleFailed: "rule.failed",
  ruleFailedNothing: "rule.failedNothing",
  ruleHint: "rule.hint",
  chosenDirected: "chosen.directed",
  chosenManual: "chosen.manual",
  chosenNext: "chosen.next",
  chosenOnly: "chosen.only",
  chosenPolicy: "chosen.policy",
  load: "chosen.load",
  needMandatory: "need.mandatory",
  needPreferred: "need.preferred",
  needNothing: "need.nothing",
  all: "condition.all",
  any: "condition.any",
  not: "condition.not",
  channelIs: "condition.channel",
  entryPointIs: "condition.entryPoint",
  pathBegins: "condition.path",
  addressContains: "condition.address",
  languageIs: "condition.language",
  topicIs: "condition.topic",
  attributeExists: "condition.exists",
  attributeIs: "condition.is",
  attributeContains: "condition.contains",
  attributeAtLeast: "condition.atLeast",
  attributeAtMost: "condition.atMost",
  attributeMoreThan: "condition.moreThan",
  attributeLessThan: "condition.lessThan",
  botResultIs: "condition.botResult",
  waitRinging: "waiting.ringing",
  waitUnservable: "waiting.unservable",
  waitNobodyOnline: "waiting.nobodyOnline",
  waitDeclined: "waiting.declined",
  waitDelay: "waiting.delay",
  waitKept: "waiting.kept",
  waitAllBusy: "waiting.allBusy",
  waitPull: "waiting.pull",
  afterWait: "trigger.wait",
  beforeClosing: "trigger.queueClosing",
  atLength: "trigger.length",
  whenNobodyOnline: "trigger.nobodyOnline",
  atEta: "trigger.eta",
  ladderStep: "ladder.step",
  ladderOnline: "ladder.online",
  lowerSkill: "action.lowerSkill",
  dropSkill: "action.dropSkill",
  addQueue: "action.addQueue",
  moveToQueue: "action.moveToQueue",
  addBoost: "action.addBoost",
  offerFallback: "action.offerFallback",
  notifySupervisor: "action.notifySupervisor",
  toBot: "action.toBot",
  endIt: "action.end",
  hoursOpen: "hours.open",
  hoursClosed: "hours.closed",
  hoursNext: "hours.next",
  queueOpen: "queue.open",
  queueClosed: "queue.closed",
  admissionRoom: "admission.room",
  admissionRefused: "admission.refused",
  candidateRung: "candidates.rung",
  endFallback: "end.fallback",
  endOpens: "end.opens",
  endEnded: "end.ended",
  endToBot: "end.toBot",
  endWaits: "end.waits",
} as const;

export interface FallbackChoice {
  kind: string;
  target?: string;
  label?: string;
}

export const FallbackKinds = {
  message: "message",
  bot: "bot",
  callBack: "call_back",
  email: "email",
  link: "link",
} as const;

export const FeatureNames = {
  draftPreview: "draftPreview",
  transcriptMail: "transcriptMail",
  linkPreviews: "linkPreviews",
  webPush: "webPush",
} as const;

export interface FetchRequest {
  conv: number;
  epoch: number;
  after?: number;
  before?: number;
  limit: number;
}

export interface FieldFault {
  field: string;
  value?: string;
  rule: string;
}

export type FigureKind = "count" | "duration" | "number" | "rate" | "timeShare" | "totalTime" | "level" | "netScore" | "spread";

export interface ForecastAnswer {
  offeredLoad: number;
  servers: number;
  erlangC?: ForecastView;
  erlangA: ForecastView;
  simulation?: SimulationView;
  agentsNeeded?: number;
  staffing: readonly StaffingRow[];
}

export interface ForecastRequest {
  arrivalsPerHour: number;
  handleSeconds: number;
  patienceSeconds: number;
  agents: number;
  slotsPerAgent: number;
  targetSeconds: number;
  serviceLevel: number;
}

export interface ForecastView {
  serviceLevel: number;
  waitP50: number;
  waitP90: number;
  meanWait: number;
  abandonment: number;
  occupancy: number;
}

export interface Head {
  conv: number;
  epoch: number;
  seq: number;
  n: number;
  readSeq: number;
  readN: number;
  a?: number;
  readA?: number;
  mentions?: number;
}

export interface HeadsPage {
  heads: readonly Head[];
  more: boolean;
}

export interface HeadsPush {
  heads: readonly Head[];
}

export interface HeadsRequest {
  since: number;
  limit: number;
}

export interface HelloRequest {
  protocol: string;
  client: ClientInfo;
  token?: string;
  features?: readonly string[];
  cursors?: readonly Cursor[];
  previewConsent?: boolean;
}

export interface HistoryPage {
  conv: number;
  epoch: number;
  page: number;
  full: boolean;
  events: readonly ConversationEvent[];
  head?: number;
}

export interface HolidayRequest {
  calendar: string;
  zone: string;
  fromYear: number;
  years: number;
}

export interface HoursAhead {
  schedule: string;
  zone: string;
  from: string;
  until: string;
  boundaries: readonly HoursChange[];
  clockChanges: readonly ClockShift[];
}

export interface HoursAt {
  schedule: string;
  zone: string;
  at: string;
  open: boolean;
  layer: string;
  name?: string;
  date?: string;
  startMinute?: number;
  endMinute?: number;
  nextChange?: string;
  next: readonly HoursChange[];
}

export interface HoursChange {
  at: string;
  opens: boolean;
  layer: string;
  name?: string;
  offsetMinutes: number;
  clocksChanged: boolean;
}

export interface IAgentClient extends IConversationClient {
  Offer(offer: OfferCard): Promise<void>;
  OfferClosed(end: OfferEnd): Promise<void>;
  SessionState(session: SessionRow): Promise<void>;
  AgentState(agent: AgentSelf): Promise<void>;
  TicketState(ticket: TicketRow): Promise<void>;
  Mentions(mentions: UnreadMentions): Promise<void>;
}

export interface IAgentHub extends IConversationHub {
  SetPresence(request: SetPresenceRequest): Promise<ReplyOf<AgentSelf>>;
  Sessions(request: SessionsRequest): Promise<ReplyOf<SessionPage>>;
  Watch(request: WatchRequest): Promise<ReplyOf<Head>>;
  Unwatch(request: WatchRequest): Promise<Reply>;
  AcceptOffer(request: AcceptOfferRequest): Promise<ReplyOf<SessionRow>>;
  DeclineOffer(request: DeclineOfferRequest): Promise<Reply>;
  Transfer(request: TransferRequest): Promise<ReplyOf<SessionRow>>;
  End(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  WrapUpDone(request: SessionCommand): Promise<Reply>;
  Explain(request: ExplainRequest): Promise<ReplyOf<Explanation>>;
  Tickets(request: TicketsRequest): Promise<ReplyOf<TicketList>>;
  AnswerTicket(request: AnswerTicketRequest): Promise<ReplyOf<TicketRow>>;
  CloseTicket(request: TicketCommand): Promise<ReplyOf<TicketRow>>;
  OpenTicket(request: TicketCommand): Promise<ReplyOf<SessionRow>>;
  Claim(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  Hold(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  Unhold(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  Consult(request: TransferRequest): Promise<ReplyOf<SessionRow>>;
  CompleteConsult(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  CancelConsult(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  StaffConversation(request: StaffConversationRequest): Promise<ReplyOf<Head>>;
  Tag(request: TagSessionRequest): Promise<ReplyOf<SessionRow>>;
}

export interface IConversationClient {
  Events(push: EventsPush): Promise<void>;
  Receipts(receipts: Receipts): Promise<void>;
  ReadSync(sync: ReadSync): Promise<void>;
  Typing(signal: TypingSignal): Promise<void>;
  Heads(heads: HeadsPush): Promise<void>;
  Draft(draft: DraftState): Promise<void>;
  Control(control: Control): Promise<void>;
}

export interface IConversationHub {
  Hello(request: HelloRequest): Promise<ReplyOf<Welcome>>;
  Ping(request: PingRequest): Promise<ReplyOf<Pong>>;
  Send(request: SendRequest): Promise<ReplyOf<Ack>>;
  SendMany(request: SendManyRequest): Promise<ReplyOf<SendManyAnswer>>;
  Fetch(request: FetchRequest): Promise<ReplyOf<EventPage>>;
  MarkRead(request: MarkRequest): Promise<Reply>;
  MarkDelivered(request: MarkRequest): Promise<Reply>;
  Typing(request: TypingRequest): Promise<Reply>;
  CreateUpload(request: CreateUploadRequest): Promise<ReplyOf<UploadTicket>>;
  AttachmentLinks(request: AttachmentLinksRequest): Promise<ReplyOf<AttachmentLinks>>;
  Heads(request: HeadsRequest): Promise<ReplyOf<HeadsPage>>;
  SaveDraft(request: SaveDraftRequest): Promise<ReplyOf<DraftState>>;
  Drafts(request: DraftsRequest): Promise<ReplyOf<DraftList>>;
}

export interface IMonitorClient {
  BoardState(board: BoardState): Promise<void>;
  Control(control: Control): Promise<void>;
}

export interface IMonitorHub {
  Board(request: BoardRequest): Promise<ReplyOf<BoardState>>;
  Monitor(request: SessionCommand): Promise<ReplyOf<SessionRow>>;
  Unmonitor(request: SessionCommand): Promise<Reply>;
  Whisper(request: WhisperRequest): Promise<ReplyOf<Ack>>;
  Barge(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  Unbarge(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  TakeOver(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  Assign(request: AssignRequest): Promise<ReplyOf<SessionRow>>;
  Requeue(request: RequeueRequest): Promise<ReplyOf<SessionRow>>;
  Bump(request: BumpRequest): Promise<ReplyOf<SessionRow>>;
  End(request: VersionedCommand): Promise<ReplyOf<SessionRow>>;
  SetAgentPresence(request: SetAgentPresenceRequest): Promise<ReplyOf<AgentSelf>>;
}

export interface IVisitorClient extends IConversationClient {
  SessionState(session: VisitorSession): Promise<void>;
  QueueUpdate(update: QueueUpdate): Promise<void>;
}

export interface IVisitorHub extends IConversationHub {
  Start(request: StartRequest): Promise<ReplyOf<VisitorSession>>;
  RequestAgent(request: RequestAgentRequest): Promise<ReplyOf<VisitorSession>>;
  CancelWait(request: SessionCommand): Promise<ReplyOf<VisitorSession>>;
  QueueStatus(request: SessionCommand): Promise<ReplyOf<VisitorSession>>;
  WhyWaiting(request: SessionCommand): Promise<ReplyOf<VisitorWait>>;
  ChooseFallback(request: ChooseFallbackRequest): Promise<ReplyOf<VisitorSession>>;
  StillHere(request: SessionCommand): Promise<Reply>;
  End(request: SessionCommand): Promise<ReplyOf<VisitorSession>>;
  SubmitSurvey(request: SubmitSurveyRequest): Promise<ReplyOf<VisitorSession>>;
}

export type InsightDesk = "published" | "draft" | "both";

export interface Limits {
  maxTextLength: number;
  maxFrameBytes: number;
  sendPerSecond: number;
  sendBurst: number;
  maxUploadBytes: number;
  uploadExtensions: readonly string[];
  maxBodyBytes?: number;
  maxMentions?: number;
  maxSendMany?: number;
  maxFetch?: number;
  maxConnections?: number;
  editSeconds?: number;
  recallSeconds?: number;
  rates?: Readonly<Record<string, Rate>>;
}

export interface LinkPreview {
  url: string;
  site?: string;
  title?: string;
  description?: string;
}

export interface MailTranscriptRequest {
  commandId: string;
  sessionId: number;
  email: string;
  zone?: string;
}

export interface MarkRequest {
  conv: number;
  seq: number;
}

export const MentionNames = {
  all: "all",
} as const;

export interface MetricInfo {
  id: string;
  table: ReportTable;
  version: number;
  kind: FigureKind;
  name: string;
  definition: string;
}

export interface NewSavedReply {
  shared: boolean;
  locale?: string;
  shortcut: string;
  text: string;
}

export const NoteKinds = {
  sessionStarted: "session_started",
  queued: "queued",
  waitCancelled: "wait_cancelled",
  agentJoined: "agent_joined",
  agentLeft: "agent_left",
  agentLost: "agent_lost",
  agentBack: "agent_back",
  visitorLeft: "visitor_left",
  visitorBack: "visitor_back",
  transferred: "transferred",
  deferred: "deferred",
  messageLeft: "message_left",
  silenceWarning: "silence_warning",
  silenceCountdown: "silence_countdown",
  ended: "ended",
} as const;

export interface OfferCard {
  offerId: number;
  sessionId: number;
  conversationId: number;
  visitorName: string;
  queue: string;
  lastText?: string;
  page: PageInfo;
  createdAt: string;
  deadline: string;
  serverTime: string;
  fromAgent?: string;
  why: string;
  consult: boolean;
  broadcast: boolean;
  call?: WishedCall;
}

export interface OfferEnd {
  offerId: number;
  sessionId: number;
  outcome: string;
  reason?: string;
}

export interface OrderCard {
  number: string;
  status: string;
  url?: string;
  placedAt?: string;
  total?: string;
  lines?: readonly OrderLine[];
}

export interface OrderLine {
  title: string;
  quantity: number;
}

export interface PageInfo {
  url: string;
  title: string;
}

export interface Person {
  id: string;
  name: string;
}

export interface PingRequest {
  watched: readonly number[];
}

export interface Pong {
  serverTime: string;
  heads: readonly Head[];
}

export type Presence = "online" | "busy" | "away" | "offlineWhenDone" | "offline";

export interface ProductCard {
  id: string;
  title: string;
  url: string;
  imageUrl?: string;
  price?: string;
}

export const ProtocolVersion = {
  current: "1.1",
  lowest: "1.0",
} as const;

export interface PublishRequest {
  commandId: string;
  revision: number;
  note?: string;
}

export interface QueueUpdate {
  sessionId: number;
  position: number;
  etaMin?: number;
  etaMax?: number;
}

export interface Quote {
  seq: number;
  sender: string;
  senderName?: string;
  text?: string;
  gone: boolean;
}

export interface Rate {
  perSecond: number;
  burst: number;
}

export interface ReadSync {
  conv: number;
  readSeq: number;
  readN: number;
  readA?: number;
  mentions?: number;
}

export interface Receipts {
  conv: number;
  member: string;
  delivered: number;
  read: number;
}

export interface Reply {
  ok: boolean;
  error?: Error;
}

export interface ReplyOf<T> {
  ok: boolean;
  value?: T;
  error?: Error;
}

export interface Report {
  table: ReportTable;
  from: string;
  to: string;
  zone: string;
  by: ReportBy;
  per: ReportPer;
  metrics: readonly string[];
  rows: readonly ReportRow[];
  total: ReportRow;
  asOf: string;
}

export type ReportBy = "none" | "queue" | "agent" | "entryPoint" | "bot" | "rule";

export interface ReportFigure {
  metric: string;
  version: number;
  count: number;
  value: number;
  p50?: number;
  p90?: number;
  p95?: number;
  max?: number;
  low?: number;
  high?: number;
  ranked: boolean;
}

export type ReportPer = "whole" | "hour" | "day";

export interface ReportRow {
  key: string;
  label: string;
  start: string;
  end: string;
  figures: readonly ReportFigure[];
  unavailable?: Readonly<Record<string, number>>;
}

export interface ReportSession {
  sessionId: number;
  conversationId: number;
  at: string;
  value: number;
  of?: number;
  visitorName: string;
  entryPoint: string;
  queue?: string;
  agentId?: number;
  agentName?: string;
}

export interface ReportSessions {
  metric: MetricInfo;
  sessions: readonly ReportSession[];
  more: boolean;
}

export type ReportTable = "queues" | "conversations" | "agents" | "bot" | "satisfaction";

export interface RequestAgentRequest {
  commandId: string;
  sessionId: number;
  topic?: string;
}

export interface RequeueRequest {
  commandId: string;
  sessionId: number;
  version: number;
  toQueue: string;
  confirmed: boolean;
}

export interface RollBackRequest {
  commandId: string;
  note?: string;
}

export interface SaveDraftRequest {
  conv: number;
  text: string;
}

export interface SavedReply {
  id: number;
  shared: boolean;
  locale?: string;
  shortcut: string;
  text: string;
  revision: number;
}

export interface SavedReplyList {
  replies: readonly SavedReply[];
}

export interface SearchHit {
  conversationId: number;
  sessionId: number;
  seq?: number;
  at: string;
  amongStaff: boolean;
  sender?: string;
  senderName?: string;
  visitorName: string;
  visitorEmail?: string;
  queue?: string;
  agentName?: string;
  entryPoint: string;
  open: boolean;
  readable: boolean;
  snippet: readonly SearchPiece[];
}

export interface SearchPage {
  hits: readonly SearchHit[];
  next?: number;
  behind: boolean;
}

export interface SearchPiece {
  text: string;
  hit: boolean;
}

export interface SendManyAnswer {
  events: readonly Ack[];
}

export interface SendManyRequest {
  events: readonly SendRequest[];
}

export interface SendRequest {
  conv: number;
  clientMsgId: string;
  type: string;
  body: EventBody;
  replyTo?: number;
  mentions?: readonly string[];
  attachments?: readonly string[];
}

export interface SessionAlert {
  reason: SessionAlertReason;
  at: string;
}

export type SessionAlertReason = "unservable" | "allExcluded" | "overflow" | "returned";

export interface SessionCommand {
  commandId: string;
  sessionId: number;
}

export interface SessionPage {
  sessions: readonly SessionRow[];
  more: boolean;
}

export type SessionPhase = "created" | "bot" | "queued" | "offered" | "active" | "ended" | "deferred";

export interface SessionRow {
  sessionId: number;
  conversationId: number;
  visitorId: string;
  visitorName: string;
  channel: string;
  entryPoint: string;
  queue?: string;
  phase: SessionPhase;
  version: number;
  agentId?: number;
  agentName?: string;
  visitorOnline: boolean;
  locale: string;
  page: PageInfo;
  startedAt: string;
  enqueuedAt?: string;
  waitingOn: WaitingOn;
  waitingSince?: string;
  replyDueAt?: string;
  closesAt?: string;
  wrapUpUntil?: string;
  closeReason?: string;
  lastText?: string;
  why?: string;
  rating?: number;
  ratingComment?: string;
  head: Head;
  onHold: boolean;
  consultingAgentId?: number;
  consultingAgentName?: string;
  monitored: boolean;
  bargedAgentId?: number;
  bargedName?: string;
  staffConversationId?: number;
  round: number;
  step: number;
  context?: Readonly<Record<string, string>>;
  call?: WishedCall;
  tags?: readonly string[];
  asked?: AskedColleague;
  alert?: SessionAlert;
}

export interface SessionsRequest {
  view: SessionsView;
  queue?: string;
  after?: number;
}

export type SessionsView = "mine" | "queue" | "all";

export interface SetAgentPresenceRequest {
  commandId: string;
  agentId: number;
  presence: Presence;
  reason?: string;
  now: boolean;
}

export interface SetPresenceRequest {
  commandId: string;
  presence: Presence;
  reason?: string;
}

export interface SetupRequest {
  token: string;
  name: string;
  email: string;
  password: string;
}

export interface SignInRequest {
  email: string;
  password: string;
}

export interface SimulationView {
  figures: ForecastView;
  visitors: number;
  serviceLevelError: number;
}

export interface Source {
  articleId: string;
  title: string;
}

export interface StaffConversationRequest {
  sessionId: number;
}

export interface StaffDirectory {
  queues: readonly DirectoryQueue[];
  agents: readonly DirectoryAgent[];
}

export const StaffMarks = {
  note: "note",
  consult: "consult",
  whisper: "whisper",
} as const;

export interface StaffMember {
  id: number;
  name: string;
  email: string;
  active: boolean;
  roles: readonly string[];
  queues?: readonly string[];
  invitedUntil?: string;
}

export const StaffRoles = {
  agent: "agent",
  supervisor: "supervisor",
  administrator: "administrator",
} as const;

export interface StaffUser {
  id: number;
  name: string;
  email: string;
  roles: readonly string[];
}

export interface StaffingRow {
  agents: number;
  figures: ForecastView;
}

export interface StartRequest {
  commandId: string;
  page: PageInfo;
  context?: Readonly<Record<string, string>>;
}

export interface SubmitSurveyRequest {
  commandId: string;
  sessionId: number;
  score: number;
  solved?: boolean;
  comment?: string;
}

export interface SurveyInvitation {
  sessionId: number;
  segment: number;
  expiresAt: string;
}

export type SurveyPhase = "offered" | "answered" | "expired" | "skipped";

export interface SurveyView {
  phase: SurveyPhase;
  score?: number;
  expiresAt: string;
}

export interface SystemNote {
  kind: string;
  args: Readonly<Record<string, string>>;
}

export interface TagSessionRequest {
  commandId: string;
  sessionId: number;
  add: readonly string[];
  remove: readonly string[];
}

export interface TicketCommand {
  commandId: string;
  ticketId: number;
}

export interface TicketList {
  tickets: readonly TicketRow[];
}

export interface TicketRow {
  ticketId: number;
  sessionId: number;
  conversationId: number;
  visitorName: string;
  email?: string;
  text: string;
  status: TicketStatus;
  queue?: string;
  assignee?: string;
  createdAt: string;
  answeredAt?: string;
  page: PageInfo;
  kind: string;
  phone?: string;
  dueAt?: string;
}

export type TicketStatus = "open" | "answered" | "closed";

export interface TicketsRequest {
  status?: TicketStatus;
}

export interface TransferRequest {
  commandId: string;
  sessionId: number;
  version: number;
  toQueue?: string;
  toAgent?: number;
  confirmed: boolean;
}

export interface TypingRequest {
  conv: number;
  preview?: string;
}

export interface TypingSignal {
  conv: number;
  person: string;
  name?: string;
  preview?: string;
}

export interface UnreadMention {
  sessionId: number;
  conv: number;
  seq: number;
  at: string;
  by?: string;
  visitorName: string;
  text?: string;
}

export interface UnreadMentions {
  unread: readonly UnreadMention[];
  more: boolean;
}

export interface UploadProgress {
  attachmentId: string;
  state: string;
  offset: number;
  code?: string;
  attachment?: Attachment;
}

export const UploadStates = {
  uploading: "uploading",
  ready: "ready",
  refused: "refused",
} as const;

export interface UploadTicket {
  attachmentId: string;
  url: string;
  expiresAt: string;
}

export interface VersionRow {
  version: number;
  publishedAt: string;
  author: string;
  note?: string;
  rolledBackFrom?: number;
}

export interface VersionedCommand {
  commandId: string;
  sessionId: number;
  version: number;
}

export interface VisitorSession {
  sessionId: number;
  conversationId: number;
  phase: SessionPhase;
  version: number;
  agentName?: string;
  position?: number;
  agentLost: boolean;
  closesAt?: string;
  closeReason?: string;
  fallbacks: readonly string[];
  opensAt?: string;
  zone?: string;
  survey?: SurveyView;
  etaMin?: number;
  etaMax?: number;
  menu?: DeferredMenu;
  callBackAt?: string;
  resumableUntil?: string;
}

export interface VisitorTokenAnswer {
  token: string;
  expiresAt: string;
  visitorId: string;
  resumeToken: string;
}

export interface VisitorTokenRequest {
  entryPoint: string;
  resumeToken?: string;
  identityToken?: string;
}

export interface VisitorWait {
  reason?: string;
  position?: number;
  opensAt?: string;
  zone?: string;
}

export const VisitorWaitReasons = {
  asking: "asking",
  nobodyThere: "nobody_there",
  allBusy: "all_busy",
  closed: "closed",
} as const;

export interface WaitDeadline {
  kind: string;
  at: string;
}

export interface WaitingExplanation {
  at: string;
  reason: Fact;
  queue: string;
  position: number;
  length: number;
  queuedAt: string;
  tier: number;
  boostSeconds: number;
  round: number;
  needs: readonly Fact[];
  agents: readonly ExplanationCandidate[];
  conditions: Readonly<Record<string, number>>;
  omitted: number;
  next?: Fact;
  nextAt?: string;
  deadlines: readonly WaitDeadline[];
}

export type WaitingOn = "nobody" | "visitor" | "service";

export interface WatchRequest {
  conv: number;
}

export interface WebPushEnd {
  endpoint: string;
}

export interface WebPushKey {
  key: string;
}

export const WebPushKinds = {
  message: "message",
  mention: "mention",
  whisper: "whisper",
  offer: "offer",
} as const;

export interface WebPushNews {
  kind: string;
  sessionId: number;
  conv: number;
  seq: number;
  offerId?: number;
  unread: number;
  from: string;
  text?: string;
}

export interface WebPushSubscription {
  endpoint: string;
  p256dh: string;
  auth: string;
  previews: boolean;
}

export interface Welcome {
  connectionId: string;
  serverTime: string;
  protocol: string;
  features: readonly string[];
  limits: Limits;
  heartbeatSec: number;
  heads: readonly Head[];
  user: Person;
  moreHeads?: boolean;
}

export interface WhisperRequest {
  commandId: string;
  sessionId: number;
  text: string;
}

export interface WidgetConfig {
  entryPoint: string;
  name: string;
  status: string;
  opensAt?: string;
  frameUrl: string;
  brandColor: string;
  locale: string;
  texts: Readonly<Record<string, string>>;
}

export interface WishedCall {
  at: string;
  phone?: string;
  email?: string;
}

