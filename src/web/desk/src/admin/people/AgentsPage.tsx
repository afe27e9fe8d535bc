import { TextInput } from "@mantine/core";
import { useCallback, useEffect, useMemo, useState } from "react";
import { goTo } from "../../shell/path.ts";
import { stepsOf } from "../desk/paths.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { FaultList } from "../parts/FaultList.tsx";
import { Empty, Page } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import classes from "./AgentsPage.module.css";
import { CellPanel } from "./CellPanel.tsx";
import { columnsOf, type MatrixColumn, type MatrixView, matrixViews } from "./cells.ts";
import { Matrix } from "./Matrix.tsx";
import { type CellAt, rangeOf, type Selection } from "./selection.ts";

const listNames: Readonly<Record<MatrixView, string>> = {
  queues: "memberships",
  skills: "skills",
  channels: "channelLimits",
};

/** Who serves which queue, has which skill and takes how much: agents down, the rest across. */
export default function AgentsPage({ view: wanted }: { view: string | undefined }) {
  const t = useWords();
  const desk = useDraftState((s) => s.desk);
  const faults = useFaultsWithin("agents");
  const view = matrixViews.find((one) => one === wanted) ?? "queues";
  const [filter, setFilter] = useState("");
  const columns = useMemo(() => columnsOf(desk, view, t("label.agents.capacity")), [desk, view, t]);
  const agents = useMemo(() => {
    const letters = filter.trim().toLocaleLowerCase();
    return desk.agents.filter((agent) => agent.name.toLocaleLowerCase().includes(letters));
  }, [desk.agents, filter]);
  const [selection, setSelection] = useState<Selection>({
    anchor: { row: 0, column: 0 },
    active: { row: 0, column: 0 },
  });
  const found = useCallback((at: CellAt) => {
    setFilter("");
    setSelection({ anchor: at, active: at });
    document.getElementById("agents-matrix")?.focus();
  }, []);
  useSoughtCell(view, columns, found);
  const range = rangeOf(selection, agents.length, columns.length);
  const rows = agents.slice(range.top, range.bottom + 1);
  const chosen = columns.slice(range.start, range.end + 1);
  return (
    <Page title={t("nav.agents")} text={t("agents.text")}>
      <FaultList faults={faults} label={t("overview.faults")} />
      <div className={classes.tools}>
        <nav className={classes.views} aria-label={t("agents.views")}>
          {matrixViews.map((one) => (
            <AdminLink
              key={one}
              to={pathOf("agents", one)}
              current={one === view}
              className={classes.view}
            >
              {t(`agents.view.${one}`)}
            </AdminLink>
          ))}
        </nav>
        <TextInput
          type="search"
          size="xs"
          aria-label={t("agents.filter")}
          placeholder={t("agents.filter")}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <span className={classes.count} role="status">
          {t("agents.count", { count: agents.length })}
        </span>
      </div>
      {desk.agents.length === 0 ? (
        <Empty text={t("agents.empty")} sample={t("agents.sample")} />
      ) : (
        <>
          <CellPanel
            rows={rows}
            columns={chosen}
            onLeave={() => document.getElementById("agents-matrix")?.focus()}
          />
          <Matrix
            agents={agents}
            columns={columns}
            selection={selection}
            faults={faults}
            onSelect={setSelection}
            onOpen={() =>
              document
                .querySelector<HTMLElement>("[data-cell-panel] input, [data-cell-panel] button")
                ?.focus()
            }
          />
          <p className={classes.hint}>{t("agents.keys")}</p>
        </>
      )}
      {columns.length === 1 && <p>{t(`agents.none.${view}`)}</p>}
    </Page>
  );
}

/** A fault's place leads to its cell, on the view that shows it. */
function useSoughtCell(
  shown: MatrixView,
  columns: readonly MatrixColumn[],
  found: (at: CellAt) => void,
): void {
  const store = useDraft();
  const sought = useDraftState((s) => s.sought);
  const agents = useDraftState((s) => s.desk.agents);
  useEffect(() => {
    const [agent, inner] = sought === undefined ? [] : stepsOf(sought);
    if (agent?.name !== "agents") return;
    const target = matrixViews.find((one) => listNames[one] === inner?.name) ?? shown;
    if (target !== shown) {
      goTo(pathOf("agents", target));
      return;
    }
    const row = agents.findIndex((one) => String(one.id) === agent.key);
    const column = columns.findIndex((one) => one.id === (inner?.key ?? "capacity"));
    store.seek(undefined);
    if (row >= 0) found({ row, column: Math.max(0, column) });
  }, [sought, shown, columns, agents, store, found]);
}
