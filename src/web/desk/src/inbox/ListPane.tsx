import type { SessionRow } from "@servicedesk/protocol";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { DeskState } from "../state/deskState.ts";
import { concerns, isWaiting, type ListName, listNames } from "../state/lists.ts";
import classes from "./ListPane.module.css";
import { Mentions } from "./Mentions.tsx";
import { OfferCards } from "./OfferCards.tsx";
import { SessionList } from "./SessionList.tsx";
import { TicketList } from "./TicketList.tsx";

export function ListPane({ className }: { className: string | undefined }) {
  const { t } = useLanguage();
  const list = useDeskState((s) => s.list);
  return (
    <section
      className={`${classes.pane} ${className ?? ""}`}
      aria-label={t("desk.lists")}
      data-region
    >
      <ListTabs />
      <OfferCards />
      <Mentions />
      {listNames.map((name) => (
        <div
          key={name}
          role="tabpanel"
          id={`list-${name}`}
          aria-labelledby={`tab-${name}`}
          hidden={list !== name}
          className={classes.panel}
        >
          {list === name && (name === "offline" ? <TicketList /> : <SessionList list={name} />)}
        </div>
      ))}
    </section>
  );
}

function ListTabs() {
  const desk = useDesk();
  const { t } = useLanguage();
  const list = useDeskState((s) => s.list);
  const move = (name: ListName, step: number) => {
    const next = listNames[(listNames.indexOf(name) + step + listNames.length) % listNames.length];
    if (next === undefined) return;
    desk.selectList(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={t("desk.lists")}>
      {listNames.map((name) => (
        <button
          type="button"
          role="tab"
          key={name}
          id={`tab-${name}`}
          aria-controls={`list-${name}`}
          aria-selected={list === name}
          tabIndex={list === name ? 0 : -1}
          className={classes.tab}
          onClick={() => desk.selectList(name)}
          onKeyDown={(event) => {
            if (event.key === "ArrowRight") move(name, 1);
            if (event.key === "ArrowLeft") move(name, -1);
          }}
        >
          {t(`desk.list.${name}`)}
          <Count list={name} />
        </button>
      ))}
    </div>
  );
}

function Count({ list }: { list: ListName }) {
  const count = useDeskState((s) => countOf(list, s));
  const loading = useDeskState((s) => s.lists[list].kind === "loading" && !s.welcomed);
  if (loading) return null;
  return <span className={classes.count}>{count}</span>;
}

function countOf(list: ListName, s: DeskState): number {
  switch (list) {
    case "mine": {
      const { agentId } = s;
      return agentId === undefined ? 0 : count(s, (row) => concerns(row, agentId));
    }
    case "queue":
      return count(s, isWaiting);
    case "offline":
      return [...s.tickets.values()].filter((ticket) => ticket.status === "open").length;
    case "all":
      return s.rows.size;
  }
}

function count(s: DeskState, matches: (row: SessionRow) => boolean): number {
  let found = 0;
  for (const row of s.rows.values()) if (matches(row)) found++;
  return found;
}
