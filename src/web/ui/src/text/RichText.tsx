import { type Inline, parseMarkdownLite } from "./markdownLite.ts";
import styles from "./RichText.module.css";

/** A message's words as nodes; it compiles for Preact and for React. */
export function RichText({ text }: { text: string }) {
  return (
    <div className={styles.text} dir="auto">
      {parseMarkdownLite(text).map((block, index) =>
        block.kind === "code" ? (
          <pre key={index} className={styles.pre}>
            <code>{block.text}</code>
          </pre>
        ) : (
          <p key={index} className={styles.paragraph}>
            {block.children.map((inline, at) => (
              <InlineNode key={at} inline={inline} />
            ))}
          </p>
        ),
      )}
    </div>
  );
}

function InlineNode({ inline }: { inline: Inline }) {
  if (inline.kind === "text") {
    return <>{inline.text}</>;
  }

  if (inline.kind === "code") {
    return <code className={styles.code}>{inline.text}</code>;
  }

  const children = inline.children.map((child, index) => <InlineNode key={index} inline={child} />);
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
