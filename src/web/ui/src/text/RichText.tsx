import { type Block, type Inline, parseMarkdownLite } from "./markdownLite.ts";
import styles from "./RichText.module.css";

/** A message's words as nodes; it compiles for Preact and for React. */
export function RichText({ text }: { text: string }) {
  return (
    <div className={styles.text} dir="auto">
      {parseMarkdownLite(text).map((block, index) => (
        <BlockNode key={index} block={block} />
      ))}
    </div>
  );
}

function BlockNode({ block }: { block: Block }) {
  switch (block.kind) {
    case "code":
      return (
        <pre className={styles.pre}>
          <code>{block.text}</code>
        </pre>
      );
    case "list":
      return (
        <ul className={styles.list}>
          {block.items.map((item, index) => (
            <li key={index}>
              <Inlines of={item} />
            </li>
          ))}
        </ul>
      );
    case "text":
      return (
        <p className={styles.paragraph}>
          <Inlines of={block.children} />
        </p>
      );
  }
}

function Inlines({ of }: { of: readonly Inline[] }) {
  return (
    <>
      {of.map((inline, index) => (
        <InlineNode key={index} inline={inline} />
      ))}
    </>
  );
}

function InlineNode({ inline }: { inline: Inline }) {
  if (inline.kind === "text") {
    return <>{inline.text}</>;
  }

  if (inline.kind === "code") {
    return <code className={styles.code}>{inline.text}</code>;
  }

  const children = <Inlines of={inline.children} />;
  switch (inline.kind) {
    case "bold":
      return <strong>{children}</strong>;
    case "italic":
      return <em>{children}</em>;
    case "link":
      return (
        <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          {children}
        </a>
      );
  }
}
