import {
  bridgeMark,
  type FrameAddress,
  type FrameStart,
  type ToFrame,
  type ToHost,
} from "@servicedesk/loader/bridge";
import type { WidgetConfig } from "@servicedesk/protocol";

/** The page around the frame, or nobody when the chat has a window of its own. */
export interface Host {
  readonly embedded: boolean;
  tell(message: ToHost): void;
}

export interface HostEvents {
  start(start: FrameStart): void;
  said(message: Exclude<ToFrame, { kind: "start" }>): void;
}

/** Says hello to the host's exact origin and takes the port that it answers with. */
export function connectHost(address: FrameAddress, channel: string, events: HostEvents): Host {
  const { host } = address;
  if (!host || window.parent === window) {
    void startAlone(address, channel, events);
    return { embedded: false, tell: () => undefined };
  }

  let port: MessagePort | undefined;
  const early: ToHost[] = [];
  addEventListener("message", (event: MessageEvent<{ mark?: unknown; kind?: unknown } | null>) => {
    const trusted = event.source === window.parent && event.origin === host;
    const [offered] = event.ports;
    if (!trusted || event.data?.mark !== bridgeMark || event.data.kind !== "port" || !offered) {
      return;
    }

    port = offered;
    port.onmessage = ({ data }: MessageEvent<ToFrame>) =>
      data.kind === "start" ? events.start(data.start) : events.said(data);
    early.splice(0).forEach((message) => offered.postMessage(message));
  });
  window.parent.postMessage({ mark: bridgeMark, kind: "hello" }, host);
  return {
    embedded: true,
    tell: (message) => (port ? port.postMessage(message) : early.push(message)),
  };
}

async function startAlone(
  address: FrameAddress,
  channel: string,
  events: HostEvents,
): Promise<void> {
  const query = new URLSearchParams({ c: channel, locale: address.locale ?? navigator.language });
  const config = await fetch(`/api/visitor/config?${query}`)
    .then((answer) => (answer.ok ? (answer.json() as Promise<WidgetConfig>) : undefined))
    .catch(() => undefined);
  events.start({
    page: address.page ?? { url: location.origin + location.pathname, title: document.title },
    locale: address.locale,
    theme: "auto",
    config: config ?? {
      entryPoint: channel,
      name: location.hostname,
      status: "online",
      frameUrl: location.href,
      brandColor: "#2f5bd7",
      locale: address.locale ?? navigator.language,
      texts: {},
    },
    mayStore: true,
    resume: true,
  });
  events.said({ kind: "shown", byVisitor: true });
}
