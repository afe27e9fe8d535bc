import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import { useDraft } from "../desk/useDraft.tsx";
import { durationText, parseDuration } from "../fields/duration.ts";
import { useWords } from "../words.ts";
import classes from "./AgentsPage.module.css";
import type { CellField } from "./cells.ts";

export interface FieldSpec {
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

interface PanelFieldProps {
  /** The first cell's place in the draft: text that is no number is known by it. */
  readonly path: string;
  readonly spec: FieldSpec;
  readonly value: number | "mixed" | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** One number of the chosen cells. What is typed counts as soon as it is one; emptied, the last one stands. */
export function PanelField({ path, spec, value, onChange }: PanelFieldProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const store = useDraft();
  const [typed, setTyped] = useState<string>();
  useEffect(() => () => store.markUnreadable(path, false), [store, path]);
  const show = (one: number | "mixed" | undefined) =>
    typeof one !== "number" ? "" : spec.duration ? durationText(one, locale) : String(one);
  const number = typed === undefined ? undefined : read(typed, spec);
  const unreadable = typed !== undefined && typed.trim() !== "" && number === undefined;
  const outside = typeof value === "number" && (value < spec.low || value > spec.high);
  const take = (text: string) => {
    setTyped(text);
    const empty = text.trim() === "";
    const next = read(text, spec);
    store.markUnreadable(path, !empty && next === undefined);
    if (next !== undefined || (empty && spec.nullable)) onChange(next);
  };
  return (
    <TextInput
      size="xs"
      className={classes.panelField}
      label={t(spec.label)}
      placeholder={value === "mixed" ? t("matrix.mixed") : spec.nullable ? t("field.noLimit") : "–"}
      inputMode={spec.duration ? "text" : "numeric"}
      value={typed ?? show(value)}
      error={
        unreadable
          ? t(spec.duration ? "field.noDuration" : "field.noNumber")
          : outside && t("field.outside", { low: show(spec.low), high: show(spec.high) })
      }
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (!unreadable) setTyped(undefined);
      }}
    />
  );
}

function read(text: string, spec: FieldSpec): number | undefined {
  if (spec.duration) return parseDuration(text);
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined;
}
