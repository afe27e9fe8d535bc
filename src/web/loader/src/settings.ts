import type { Theme } from "./bridge.ts";

export interface Options {
  /** BCP 47 tag; otherwise the browser's. */
  locale?: string;
  /** Which side of the page the launcher stands at. Default end. */
  side: "start" | "end";
  /** CSS pixels from the corner. Default 20, 20. */
  offset: { x: number; y: number };
  /** Default 2147483000. */
  zIndex: number;
  /** Shows no button; the page calls show by itself. Default false. */
  hideLauncher: boolean;
  /** Default auto: as the system. */
  theme: Theme;
  /** Opens the panel at once, without taking focus. Default false. */
  openOnLoad: boolean;
  /** What the page says of the visitor or of itself, flat and unverified: routing rules may ask for it, staff see it. */
  context?: unknown;
  /** Where the opaque resume token may be kept: in the page too, only in the frame, or nowhere. Default host. */
  persistence: "host" | "frame" | "none";
}

export interface Snippet {
  channel: string;
  /** Origin that the loader came from: the chat origin. */
  origin: string;
  autostart: boolean;
  consentRequired: boolean;
  options: Partial<Options>;
}

const defaults: Options = {
  locale: undefined,
  side: "end",
  offset: { x: 20, y: 20 },
  zIndex: 2147483000,
  hideLauncher: false,
  theme: "auto",
  openOnLoad: false,
  context: undefined,
  persistence: "host",
};

/** Splits given options into those that hold and the names of those that are not known here. */
export function readOptions(given: unknown): { options: Partial<Options>; ignored: string[] } {
  const entries = Object.entries(given ?? {});
  return {
    options: Object.fromEntries(entries.filter(([name]) => name in defaults)),
    ignored: entries.map(([name]) => name).filter((name) => !(name in defaults)),
  };
}

export function withDefaults(options: Partial<Options>): Options {
  return { ...defaults, ...options };
}

/** The snippet's own tag; undefined when the file was not loaded by it. */
export function readSnippet(script: HTMLScriptElement | null): Snippet | undefined {
  const channel = script?.dataset.channel;
  if (!script || !channel) {
    return undefined;
  }

  const { locale, autostart, consent } = script.dataset;
  return {
    channel,
    origin: new URL(script.src).origin,
    autostart: autostart !== "false",
    consentRequired: consent === "required",
    options: locale ? { locale } : {},
  };
}
