import { inkOn } from "@servicedesk/ui";
import css from "./launcher.css?inline";
import type { Options } from "./settings.ts";
import type { LauncherText } from "./texts.ts";

export type Texts = (key: LauncherText, count?: number) => string;

export interface LauncherEvents {
  pressed(): void;
  /** The pointer or the focus came: time to warm the panel up. */
  approached(): void;
}

const chatPath =
  "M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.3 4.5 3.3 5.9l-.5 3.1c-.1.5.4.9.9.6l3.4-1.7c.6.1 1.2.2 1.9.2 5 0 9-3.5 9-7.9s-4-7.9-9-7.9z";
const downPath = "M6 9.5l6 6 6-6";

/** True when the panel fills the window. */
export const isFull = () => innerWidth < 480 || innerHeight < 420;

/** The button and the room for the panel, in an open shadow root with a constructed style sheet. */
export function createLauncher(
  options: Options,
  brandColor: string,
  texts: Texts,
  events: LauncherEvents,
) {
  const host = element("div");
  const root = element("div");
  const panel = element("div", "p");
  const badge = element("span", "n");
  const button = element("button", "b");
  const mark = (name: string, on: boolean) => root.classList.toggle(name, on);
  const vary = (name: string, value: string) => root.style.setProperty(`--${name}`, value);
  let unread = 0;
  let isOpen = false;
  let isLink = false;
  let restorePage: (() => void) | undefined;

  function describe(): void {
    const name = isLink ? "window" : isOpen ? "close" : unread ? "unread" : "open";
    button.ariaLabel = texts(name, unread);
    button.role = isLink ? "link" : null;
    button.ariaExpanded = isLink ? null : `${isOpen}`;
    button.ariaHasPopup = isLink ? null : "dialog";
    badge.textContent = unread > 9 ? "9+" : `${unread}`;
    badge.hidden = isOpen || !unread;
  }

  /** Full screen on small windows: sized by the visual viewport, the page behind it inert and still. */
  function layout(): void {
    const covers = isFull() && isOpen;
    const viewport = window.visualViewport;
    mark("full", isFull());
    if (covers && viewport) {
      vary("t", `${viewport.offsetTop}px`);
      vary("h", `${viewport.height}px`);
    }

    if (!covers) {
      restorePage?.();
      restorePage = undefined;
    } else {
      restorePage ??= quietPage(host);
    }
  }

  /** True when the focused control of the page lies under the button. */
  function coversFocus(): boolean {
    const focused = document.activeElement;
    if (!focused || focused === document.body || focused === host) {
      return false;
    }

    const a = focused.getBoundingClientRect();
    const b = button.getBoundingClientRect();
    return (
      a.height < innerHeight / 2 &&
      a.left < b.right &&
      b.left < a.right &&
      a.top < b.bottom &&
      b.top < a.bottom
    );
  }

  button.type = "button";
  button.append(icon("chat", chatPath, "fill"), icon("down", downPath, "stroke"), badge);
  button.onclick = events.pressed;
  button.onpointerenter = button.onfocus = events.approached;
  badge.ariaHidden = "true";

  host.dir = getComputedStyle(document.documentElement).direction;
  mark("start", options.side === "start");
  mark("none", options.hideLauncher);
  vary("fill", brandColor);
  vary("on", inkOn(brandColor));
  vary("z", `${options.zIndex}`);
  vary("x", `${options.offset.x}px`);
  vary("y", `${options.offset.y}px`);
  panel.style.colorScheme = options.theme === "auto" ? "light dark" : options.theme;

  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  root.append(button, panel);
  shadow.append(root);
  describe();

  addEventListener("resize", layout);
  window.visualViewport?.addEventListener("resize", layout);
  window.visualViewport?.addEventListener("scroll", layout);
  document.addEventListener("fullscreenchange", () => mark("away", !!document.fullscreenElement));
  document.addEventListener("focusin", () => mark("aside", coversFocus()));

  // A page that wipes its body gets the same node back.
  const attach = () => host.isConnected || document.body.append(host);
  new MutationObserver(attach).observe(document.documentElement, {
    childList: true,
    subtree: true,
  });

  return {
    attach,
    hold: (frame: HTMLIFrameElement) => panel.append(frame),
    /** @param animate false after a navigation, where the panel was open before */
    setOpen(open: boolean, animate: boolean): void {
      isOpen = open;
      mark("still", !animate);
      mark("open", open);
      layout();
      describe();
    },
    setUnread(count: number): void {
      unread = count;
      describe();
    },
    /** Whether pressing the button leaves the page instead of opening the panel. */
    setLink(link: boolean): void {
      isLink = link;
      describe();
    },
    focus: () => button.focus(),
    hasFocus: () => shadow.activeElement !== null,
  };
}

/** Keeps everything but one element from focus, pointer and scrolling; returns how to undo it. */
function quietPage(except: Element): () => void {
  const others = [...document.body.children].filter(
    (child): child is HTMLElement =>
      child instanceof HTMLElement && child !== except && !child.inert,
  );
  const { style } = document.documentElement;
  const { overflow } = style;
  const makeInert = (inert: boolean) => others.forEach((child) => (child.inert = inert));
  style.overflow = "hidden";
  makeInert(true);
  return () => {
    makeInert(false);
    style.overflow = overflow;
  };
}

function icon(name: string, path: string, paint: "fill" | "stroke"): SVGSVGElement {
  const make = <K extends "svg" | "path">(tag: K) =>
    document.createElementNS("http://www.w3.org/2000/svg", tag);
  const svg = make("svg");
  const shape = make("path");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.ariaHidden = "true";
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "none");
  shape.setAttribute(paint, "currentColor");
  svg.append(shape);
  return svg;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
