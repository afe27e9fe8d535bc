import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { DayInterval } from "../desk/model.ts";
import { useDraft } from "../desk/useDraft.tsx";
import { useWords } from "../words.ts";
import { intervalsText, parseIntervals } from "./hoursText.ts";

interface HoursInputProps {
  /** What it stands for in the draft, so that text which is no hours is found again. */
  readonly path: string;
  readonly label: string;
  readonly intervals: readonly DayInterval[];
  readonly error?: string | undefined;
  readonly onChange: (intervals: readonly DayInterval[]) => void;
}

/** The hours of one day as text: "09:00–12:30, 13:30–18:00". It counts as soon as it can be read. */
export function HoursInput({ path, label, intervals, error, onChange }: HoursInputProps) {
  const t = useWords();
  const store = useDraft();
  const [typed, setTyped] = useState<string>();
  const unreadable = typed !== undefined && parseIntervals(typed) === undefined;
  useEffect(() => () => store.markUnreadable(path, false), [store, path]);
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={t("hours.closedDay")}
      value={typed ?? intervalsText(intervals)}
      error={unreadable ? t("hours.noHours") : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const read = parseIntervals(text);
        setTyped(text);
        store.markUnreadable(path, read === undefined);
        if (read) onChange(read);
      }}
      onBlur={() => {
        if (!unreadable) setTyped(undefined);
      }}
    />
  );
}
