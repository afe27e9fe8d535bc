import { Button } from "@mantine/core";
import type { Agent } from "../desk/model.ts";
import { isWithin } from "../desk/paths.ts";
import { remove } from "../desk/removal.ts";
import { useDraft, useFaultsWithin } from "../desk/useDraft.tsx";
import { useFaultText } from "../fields/faultText.ts";
import { useWords } from "../words.ts";
import {
  type CellField,
  type MatrixColumn,
  placeOfCell,
  shared,
  switched,
  valueAt,
  withField,
  withRange,
} from "./cells.ts";
import classes from "./AgentsPage.module.css";
import { type FieldSpec, PanelField } from "./PanelField.tsx";

interface CellPanelProps {
  readonly rows: readonly Agent[];
  readonly columns: readonly MatrixColumn[];
  /** Escape: back to the grid. */
  readonly onLeave: () => void;
}

const fieldsOf: Readonly<Record<MatrixColumn["kind"], readonly FieldSpec[]>> = {
  capacity: [{ field: "capacity", label: "label.agents.capacity", low: 1, high: 100 }],
  queue: [
    { field: "priority", label: "label.agents.memberships.priority", low: 1, high: 9 },
    {
      field: "delaySeconds",
      label: "label.agents.memberships.delaySeconds",
      low: 0,
      high: 86_400,
      duration: true,
    },
    { field: "rank", label: "label.agents.memberships.rank", low: 0, high: 1_000 },
    {
      field: "maxSessions",
      label: "label.agents.memberships.maxSessions",
      low: 1,
      high: 100,
      nullable: true,
    },
  ],
  skill: [{ field: "level", label: "label.agents.skills.level", low: 1, high: 5 }],
  channel: [
    { field: "maxSessions", label: "label.agents.channelLimits.maxSessions", low: 0, high: 100 },
  ],
};

/** What the chosen cells hold; a change is made in all of them. */
export function CellPanel({ rows, columns, onLeave }: CellPanelProps) {
  const t = useWords();
  const textOf = useFaultText();
  const store = useDraft();
  const faults = useFaultsWithin("agents");
  const kinds = new Set(columns.map((column) => column.kind));
  const [kind] = kinds;
  const one = rows.length === 1 && columns.length === 1;
  const held = rows.flatMap((agent) => columns.filter((column) => valueAt(agent, column)));
  const places = rows.flatMap((agent) => columns.map((column) => placeOfCell(agent, column)));
  const first = places[0] ?? "";
  // Another choice of cells is another field: what was typed stays with those that it was typed for.
  const whole = `${first} ${places.at(-1)} ${places.length}`;
  const own = faults.filter((fault) => places.some((place) => isWithin(fault.item, place)));
  const apply = (change: (agent: Agent, column: MatrixColumn) => Agent) =>
    store.edit((desk) => withRange(desk, rows, columns, change));
  const removeAgents = () => {
    const names = rows.map((agent) => agent.name).join(", ");
    const paths = rows.map((agent) => `agents[${agent.id}]`);
    store.remove(names, remove(store.get().desk, paths));
    onLeave();
  };
  const removable = kind !== undefined && kind !== "capacity";
  return (
    <div
      className={classes.panel}
      data-cell-panel
      role="group"
      aria-label={t("matrix.chosen")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        onLeave();
      }}
    >
      <span className={classes.chosen}>
        {one
          ? `${rows[0]?.name ?? ""} · ${columns[0]?.name ?? ""}`
          : t("matrix.cells", { count: rows.length * columns.length })}
      </span>
      {kinds.size === 1 &&
        kind !== undefined &&
        fieldsOf[kind].map((spec) => (
          <PanelField
            key={`${spec.field} ${whole}`}
            path={fieldPath(first, kind, spec.field)}
            spec={spec}
            value={shared(rows, columns, spec.field)}
            onChange={(value) =>
              apply((agent, column) => withField(agent, column, spec.field, value))
            }
          />
        ))}
      {kinds.size > 1 && <span className={classes.hint}>{t("matrix.several")}</span>}
      {removable && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={held.length === 0}
          onClick={() => {
            apply((agent, column) => switched(agent, column, false));
            onLeave();
          }}
        >
          {t(kind === "queue" ? "matrix.leave" : "remove.remove")}
        </Button>
      )}
      {kind === "capacity" && kinds.size === 1 && (
        <Button size="compact-sm" variant="default" onClick={removeAgents}>
          {t("matrix.removeAgents", { count: rows.length })}
        </Button>
      )}
      {own.length > 0 && (
        <span className={classes.fault} role="status">
          {own.map(textOf).join(" ")}
        </span>
      )}
    </div>
  );
}

/** Where a cell's number stands in the draft. */
function fieldPath(place: string, kind: MatrixColumn["kind"], field: CellField): string {
  return kind === "capacity" ? place : `${place}.${field}`;
}
