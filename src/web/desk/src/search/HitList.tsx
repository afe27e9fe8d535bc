import type { SearchHit } from "@servicedesk/protocol";
import { type KeyboardEvent, useRef } from "react";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { dateText } from "../time/format.ts";
import classes from "./Search.module.css";
import { useWords } from "./words.ts";

interface HitListProps {
  readonly hits: readonly SearchHit[];
  readonly open: (hit: SearchHit) => void;
}

/** What was found; the arrows move between the hits, Enter opens one. */
export function HitList({ hits, open }: HitListProps) {
  const t = useWords();
  const list = useRef<HTMLUListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>("button") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <section aria-label={t("results")}>
      <p className={classes.count} role="status">
        {t("found", { count: hits.length })}
      </p>
      <ul className={classes.hits} ref={list} onKeyDown={move} data-own-arrows>
        {hits.map((hit) => (
          <li key={`${hit.sessionId}.${hit.seq ?? 0}.${hit.amongStaff}`}>
            <Hit hit={hit} open={open} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hit({ hit, open }: { hit: SearchHit; open: (hit: SearchHit) => void }) {
  const t = useWords();
  const { locale } = useLanguage();
  return (
    <button
      type="button"
      className={classes.hit}
      data-staff={hit.amongStaff}
      aria-disabled={!hit.readable}
      title={hit.readable ? undefined : t("closed")}
      onClick={() => hit.readable && open(hit)}
    >
      <span className={classes.head}>
        <bdi className={classes.visitor}>{hit.visitorName}</bdi>
        {hit.visitorEmail && <bdi className={classes.dim}>{hit.visitorEmail}</bdi>}
        {hit.open && <span className={classes.badge}>{t("open")}</span>}
        {hit.amongStaff && <span className={classes.badge}>{t("staff")}</span>}
        <time className={classes.at} dateTime={hit.at}>
          {dateText(hit.at, locale, { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </span>
      <span className={classes.snippet} dir="auto">
        {hit.seq !== undefined && <b>{speaker(hit, t)}: </b>}
        {hit.snippet.map((piece, i) =>
          piece.hit ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>,
        )}
      </span>
      <span className={classes.dim}>
        {hit.queue !== undefined && <QueueName id={hit.queue} />}
        {hit.queue !== undefined && " · "}
        <bdi>{hit.agentName ?? t("nobody")}</bdi>
        {!hit.readable && ` · ${t("closed")}`}
      </span>
    </button>
  );
}

function speaker(hit: SearchHit, t: ReturnType<typeof useWords>): string {
  if (hit.sender?.startsWith("visitor:") === true) return hit.visitorName;
  return hit.senderName ?? t("bot");
}
