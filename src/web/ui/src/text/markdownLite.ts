/** A piece of a message's text. There is no HTML at any point: a renderer makes nodes of these. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic"; children: readonly Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; children: readonly Inline[] };

export type Block =
  | { kind: "text"; children: readonly Inline[] }
  | { kind: "list"; items: readonly (readonly Inline[])[] }
  | { kind: "code"; text: string };

/** Marks inside marks beyond this depth stay plain text. */
const DEEPEST = 3;

const fence = /```(?:[\w-]*\n)?([\s\S]*?)```/g;

// In order: `code`, [words](address), **bold**, *italic*, _italic_, bare address.
const marks =
  /`([^`\n]+)`|\[([^[\]\n]{1,300})\]\(([^()\s]{1,2000})\)|\*\*(?=\S)([^\n]{1,2000}?)(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)_(?!\w)|(https?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef]{1,2000})/gi;

const trailing = /[.,!?;:)\]}*_~]+$/;

/** Reads Markdown-lite: bold, italic, code, fenced code, lists, links, bare web addresses; all else is text. */
export function parseMarkdownLite(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const match of text.matchAll(fence)) {
    addText(blocks, text.slice(end, match.index));
    blocks.push({ kind: "code", text: (match[1] ?? "").replace(/\n$/, "") });
    end = match.index + match[0].length;
  }

  addText(blocks, text.slice(end));
  return blocks;
}

/** The address if it may be followed: http, https, mailto or tel. */
export function safeHref(address: string): string | undefined {
  // Control characters and spaces are what hides a scheme from a check and not from a browser.
  const hidden = [...address].some((char) => char <= " " || char === "\u007f");
  return !hidden && /^(https?:\/\/|mailto:|tel:)./i.test(address) ? address : undefined;
}

/** The words without marks, for previews and screen readers. */
export function plainText(text: string): string {
  const flat = (inline: Inline): string =>
    inline.kind === "text" || inline.kind === "code"
      ? inline.text
      : inline.children.map(flat).join("");
  const line = (inlines: readonly Inline[]) => inlines.map(flat).join("");
  return parseMarkdownLite(text)
    .map((block) =>
      block.kind === "code"
        ? block.text
        : block.kind === "list"
          ? block.items.map(line).join("\n")
          : line(block.children),
    )
    .join("\n");
}

/** Paragraphs end at an empty line; lines that begin with a dash, star or dot are a list. */
function addText(blocks: Block[], text: string): void {
  let paragraph: string[] = [];
  let items: (readonly Inline[])[] = [];
  const end = () => {
    if (paragraph.length > 0) {
      blocks.push({ kind: "text", children: inlines(paragraph.join("\n"), 0) });
    }

    if (items.length > 0) {
      blocks.push({ kind: "list", items });
    }

    paragraph = [];
    items = [];
  };
  for (const line of text.split("\n")) {
    const item = /^\s{0,3}[-*•] +(\S.*)$/.exec(line)?.[1];
    if (item === undefined ? items.length > 0 || line.trim() === "" : paragraph.length > 0) {
      end();
    }

    if (item !== undefined) {
      items.push(inlines(item, 0));
    } else if (line.trim() !== "") {
      paragraph.push(line);
    }
  }

  end();
}

function inlines(text: string, depth: number, insideLink = false): readonly Inline[] {
  if (depth >= DEEPEST) {
    return [{ kind: "text", text }];
  }

  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    const mark = inlineOf(match, depth, insideLink);
    if (!mark) {
      continue;
    }

    if (match.index > end) {
      found.push({ kind: "text", text: text.slice(end, match.index) });
    }

    found.push(mark.inline);
    end = match.index + mark.length;
  }

  if (end < text.length) {
    found.push({ kind: "text", text: text.slice(end) });
  }

  return found;
}

function inlineOf(
  match: RegExpMatchArray,
  depth: number,
  insideLink: boolean,
): { inline: Inline; length: number } | undefined {
  const [whole, code, words, address, bold, star, underscore, bare] = match;
  const { length } = whole;
  const italic = star ?? underscore;
  if (code !== undefined) {
    return { inline: { kind: "code", text: code }, length };
  }

  if (bold !== undefined) {
    return { inline: { kind: "bold", children: inlines(bold, depth + 1, insideLink) }, length };
  }

  if (italic !== undefined) {
    return { inline: { kind: "italic", children: inlines(italic, depth + 1, insideLink) }, length };
  }

  if (insideLink) {
    return undefined;
  }

  if (bare !== undefined) {
    const href = bare.replace(trailing, "");
    const children = [{ kind: "text" as const, text: href }];
    return { inline: { kind: "link", href, children }, length: href.length };
  }

  const href = safeHref(address ?? "");
  return href && words !== undefined
    ? { inline: { kind: "link", href, children: inlines(words, depth + 1, true) }, length }
    : undefined;
}
