import type { WidgetConfig } from "@servicedesk/protocol";
import { watchPages } from "./pages.ts";
import { readOptions, type Snippet, withDefaults } from "./settings.ts";
import { createWidget, type Widget } from "./widget.ts";

type Listener = (detail: unknown) => void;

const version = "0.1.0";

/** The page's side of the embed contract: `ServiceDesk(name, …)`. */
export function createCalls(snippet: Snippet, settings: unknown) {
  const listeners = new Map<string, Set<Listener>>();
  let options = { ...snippet.options, ...checked(settings) };
  let widget: Widget | undefined;
  let booting: Promise<Widget> | undefined;

  function call(name: unknown, first?: unknown, second?: unknown): unknown {
    switch (name) {
      case "boot":
        options = { ...options, ...checked(first) };
        return boot().then(() => undefined);
      case "show":
        return boot().then((one) => one.show(false));
      case "hide":
        return boot().then((one) => one.hide());
      case "setContext":
        options.context = first;
        widget?.setContext(first);
        return undefined;
      case "on":
        return on(`${first}`, second as Listener);
      case "off":
        listeners.get(`${first}`)?.delete(second as Listener);
        return undefined;
      case "get":
        return first === "version" ? version : widget?.get(`${first}`);
      default:
        return Promise.reject(refused(name));
    }
  }

  /** A call queued before the loader came: nobody holds its promise, so its refusal becomes an event. */
  function callEarly(queued: unknown[]): void {
    const answer = call(...(queued as [unknown]));
    if (answer instanceof Promise) {
      answer.catch((error: Refusal) => error.call && emit("error", { ...error }));
    }
  }

  function on(event: string, listener: Listener): () => void {
    const set = listeners.get(event) ?? new Set();
    listeners.set(event, set.add(listener));
    return () => set.delete(listener);
  }

  function emit(event: string, detail?: unknown): void {
    listeners.get(event)?.forEach((listener) => {
      try {
        listener(detail);
      } catch (error) {
        // The page's own fault is reported to the page and does not reach the widget.
        setTimeout(() => {
          throw error;
        });
      }
    });
  }

  /** Starts after the page has loaded, when it is idle; nothing is shown when that fails. */
  function startWhenIdle(): void {
    const start = () =>
      boot().catch(() =>
        // A later page view of a single-page host tries again.
        watchPages(() => boot().catch(() => undefined)),
      );
    const idle = () =>
      "requestIdleCallback" in window
        ? requestIdleCallback(start, { timeout: 3_000 })
        : setTimeout(start, 200);
    if (document.readyState === "complete") {
      idle();
    } else {
      addEventListener("load", idle);
    }
  }

  function boot(): Promise<Widget> {
    booting ??= load().catch((error: unknown) => {
      booting = undefined;
      throw error;
    });
    return booting;
  }

  async function load(): Promise<Widget> {
    if (snippet.consentRequired) {
      const refusal = refused("consent");
      emit("error", { ...refusal });
      throw refusal;
    }

    const all = withDefaults(options);
    const query = new URLSearchParams({
      c: snippet.channel,
      locale: all.locale ?? navigator.language,
    });
    try {
      const answer = await fetch(`${snippet.origin}/api/visitor/config?${query}`, {
        credentials: "omit",
      });
      const config = (await answer.json()) as WidgetConfig;
      widget = createWidget(snippet.channel, all, config, emit);
    } catch (error) {
      emit("error", { code: "unavailable" });
      throw error;
    }

    emit("ready");
    return widget;
  }

  return { call, callEarly, startWhenIdle, version };
}

interface Refusal extends Error {
  code: "feature_disabled";
  /** The call, as the page named it. */
  call: unknown;
}

/** A call that is part of the embed contract but not offered by this version. */
function refused(call: unknown): Refusal {
  const error = new Error(`ServiceDesk("${call}") is not available in this version`);
  return Object.assign(error, { code: "feature_disabled" as const, call });
}

function checked(given: unknown) {
  const { options, ignored } = readOptions(given);
  if (ignored[0]) {
    // eslint-disable-next-line no-console -- the one sign that the page's author gets
    console.warn(`ServiceDesk ignores: ${ignored}`);
  }

  return options;
}
