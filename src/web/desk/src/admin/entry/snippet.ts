/** What a page carries to show the widget. */
export function snippetOf(origin: string, publicKey: string): string {
  return `<script async fetchpriority="low" src="${origin}/w/v1/loader.js" data-channel="${publicKey}"></script>`;
}

/** A page's address or a bare host as the origin that browsers send; undefined when it is none. */
export function originOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /\s/.test(trimmed)) return undefined;
  try {
    const address = new URL(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`,
    );
    return address.protocol === "https:" || address.protocol === "http:"
      ? address.origin
      : undefined;
  } catch {
    return undefined;
  }
}
