import { NativeSelect, TextInput } from "@mantine/core";
import { useDeskState } from "../desk/useDesk.tsx";
import { type Preset, presets } from "./interval.ts";
import classes from "./IntervalBar.module.css";
import { type Choice, isWrong } from "./useAsked.ts";
import { type ReportsKey, useWords } from "./words.ts";

interface IntervalBarProps {
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
}

const groupings = ["none", "queue", "agent", "entryPoint", "bot", "rule"] as const;
const cuts = ["whole", "hour", "day"] as const;
const zones = Intl.supportedValuesOf("timeZone");

/** Which time, at whose clock, which queue, and how rows are cut. */
export function IntervalBar({ choice, choose }: IntervalBarProps) {
  const t = useWords();
  const queues = useDeskState((s) => s.queueNames);
  const wrong = isWrong(choice);
  return (
    <div className={classes.bar}>
      <NativeSelect
        label={t("interval.label")}
        value={choice.preset}
        data={presets.map((value) => ({ value, label: t(`interval.${value}`) }))}
        onChange={(event) => choose({ preset: event.currentTarget.value as Preset })}
      />
      {choice.preset === "own" && (
        <>
          <TextInput
            type="date"
            label={t("interval.from")}
            value={choice.own.from}
            error={wrong ? t("interval.wrong") : undefined}
            onChange={(event) =>
              choose({ own: { ...choice.own, from: event.currentTarget.value } })
            }
          />
          <TextInput
            type="date"
            label={t("interval.to")}
            value={choice.own.to}
            onChange={(event) => choose({ own: { ...choice.own, to: event.currentTarget.value } })}
          />
        </>
      )}
      <NativeSelect
        label={t("zone")}
        value={choice.zone}
        data={zones.includes(choice.zone) ? zones : [choice.zone, ...zones]}
        onChange={(event) => choose({ zone: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("queue")}
        value={choice.queue}
        data={[
          { value: "", label: t("queue.all") },
          ...[...queues].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => choose({ queue: event.currentTarget.value })}
      />
      <Words
        label="by.label"
        value={choice.by}
        words={groupings}
        text={(word) => t(`by.${word}`)}
        choose={(by) => choose({ by })}
      />
      <Words
        label="per.label"
        value={choice.per}
        words={cuts}
        text={(word) => t(`per.${word}`)}
        choose={(per) => choose({ per })}
      />
    </div>
  );
}

interface WordsProps<W extends string> {
  readonly label: ReportsKey;
  readonly value: string;
  readonly words: readonly W[];
  readonly text: (word: W) => string;
  readonly choose: (word: string) => void;
}

function Words<W extends string>({ label, value, words, text, choose }: WordsProps<W>) {
  const t = useWords();
  return (
    <NativeSelect
      label={t(label)}
      value={value}
      data={words.map((word) => ({ value: word, label: text(word) }))}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
