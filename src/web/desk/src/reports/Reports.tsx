import "./mantineStyles.ts";
import type { ReportTable } from "@servicedesk/protocol";
import { goTo, useSubPath } from "../shell/path.ts";
import { AlertHistory } from "./alerts/AlertHistory.tsx";
import { AlertRules } from "./alerts/AlertRules.tsx";
import { Definitions } from "./Definitions.tsx";
import classes from "./Reports.module.css";
import { TableReport } from "./TableReport.tsx";
import { useWords } from "./words.ts";

const tables: readonly ReportTable[] = ["queues", "conversations", "agents", "bot", "satisfaction"];
const others = ["alerts", "rules", "definitions"] as const;

/** Reports of the past, alerts and their rules. */
export default function Reports() {
  const t = useWords();
  const path = useSubPath();
  const other = others.find((name) => name === path);
  const table = tables.find((name) => name === path) ?? "queues";
  const title = other ? t(`nav.${other}`) : t(`table.${table}`);
  return (
    <div className={classes.area}>
      <nav className={classes.nav} aria-label={t("nav.label")}>
        {tables.map((name) => (
          <PageLink
            key={name}
            path={name}
            current={!other && name === table}
            label={t(`table.${name}`)}
          />
        ))}
        <hr className={classes.rule} />
        {others.map((name) => (
          <PageLink key={name} path={name} current={name === other} label={t(`nav.${name}`)} />
        ))}
      </nav>
      <main className={classes.main} data-region tabIndex={-1}>
        <h1 className={classes.title}>{title}</h1>
        {other === "alerts" && <AlertHistory />}
        {other === "rules" && <AlertRules />}
        {other === "definitions" && <Definitions />}
        {other === undefined && <TableReport key={table} table={table} />}
      </main>
    </div>
  );
}

interface PageLinkProps {
  readonly path: string;
  readonly current: boolean;
  readonly label: string;
}

function PageLink({ path, current, label }: PageLinkProps) {
  const href = `/desk/reports/${path}`;
  return (
    <a
      className={classes.link}
      href={href}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(href);
      }}
    >
      {label}
    </a>
  );
}
