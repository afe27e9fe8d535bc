import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { type HttpReply, staffApi } from "../staff/staffApi.ts";
import classes from "./Search.module.css";
import { isBackwards, nothingWanted, type Wanted } from "./searchApi.ts";
import { useWords } from "./words.ts";

interface SearchFieldsProps {
  readonly wanted: Wanted;
  readonly change: (wanted: Wanted) => void;
  readonly search: () => void;
}

export function SearchFields({ wanted, change, search }: SearchFieldsProps) {
  const t = useWords();
  const directory = useAnswer(staffApi.directory);
  const tags = useAnswer(staffApi.tags) ?? [];
  const words = useRef<HTMLInputElement>(null);
  useEffect(() => words.current?.focus(), []);
  const set = (name: keyof Wanted) => (event: { currentTarget: { value: string } }) =>
    change({ ...wanted, [name]: event.currentTarget.value });
  const any = { value: "", label: t("any") };
  return (
    <form
      className={classes.fields}
      role="search"
      aria-label={t("filters")}
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <TextInput
        ref={words}
        className={classes.words}
        type="search"
        label={t("text")}
        description={t("textHelp")}
        maxLength={200}
        value={wanted.text}
        onChange={set("text")}
      />
      <TextInput
        size="xs"
        label={t("visitor")}
        maxLength={200}
        value={wanted.visitor}
        onChange={set("visitor")}
      />
      <NativeSelect
        size="xs"
        label={t("agent")}
        value={wanted.agent}
        onChange={set("agent")}
        data={[
          any,
          ...(directory?.agents ?? []).map((one) => ({
            value: String(one.agentId),
            label: one.name,
          })),
        ]}
      />
      <NativeSelect
        size="xs"
        label={t("queue")}
        value={wanted.queue}
        onChange={set("queue")}
        data={[
          any,
          ...(directory?.queues ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <TextInput
        size="xs"
        label={t("topic")}
        maxLength={100}
        value={wanted.topic}
        onChange={set("topic")}
      />
      <TextInput
        size="xs"
        label={t("tag")}
        maxLength={40}
        list="search-tags"
        value={wanted.tag}
        onChange={set("tag")}
      />
      <datalist id="search-tags">
        {tags.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextInput
        size="xs"
        type="date"
        label={t("from")}
        value={wanted.from}
        onChange={set("from")}
      />
      <TextInput
        size="xs"
        type="date"
        label={t("to")}
        value={wanted.to}
        error={isBackwards(wanted) ? t("backwards") : undefined}
        onChange={set("to")}
      />
      <div className={classes.buttons}>
        <Button size="compact-md" type="submit">
          {t("go")}
        </Button>
        <Button size="compact-md" variant="default" onClick={() => change(nothingWanted)}>
          {t("clear")}
        </Button>
      </div>
    </form>
  );
}

function useAnswer<T>(asked: () => Promise<HttpReply<T>>): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let current = true;
    void asked().then((reply) => {
      if (current && reply.ok) setAnswer(reply.value);
    });
    return () => {
      current = false;
    };
  }, [asked]);
  return answer;
}
