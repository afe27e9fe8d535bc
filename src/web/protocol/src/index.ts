export * from "./contracts.g.ts";
export { backoff, type BackoffOptions } from "./backoff.ts";
export { FETCH_TRIES, GAP_BUFFER } from "./catchUp.ts";
export { isChange, isGone, type Reaction } from "./changes.ts";
export { Connection, type ConnectionOptions, type ConnectionState } from "./connection.ts";
export {
  type Conversation,
  type ConversationAction,
  type ConversationPhase,
  newConversation,
  reduceConversation,
  unread,
  type Wanted,
} from "./conversation.ts";
export { Conversations, type ConversationsOptions } from "./conversations.ts";
export { type AccessToken, type Handshake, TokenRefused } from "./handshake.ts";
export { Outbox, type OutboxItem, type OutboxOptions, type OutboxState } from "./outbox.ts";
export { OutboxStore } from "./outboxStore.ts";
export { type PageSignals } from "./pageSignals.ts";
export { LocalCodes, refused } from "./replies.ts";
export { sharedConnection } from "./tabs/sharedConnection.ts";
export { sharedOutbox } from "./tabs/sharedOutbox.ts";
export { browserTools, JOINED, Tabs, type TabTools } from "./tabs/tabs.ts";
export { type Delivery, timeline, type TimelineEntry } from "./timeline.ts";
export { loadClient, stockTransport, type Transport, type TransportKind } from "./transport.ts";
export { uuidv7 } from "./uuid.ts";
