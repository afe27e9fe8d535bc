import type { Delivery } from "@servicedesk/protocol";
import type { Translate } from "../i18n/translate.ts";
import styles from "./Receipt.module.css";

/** ◔ waiting, ✓ sent, ✓✓ delivered, ✓✓ filled when read: drawn, with words for screen readers. */
export function Receipt({ delivery, t }: { delivery: Delivery; t: Translate }) {
  const words = t(`widget.delivery.${delivery}`);
  return (
    <span className={styles.receipt} data-delivery={delivery} title={words}>
      <svg viewBox="0 0 20 12" width="20" height="12" aria-hidden="true" focusable="false">
        <path d={paths[delivery]} fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <span className={styles.words}>{words}</span>
    </span>
  );
}

const once = "M3 6.5 6.5 10 13 2";
const twice = `${once}M9 9.2 9.8 10 17 2`;
const paths: Readonly<Record<Delivery, string>> = {
  waiting: "M10 1.5a4.5 4.5 0 1 0 .01 0M10 3.5V6l1.8 1.2",
  sent: once,
  delivered: twice,
  read: twice,
  failed: "M6 2l8 8M14 2l-8 8",
};
