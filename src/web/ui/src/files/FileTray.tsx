import type { UploadItem } from "@servicedesk/protocol/uploads";
import styles from "./Files.module.css";
import { type FilesTranslate, sizeText } from "./words.ts";

interface FileTrayProps {
  readonly items: readonly UploadItem[];
  readonly t: FilesTranslate;
  readonly locale: string;
  readonly act: (what: "pause" | "resume" | "cancel", id: string) => void;
}

/** Files on their way into the message that is being written: how far each is, and what can be done about it. */
export function FileTray({ items, t, locale, act }: FileTrayProps) {
  return (
    <ul className={styles.tray} aria-label={t("files.tray")}>
      {items.map((item) => (
        <li key={item.id} className={styles.item} data-phase={item.phase}>
          <span className={styles.itemName}>
            <bdi>{item.name}</bdi>
          </span>
          <span className={styles.state} role={item.phase === "failed" ? "alert" : undefined}>
            {stateText(item, t, locale)}
          </span>
          {item.phase === "sending" && (
            <progress max={item.size} value={item.sent} aria-label={item.name} />
          )}
          <span className={styles.buttons}>
            {item.phase === "sending" && (
              <TrayButton
                label={t("files.pause", { name: item.name })}
                sign="❚❚"
                press={() => act("pause", item.id)}
              />
            )}
            {item.phase === "paused" && (
              <TrayButton
                label={t("files.resume", { name: item.name })}
                sign="▶"
                press={() => act("resume", item.id)}
              />
            )}
            {item.phase === "failed" && !isRefused(item) && (
              <TrayButton
                label={t("files.retry", { name: item.name })}
                sign="↻"
                press={() => act("resume", item.id)}
              />
            )}
            <TrayButton
              label={t("files.remove", { name: item.name })}
              sign="✕"
              press={() => act("cancel", item.id)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

const final: ReadonlySet<string> = new Set(["too_large", "unsupported_type", "invalid"]);

/** The file is not taken, and no second try changes that: nothing waits for it. */
export function isRefused({ phase, code }: UploadItem): boolean {
  return phase === "failed" && final.has(code ?? "");
}

function TrayButton({ label, sign, press }: { label: string; sign: string; press: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={press}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function stateText(item: UploadItem, t: FilesTranslate, locale: string): string {
  const size = sizeText(item.size, locale);
  const percent = Math.floor((100 * item.sent) / Math.max(1, item.size));
  switch (item.phase) {
    case "sending":
      return t("files.sending", { percent, size });
    case "paused":
      return t("files.paused", { percent });
    case "checking":
      return t("files.checking");
    case "ready":
      return t("files.ready", { size });
    case "failed":
      return t("files.failed", { context: item.code ?? "" });
  }
}
