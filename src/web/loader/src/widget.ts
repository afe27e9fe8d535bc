import type { WidgetConfig } from "@servicedesk/protocol";
import { type ToHost, writeFrameAddress } from "./bridge.ts";
import { createLauncher, isFull } from "./launcher.ts";
import { createMemory } from "./memory.ts";
import { pageInfo, watchPages } from "./pages.ts";
import { createPanel } from "./panel.ts";
import type { Options } from "./settings.ts";
import { launcherTexts } from "./texts.ts";

export type Emit = (event: string, detail?: unknown) => void;

export type Widget = ReturnType<typeof createWidget>;

/** The widget on its host page, once the channel's configuration is there. */
export function createWidget(channel: string, options: Options, config: WidgetConfig, emit: Emit) {
  const memory = createMemory(channel, options.persistence);
  const texts = launcherTexts(config);
  const locale = options.locale ?? config.locale;
  const known = { isOpen: false, unread: 0, visitorId: undefined as string | undefined };
  let panel: ReturnType<typeof createPanel> | undefined;
  let blocked = false;
  /** The panel was open when its frame was taken for forbidden. */
  let wasOpen = false;
  let byVisitor = false;

  const launcher = createLauncher(options, config.brandColor, texts, {
    pressed: () => (blocked ? leave() : known.isOpen ? hide() : show(true)),
    approached: warm,
  });

  function warm() {
    if (!panel) {
      const url = writeFrameAddress(config.frameUrl, { host: location.origin, locale });
      panel = createPanel(url, texts("frame"), { connected, said, blocked: frameBlocked });
      launcher.hold(panel.frame);
    }

    return panel;
  }

  function connected(): void {
    const comesLate = blocked && wasOpen;
    blocked = wasOpen = false;
    launcher.setLink(false);
    const { token, active } = memory.read();
    const { theme, persistence, context } = options;
    panel?.tell({
      kind: "start",
      start: {
        page: pageInfo(),
        locale,
        theme,
        context,
        config,
        resumeToken: persistence === "host" ? token : undefined,
        mayStore: persistence !== "none",
        resume: !!active,
      },
    });
    tellLayout();
    if (comesLate) {
      show(byVisitor);
    } else {
      tellShown();
    }
  }

  function tellLayout(): void {
    panel?.tell({ kind: "layout", full: isFull() });
  }

  function tellShown(): void {
    if (known.isOpen) {
      panel?.tell({ kind: "shown", byVisitor });
    }
  }

  /** @param asked the visitor asked for it: focus goes into the panel, and comes back when it closes */
  function show(asked: boolean, animate = true): void {
    if (known.isOpen || blocked) {
      return;
    }

    byVisitor = asked;
    known.isOpen = true;
    const { frame } = warm();
    launcher.setOpen(true, animate);
    if (asked) {
      frame.focus();
      memory.write({ open: true });
    }

    tellShown();
    emit("open");
  }

  function hide(): void {
    if (!known.isOpen) {
      return;
    }

    if (memory.read().open) {
      memory.write({ open: false });
    }

    close();
  }

  function close(): void {
    const returnFocus = byVisitor || launcher.hasFocus();
    known.isOpen = false;
    launcher.setOpen(false, true);
    panel?.tell({ kind: "hidden" });
    if (returnFocus) {
      launcher.focus();
    }

    emit("close");
  }

  function said(message: ToHost): void {
    switch (message.kind) {
      case "close":
        hide();
        break;
      case "unread":
        known.unread = message.count;
        launcher.setUnread(message.count);
        emit("unread", message.count);
        break;
      case "keep":
        known.visitorId = message.visitorId;
        memory.write({ token: message.resumeToken });
        break;
      case "active":
        memory.write({ active: message.active });
        break;
      case "event":
        emit(message.name, message.detail);
    }
  }

  // A frame that comes after all, over a slow network, is shown again; the page keeps that it was open.
  function frameBlocked(): void {
    wasOpen = known.isOpen;
    if (wasOpen) {
      close();
    }

    blocked = true;
    launcher.setLink(true);
    emit("error", { code: "frame_blocked" });
  }

  /** The chat in a window of its own, for a page that forbids the frame. */
  function leave(): void {
    wasOpen = false;
    open(writeFrameAddress(config.frameUrl, { locale, page: pageInfo() }), "_blank", "noopener");
  }

  // Where the visitor was on the page before, the chat goes on.
  launcher.attach();
  const kept = memory.read();
  if (options.openOnLoad || (kept.open && kept.active)) {
    show(false, false);
  } else if (kept.active) {
    warm();
  }

  watchPages((page) => panel?.tell({ kind: "page", page }));
  addEventListener("resize", tellLayout);
  return {
    show,
    hide,
    setContext(context: unknown): void {
      options.context = context;
      panel?.tell({ kind: "context", context });
    },
    get: (key: string): unknown =>
      key === "status" ? config.status : known[key as keyof typeof known],
  };
}
