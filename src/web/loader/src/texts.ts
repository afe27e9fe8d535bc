import type { WidgetConfig } from "@servicedesk/protocol";

/** For a text that the configuration lacks: the button must have a name in any case. */
const english: Readonly<Record<string, string>> = {
  open: "Open chat",
  unread_other: "Open chat, {{count}} unread",
  close: "Close chat",
  frame: "Chat",
  window: "Open chat in its own window",
};

export type LauncherText = "open" | "close" | "frame" | "window" | "unread";

/** Words of the launcher in the channel's locale, plural forms included. */
export function launcherTexts({ texts, locale }: WidgetConfig) {
  const find = (key: string) => texts[`launcher.${key}`] ?? english[key];
  return (key: LauncherText, count = 0): string => {
    const form = key === "unread" ? new Intl.PluralRules(locale || "en").select(count) : "";
    const text = find(form ? `${key}_${form}` : key) ?? find(`${key}_other`) ?? key;
    return text.replace("{{count}}", `${count}`);
  };
}
