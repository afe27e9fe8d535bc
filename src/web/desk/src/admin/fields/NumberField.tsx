import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import { useDraft, useValue } from "../desk/useDraft.tsx";
import { useWords } from "../words.ts";
import { durationText, parseDuration } from "./duration.ts";
import { bareParts, fieldParts } from "./fieldParts.ts";
import classes from "./Fields.module.css";
import { Place, usePlaceFaults } from "./Place.tsx";

interface NumberFieldProps {
  readonly path: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** The value that a new record starts with. */
  readonly usual?: number | undefined;
  /** A length of time in seconds, shown and typed as "20 min" or "1:30". */
  readonly duration?: boolean;
  /** Empty means that nothing is set. */
  readonly nullable?: boolean;
  /** What an empty field says, where that is not "no limit". */
  readonly emptyText?: string;
  /** The label is for screen readers only: the column says it. */
  readonly bare?: boolean;
}

/** A whole number of a range. What is typed counts as soon as it is one; arrow keys step, with Shift by ten. */
export function NumberField(props: NumberFieldProps) {
  const { path, label, low, high, usual, duration = false, nullable = false, bare = false } = props;
  const store = useDraft();
  const t = useWords();
  const { locale } = useLanguage();
  const given = useValue(path);
  // A new record has no value of its own until the server has filled it in.
  const value = given ?? (nullable ? undefined : usual);
  const { error, warning } = usePlaceFaults(path);
  const [typed, setTyped] = useState<string>();
  const show = (one: unknown) =>
    typeof one !== "number" ? "" : duration ? durationText(one, locale) : String(one);
  const read = (text: string) => (duration ? parseDuration(text) : whole(text));
  useEffect(() => () => store.markUnreadable(path, false), [store, path]);

  const take = (text: string) => {
    setTyped(text);
    const empty = nullable && text.trim() === "";
    const next = empty ? undefined : read(text);
    store.markUnreadable(path, next === undefined && !empty);
    if (next !== undefined || empty) store.put(path, next);
  };
  const step = (event: KeyboardEvent) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const from = typeof value === "number" ? value : (usual ?? low);
    const next = Math.min(high, Math.max(low, from + by * (event.shiftKey ? 10 : 1)));
    take(show(next));
  };

  const unreadable =
    typed !== undefined && !(nullable && typed.trim() === "") && read(typed) === undefined;
  const outside = typeof value === "number" && (value < low || value > high);
  const told = (one: number) => (duration ? show(one) : one);
  const range = t("field.range", { low: told(low), high: told(high) });
  const fault = unreadable
    ? t(duration ? "field.noDuration" : "field.noNumber")
    : outside
      ? t("field.outside", { low: told(low), high: told(high) })
      : error;
  const hint =
    usual === undefined ? range : `${range} · ${t("field.usual", { value: told(usual) })}`;
  return (
    <Place path={path} className={classes.field}>
      <TextInput
        size="xs"
        label={label}
        classNames={{ ...(bare ? bareParts : fieldParts), input: classes.number ?? "" }}
        description={bare ? undefined : hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        inputMode={duration ? "text" : "numeric"}
        placeholder={nullable ? (props.emptyText ?? t("field.noLimit")) : undefined}
        title={bare ? hint : undefined}
        value={typed ?? show(value)}
        error={fault}
        onChange={(event) => take(event.currentTarget.value)}
        onBlur={() => {
          if (!unreadable) setTyped(undefined);
        }}
        onKeyDown={step}
      />
      {warning && <p className={classes.warning}>{warning}</p>}
    </Place>
  );
}

function whole(text: string): number | undefined {
  return /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
