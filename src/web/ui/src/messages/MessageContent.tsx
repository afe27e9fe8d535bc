import {
  isGone,
  type OrderCard,
  type ProductCard,
  type Quote,
  type TimelineEntry,
} from "@servicedesk/protocol";
import type { Translate } from "../i18n/translate.ts";
import { plainText, safeHref } from "../text/markdownLite.ts";
import { RichText } from "../text/RichText.tsx";
import styles from "./MessageContent.module.css";

interface MessageContentProps {
  readonly entry: TimelineEntry;
  readonly t: Translate;
  /** How the reader knows a person (`kind:id`). */
  readonly nameOf: (sender: string, senderName: string | undefined) => string;
  /** Brings the message with this seq into view. */
  readonly onJump: (seq: number) => void;
}

/** What a message says: its words, what it quotes, a product or an order; or that it was taken back. */
export function MessageContent({ entry, t, nameOf, onJump }: MessageContentProps) {
  const { body } = entry;
  if (isGone(body)) {
    return <p className={styles.gone}>{t("message.recalled")}</p>;
  }

  const { quote, product, order } = body;
  return (
    <>
      {quote && <QuoteLink quote={quote} t={t} nameOf={nameOf} onJump={onJump} />}
      {body.text && <RichText text={body.text} />}
      {product && <Product product={product} />}
      {order && <Order order={order} t={t} />}
    </>
  );
}

function QuoteLink({
  quote,
  t,
  nameOf,
  onJump,
}: { quote: Quote } & Omit<MessageContentProps, "entry">) {
  const name = nameOf(quote.sender, quote.senderName);
  const words = quote.gone
    ? t("message.quoteGone")
    : plainText(quote.text ?? t("message.attached"));
  return (
    <button type="button" className={styles.quote} onClick={() => onJump(quote.seq)}>
      <span className={styles.hidden}>{t("message.quoted")} </span>
      <bdi className={styles.quoteName}>{name}</bdi>
      <span className={styles.quoteText} dir="auto">
        {words}
      </span>
    </button>
  );
}

function Product({ product: { title, url, price } }: { product: ProductCard }) {
  return (
    <div className={styles.card}>
      <Link url={url} words={title} />
      {price && <span className={styles.figure}>{price}</span>}
    </div>
  );
}

function Order({
  order: { number, status, url, total, lines = [] },
  t,
}: {
  order: OrderCard;
  t: Translate;
}) {
  return (
    <div className={styles.card}>
      <Link url={url} words={t("message.order", { number })} />
      <span className={styles.state}>{status}</span>
      {lines.length > 0 && (
        <ul className={styles.lines}>
          {lines.map((line, index) => (
            <li key={index}>
              {line.quantity} × <bdi>{line.title}</bdi>
            </li>
          ))}
        </ul>
      )}
      {total && <span className={styles.figure}>{t("message.total", { total })}</span>}
    </div>
  );
}

/** The address came from another person: only what a message may link to is followed. */
function Link({ url, words }: { url: string | undefined; words: string }) {
  const href = url && safeHref(url);
  return href ? (
    <a className={styles.title} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {words}
    </a>
  ) : (
    <span className={styles.title}>{words}</span>
  );
}
