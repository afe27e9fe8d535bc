import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { Queue } from "../desk/model.ts";
import { getAt, setAt } from "../desk/paths.ts";
import { remove } from "../desk/removal.ts";
import { useDraft } from "../desk/useDraft.tsx";
import fields from "../fields/Fields.module.css";
import { Place, usePlaceFaults } from "../fields/Place.tsx";
import { SpecField } from "../fields/SpecField.tsx";
import { callBackFields } from "../fields/specs.ts";
import { Section } from "../parts/Page.tsx";
import { movedItem, SortableList } from "../parts/SortableList.tsx";
import { useWords } from "../words.ts";
import classes from "./FallbacksEditor.module.css";
import {
  type Fallback,
  fallbackKinds,
  newFallback,
  usualFallbacks,
  withLabel,
} from "./fallbacks.ts";

/** The ways out that the menu offers, in its order. */
export function FallbacksEditor({ queue }: { queue: Queue }) {
  const t = useWords();
  const store = useDraft();
  const path = `queues[${queue.id}].fallbacks`;
  const list = (getAt(queue, "fallbacks") ?? usualFallbacks) as readonly Fallback[];
  const { error } = usePlaceFaults(path);
  // Several pages and addresses may be offered, all else once.
  const free = fallbackKinds.filter(
    (kind) => kind === "email" || kind === "link" || !list.some((one) => one.kind === kind),
  );
  const put = (next: readonly Fallback[]) => store.put(path, next);
  const nameOf = (one: Fallback) => one.label ?? t(`fallback.${one.kind}`);
  const removeAt = (index: number, one: Fallback) =>
    // A new queue has its usual ones from here on only.
    store.remove(
      nameOf(one),
      remove(setAt(store.get().desk, path, list), [`${path}[${index}]`]),
      `${path}[${index}]`,
    );
  return (
    <Section title={t("fallback.title")} text={t("fallback.text")}>
      <Place path={path}>
        {error && <p className={classes.error}>{error}</p>}
        <SortableList
          label={t("fallback.title")}
          items={list}
          keyOf={(_, index) => String(index)}
          nameOf={nameOf}
          onMove={(from, to) => put(movedItem(list, from, to))}
        >
          {(one, index) => (
            <Row
              place={`${path}[${index}]`}
              one={one}
              onChange={(next) => put(list.with(index, next))}
              onRemove={() => removeAt(index, one)}
            />
          )}
        </SortableList>
        <NativeSelect
          size="xs"
          className={classes.add}
          aria-label={t("fallback.add")}
          value=""
          data={[
            { value: "", label: t("fallback.add") },
            ...free.map((kind) => ({ value: kind, label: t(`fallback.${kind}`) })),
          ]}
          onChange={(event) => {
            const kind = fallbackKinds.find((one) => one === event.currentTarget.value);
            if (!kind) return;
            put([...list, newFallback(kind)]);
            store.seek(`${path}[${list.length}]`);
          }}
        />
      </Place>
      {list.some((one) => one.kind === "callBack") && (
        <div className={`${fields.grid} ${classes.callBack}`}>
          {callBackFields.map((spec) => (
            <SpecField key={spec.name} place={`queues[${queue.id}]`} spec={spec} />
          ))}
        </div>
      )}
    </Section>
  );
}

interface RowProps {
  readonly place: string;
  readonly one: Fallback;
  readonly onChange: (next: Fallback) => void;
  readonly onRemove: () => void;
}

function Row({ place, one, onChange, onRemove }: RowProps) {
  const t = useWords();
  const target = usePlaceFaults(`${place}.target`);
  const label = usePlaceFaults(`${place}.label`);
  const name = t(`fallback.${one.kind}`);
  return (
    <Place path={place} className={classes.row}>
      <span className={classes.name}>{name}</span>
      {(one.kind === "email" || one.kind === "link") && (
        <TextInput
          size="xs"
          className={classes.field}
          aria-label={t("fallback.target", { name })}
          placeholder={one.kind === "email" ? "help@shop.example" : "https://shop.example/help"}
          value={one.target ?? ""}
          error={target.error}
          onChange={(event) => onChange({ ...one, target: event.currentTarget.value })}
        />
      )}
      <TextInput
        size="xs"
        className={classes.field}
        aria-label={t("fallback.label", { name })}
        placeholder={t("fallback.labelPlaceholder")}
        maxLength={60}
        value={one.label ?? ""}
        error={label.error}
        onChange={(event) => onChange(withLabel(one, event.currentTarget.value))}
      />
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t("remove.removeName", { name })}
        onClick={onRemove}
      >
        {t("remove.remove")}
      </Button>
    </Place>
  );
}
