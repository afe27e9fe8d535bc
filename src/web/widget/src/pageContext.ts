const ENTRIES = 50;
const NAME_LENGTH = 60;
const VALUE_LENGTH = 500;
/** UTF-8, names and values. */
const BYTES = 8_192;

/** What the server takes of what the page gave: flat entries of text, numbers and yes or no; the rest is left out. */
export function contextOf(given: unknown): Readonly<Record<string, string>> {
  const context: Record<string, string> = {};
  const encoder = new TextEncoder();
  let bytes = 0;
  const flat = typeof given === "object" && !Array.isArray(given) ? (given ?? {}) : {};
  for (const [name, value] of Object.entries(flat).slice(0, ENTRIES)) {
    const text = ["string", "number", "boolean"].includes(typeof value) ? `${value}` : undefined;
    const key = name.trim();
    if (text === undefined || text.length > VALUE_LENGTH || !key || key.length > NAME_LENGTH) {
      continue;
    }

    bytes += encoder.encode(key + text).length;
    if (bytes <= BYTES) {
      context[key] = text;
    }
  }

  return context;
}
