import "@servicedesk/ui/tokens.css";
import "./base.css";
import type { FrameStart } from "@servicedesk/loader/bridge";
import { readFrameAddress } from "@servicedesk/loader/bridge";
import { type Catalogue, chooseLocale, readableBrand, translator } from "@servicedesk/ui";
import { browserTools, loadClient, OutboxStore, Tabs } from "@servicedesk/protocol";
import { render } from "preact";
import { Chat } from "./chat/chat.ts";
import { Identity } from "./chat/identity.ts";
import { formatsOf } from "./formats.ts";
import { connectHost } from "./host.ts";
import { Presence } from "./presence.ts";
import { contextOf } from "./pageContext.ts";
import { onceAFrame } from "./schedule.ts";
import { App } from "./views/App.tsx";
import { WidgetContext } from "./views/context.ts";

/** How long a hidden panel with nothing open keeps its connection (milliseconds). */
const REST_MS = 300_000;

const channel = new URLSearchParams(location.search).get("c") ?? "";
const address = readFrameAddress(location.hash);
const presence = new Presence();
let started = false;
let resting: ReturnType<typeof setTimeout> | undefined;

// Not waited for: it comes while the panel is drawn. A failure shows when the connection starts.
loadClient().catch(() => undefined);

const host = connectHost(address, channel, {
  start: (start) => void begin(start),
  said: (message) => presence.said(message),
});

async function begin(start: FrameStart): Promise<void> {
  if (started) {
    return;
  }

  started = true;
  presence.page = start.page;
  presence.context = contextOf(start.context);
  presence.interacted ||= start.resume;
  const locale = chooseLocale([start.locale, start.config.locale, ...navigator.languages]);
  applyTheme(start);
  const catalogue = await fetch(`/w/locales/${locale}.json`)
    .then((answer) => answer.json() as Promise<Catalogue>)
    .catch(() => ({}));
  const t = translator(locale, catalogue);
  document.documentElement.lang = locale;
  document.title = t("widget.title", { name: start.config.name });

  // Where nothing may be stored, each page is a visit of its own.
  const tabs = new Tabs(`servicedesk.${channel}`, start.mayStore ? browserTools() : undefined);
  presence.draftKey = start.mayStore ? `servicedesk.draft.${channel}` : undefined;
  const identity = new Identity({
    entryPoint: channel,
    tabs,
    resumeToken: start.resumeToken,
    mayStore: start.mayStore,
    interacted: presence.interacted,
    kept: (answer) => host.tell({ kind: "keep", ...answer }),
  });
  const chat = new Chat({
    identity,
    locale,
    tabs,
    store: start.mayStore ? new OutboxStore(`visitor.${channel}`) : undefined,
    page: () => presence.page,
    context: () => presence.context,
    changed: onceAFrame(draw),
    composing: draw,
    nothingOpen: () => host.tell({ kind: "active", active: false }),
    event: (name, detail) => host.tell({ kind: "event", name, detail }),
  });
  const context = {
    t,
    formats: formatsOf(locale, t),
    chat,
    host,
    presence,
    name: start.config.name,
    status: start.config.status,
    opensAt: start.config.opensAt,
    locale,
    mayStore: start.mayStore,
  };

  const interact = () => {
    presence.interacted = true;
    identity.interact();
    draw();
  };
  addEventListener("pointerdown", interact, { once: true });
  addEventListener("keydown", interact, { once: true });
  presence.onChange = () => {
    if (presence.interacted) {
      identity.interact();
    }

    clearTimeout(resting);
    if (presence.shown) {
      chat.open(true);
    } else {
      resting = setTimeout(() => chat.rest(), REST_MS);
    }

    draw();
  };
  if (start.resume) {
    chat.open(false);
  }

  if (identity.returns) {
    void chat.restore();
  }

  presence.onChange();

  function draw(): void {
    const app = document.getElementById("app");
    if (app) {
      render(
        <WidgetContext.Provider value={context}>
          <App state={chat.state} shown={presence.shown} full={presence.full} />
        </WidgetContext.Provider>,
        app,
      );
    }
  }
}

/** The brand colour, corrected until it can be read in the theme that is shown. */
function applyTheme({ theme, config }: FrameStart): void {
  const { style, dataset } = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const isDark = theme === "dark" || (theme === "auto" && dark.matches);
    // The lightest ground that brand-coloured words stand on.
    const brand = readableBrand(config.brandColor, isDark ? "#1b2029" : "#ffffff");
    style.setProperty("--sd-brand", brand.fill);
    style.setProperty("--sd-on-brand", brand.on);
    style.setProperty("--sd-brand-text", brand.text);
  };
  if (theme !== "auto") {
    dataset.theme = theme;
  }

  dark.addEventListener("change", paint);
  paint();
}
