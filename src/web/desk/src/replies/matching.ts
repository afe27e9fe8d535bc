import type { SavedReply } from "@servicedesk/protocol";

/** So many are listed at most. */
const most = 30;

/** What stands behind a slash that begins the text; undefined when no reply is being looked for. */
export function slashWord(text: string): string | undefined {
  return /^\/[^\s/]{0,60}$/.test(text) ? text.slice(1) : undefined;
}

/**
 * The replies whose shortcut or text holds the word: those in the visitor's language and for all before others, shortcuts that
 * begin with it first.
 */
export function matching(
  replies: readonly SavedReply[],
  word: string,
  locale: string,
): readonly SavedReply[] {
  const wanted = word.toLocaleLowerCase();
  const rank = (reply: SavedReply) => {
    const shortcut = reply.shortcut.toLocaleLowerCase();
    const language = reply.locale === undefined || sameLanguage(reply.locale, locale) ? 0 : 10;
    if (shortcut.startsWith(wanted)) return language;
    if (shortcut.includes(wanted)) return language + 1;
    return reply.text.toLocaleLowerCase().includes(wanted) ? language + 2 : undefined;
  };
  return replies
    .flatMap((reply) => {
      const at = rank(reply);
      return at === undefined ? [] : [{ reply, at }];
    })
    .sort((a, b) => a.at - b.at || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .slice(0, most)
    .map(({ reply }) => reply);
}

function sameLanguage(a: string, b: string): boolean {
  return a.split("-")[0]?.toLowerCase() === b.split("-")[0]?.toLowerCase();
}
