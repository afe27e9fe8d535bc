import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import type { Agent } from "../desk/model.ts";
import { isWithin } from "../desk/paths.ts";
import { remove } from "../desk/removal.ts";
import { useDraft, useFaultsWithin } from "../desk/useDraft.tsx";
import { durationText, parseDuration } from "../fields/duration.ts";
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

interface CellPanelProps {
  readonly rows: readonly Agent[];
  readonly columns: readonly MatrixColumn[];
  /** Escape: back to the grid. */
  readonly onLeave: () => void;
}

interface FieldSpec {
  readonly field: CellField;
  readonly label:
    | "label.agents.capacity"
    | "label.agents.memberships.priority"
    | "label.agents.memberships.delaySeconds"
    | "label.agents.memberships.rank"
    | "label.agents.memberships.maxSessions"
    | "label.agents.skills.level"
    | "label.agents.channelLimits.maxSessions";
  readonly low: number;
  readonly high: number;
  readonly duration?: boolean;
  readonly nullable?: boolean;
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
            key={spec.field}
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
          onClick={() => apply((agent, column) => switched(agent, column, false))}
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

interface PanelFieldProps {
  readonly spec: FieldSpec;
  readonly value: number | "mixed" | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function PanelField({ spec, value, onChange }: PanelFieldProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const show = (one: number | "mixed" | undefined) =>
    typeof one !== "number" ? "" : spec.duration ? durationText(one, locale) : String(one);
  const [typed, setTyped] = useState<string>();
  useEffect(() => setTyped(undefined), [value]);
  const read = (text: string) =>
    spec.duration ? parseDuration(text) : /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
  const commit = () => {
    if (typed === undefined) return;
    const next = read(typed);
    const empty = typed.trim() === "";
    if (empty && spec.nullable) onChange(undefined);
    else if (next !== undefined && next >= spec.low && next <= spec.high) onChange(next);
    else if (!empty) return;
    setTyped(undefined);
  };
  const number = typed === undefined ? undefined : read(typed);
  const wrong =
    typed !== undefined &&
    typed.trim() !== "" &&
    (number === undefined || number < spec.low || number > spec.high);
  return (
    <TextInput
      size="xs"
      className={classes.panelField}
      label={t(spec.label)}
      placeholder={value === "mixed" ? t("matrix.mixed") : spec.nullable ? t("field.noLimit") : "–"}
      inputMode={spec.duration ? "text" : "numeric"}
      value={typed ?? show(value)}
      error={wrong && t("field.outside", { low: show(spec.low), high: show(spec.high) })}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
