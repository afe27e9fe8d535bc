import type { Locale, Translate } from "@servicedesk/ui";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Formats } from "../formats.ts";
import type { Host } from "../host.ts";
import type { Presence } from "../presence.ts";

/** What stays the same while the widget runs. */
export interface WidgetParts {
  t: Translate;
  formats: Formats;
  chat: Chat;
  host: Host;
  presence: Presence;
  /** The channel's name. */
  name: string;
  /** online or closed, when the page was loaded. */
  status: string;
  opensAt?: string;
  locale: Locale;
  /** False while nothing may outlive the page. */
  mayStore: boolean;
}

export const WidgetContext = createContext<WidgetParts | undefined>(undefined);

export function useWidget(): WidgetParts {
  const parts = useContext(WidgetContext);
  if (!parts) {
    throw new Error("Views stand inside a WidgetContext.");
  }

  return parts;
}
