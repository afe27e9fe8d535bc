import type { PageInfo, WidgetConfig } from "@servicedesk/protocol";

/**
 * What loader and frame say to each other. The frame says hello with the exact origin of its host as target; the
 * loader checks origin and source and answers with one end of a MessageChannel; all else goes through that.
 */
export const bridgeMark = "servicedesk.bridge.1";

export interface BridgeHello {
  mark: typeof bridgeMark;
  kind: "hello";
}

export interface BridgePort {
  mark: typeof bridgeMark;
  kind: "port";
}

export type Theme = "light" | "dark" | "auto";

/** What the frame is told first. */
export interface FrameStart {
  page: PageInfo;
  locale?: string;
  theme: Theme;
  /** As the page gave it. */
  context?: unknown;
  config: WidgetConfig;
  /** The mirrored resume token, when the host keeps one. */
  resumeToken?: string;
  /** False: nothing may be stored in the frame either. */
  mayStore: boolean;
  /** A conversation was open when the visitor was last seen: connect at once. */
  resume: boolean;
}

export type ToFrame =
  | { kind: "start"; start: FrameStart }
  | { kind: "page"; page: PageInfo }
  | { kind: "context"; context: unknown }
  /** `byVisitor` moves focus into the panel. */
  | { kind: "shown"; byVisitor: boolean }
  | { kind: "hidden" }
  /** The panel fills the window, so it is modal. */
  | { kind: "layout"; full: boolean };

export type ToHost =
  | { kind: "close" }
  | { kind: "unread"; count: number }
  /** Keep this for the next page; sent only after the visitor's first interaction. */
  | { kind: "keep"; resumeToken: string; visitorId: string }
  | { kind: "active"; active: boolean }
  | { kind: "event"; name: string; detail?: unknown };

/** What the frame reads from its address's fragment, which never reaches a server. */
export interface FrameAddress {
  /** Origin of the host page; absent in a window of its own. */
  host?: string;
  locale?: string;
  /** The page that the chat was opened from, for a window of its own. */
  page?: PageInfo;
}

export function writeFrameAddress(frameUrl: string, address: FrameAddress): string {
  const { host = "", locale = "", page } = address;
  const fragment = { h: host, l: locale, p: page?.url ?? "", t: page?.title ?? "" };
  return `${frameUrl}#${new URLSearchParams(fragment)}`;
}

export function readFrameAddress(hash: string): FrameAddress {
  const fragment = new URLSearchParams(hash.replace(/^#/, ""));
  const get = (name: string) => fragment.get(name) || undefined;
  const url = get("p");
  return {
    host: get("h"),
    locale: get("l"),
    page: url ? { url, title: get("t") ?? "" } : undefined,
  };
}
