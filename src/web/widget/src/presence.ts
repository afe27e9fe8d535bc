import type { ToFrame } from "@servicedesk/loader/bridge";
import type { PageInfo } from "@servicedesk/protocol";

/** What the host page last said: where the visitor is and whether the panel is seen. */
export class Presence {
  page: PageInfo = { url: location.origin + location.pathname, title: "" };
  shown = false;
  full = false;
  /** The visitor opened the panel by hand, or touched it, now or on an earlier page. */
  interacted = false;
  /** Counts how often the visitor opened the panel by hand: each time focus goes to the composer. */
  opened = 0;
  /** What was typed and not sent; it moves between composer and message form. */
  draft = "";
  email = "";
  onChange: () => void = () => undefined;

  said(message: Exclude<ToFrame, { kind: "start" }>): void {
    switch (message.kind) {
      case "page":
        this.page = message.page;
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
