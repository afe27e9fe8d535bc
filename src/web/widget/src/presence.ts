import type { ToFrame } from "@servicedesk/loader/bridge";
import type { PageInfo } from "@servicedesk/protocol";
import { contextOf } from "./pageContext.ts";
import { store, stored } from "./storage.ts";

/** What the host page last said: where the visitor is and whether the panel is seen. */
export class Presence {
  page: PageInfo = { url: location.origin + location.pathname, title: "" };
  shown = false;
  full = false;
  /** What the page says of the visitor, by name. */
  context: Readonly<Record<string, string>> = {};
  /** The visitor opened the panel by hand, or touched it, now or on an earlier page. */
  interacted = false;
  /** Counts how often the visitor opened the panel by hand: each time focus goes to the composer. */
  opened = 0;
  /** Where the draft outlives the page, once the visitor has taken part; undefined where nothing may be stored. */
  draftKey: string | undefined;
  email = "";
  onChange: () => void = () => undefined;
  private typed: string | undefined;

  /** What was typed and not sent; it moves between composer and message form. */
  get draft(): string {
    this.typed ??= (this.draftKey && stored(this.draftKey)) ?? "";
    return this.typed;
  }

  set draft(text: string) {
    const changed = text !== this.draft;
    this.typed = text;
    if (this.draftKey && changed && this.interacted) {
      store(this.draftKey, text);
    }
  }

  said(message: Exclude<ToFrame, { kind: "start" }>): void {
    switch (message.kind) {
      case "page":
        this.page = message.page;
        return;
      case "context":
        this.context = contextOf(message.context);
        return;
      case "shown":
        this.opened += message.byVisitor ? 1 : 0;
        this.interacted ||= message.byVisitor;
        this.shown = true;
        break;
      case "hidden":
        this.shown = false;
        break;
      case "layout":
        this.full = message.full;
        break;
    }

    this.onChange();
  }
}
