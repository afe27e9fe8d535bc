import { bridgeMark, type ToFrame, type ToHost } from "./bridge.ts";

export interface PanelEvents {
  /** The frame is there, for the first time or again after it was loaded anew. */
  connected(): void;
  said(message: ToHost): void;
  /** No hello came in time: the page forbids the frame, or the network is very slow. */
  blocked(): void;
}

const HELLO_MS = 5_000;

/** The cross-origin frame and the port to it. */
export function createPanel(url: string, title: string, events: PanelEvents) {
  const { origin } = new URL(url);
  const frame = document.createElement("iframe");
  const timer = setTimeout(events.blocked, HELLO_MS);
  let port: MessagePort | undefined;

  addEventListener("message", ({ source, origin: from, data }) => {
    const target = frame.contentWindow;
    if (
      !target ||
      source !== target ||
      from !== origin ||
      data?.mark !== bridgeMark ||
      data.kind !== "hello"
    ) {
      return;
    }

    clearTimeout(timer);
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (said: MessageEvent<ToHost>) => events.said(said.data);
    target.postMessage({ mark: bridgeMark, kind: "port" }, origin, [channel.port2]);
    events.connected();
  });

  frame.title = title;
  frame.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
  );
  // The microphone is for voice notes; the visitor is asked all the same.
  frame.allow = "microphone; clipboard-write";
  frame.src = url;
  return { frame, tell: (message: ToFrame) => port?.postMessage(message) };
}
