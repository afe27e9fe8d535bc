import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useId } from "react";
import { comparisons, type Condition, conditionKinds } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { Place, usePlaceFaults } from "../fields/Place.tsx";
import { useWords } from "../words.ts";
import classes from "./ConditionEditor.module.css";
import { isLeafKind, newCondition, partsOf, withNegation } from "./conditions.ts";

interface ConditionEditorProps {
  /** The condition's place in the draft, as faults name it. */
  readonly path: string;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove?: (() => void) | undefined;
  readonly depth?: number;
}

/** Groups may stand so deep in each other. */
const deepest = 4;

/** A condition of parts: "all of" and "any of" may stand within each other, each part may be turned round. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { path, condition, onChange } = props;
  const negated = condition.kind === "not";
  const inner = negated ? condition.part : condition;
  const change = (next: Condition) => onChange(withNegation(next, negated));
  const turn = (not: boolean) => onChange(withNegation(inner, not));
  const shared = { ...props, path: negated ? `${path}.part` : path, negated, onTurn: turn };
  return inner.kind === "all" || inner.kind === "any" ? (
    <Group {...shared} condition={inner} onChange={change} />
  ) : (
    <Leaf {...shared} condition={inner} onChange={change} />
  );
}

interface PartProps extends ConditionEditorProps {
  readonly negated: boolean;
  readonly onTurn: (not: boolean) => void;
}

function Group(props: PartProps) {
  const { path, condition, onChange, onRemove, negated, onTurn, depth = 0 } = props;
  const t = useWords();
  const { error } = usePlaceFaults(`${path}.parts`);
  const parts = partsOf(condition);
  const kind = condition.kind === "any" ? "any" : "all";
  const store = useDraft();
  const put = (next: readonly Condition[]) => onChange({ kind, parts: next });
  const add = (part: Condition) => {
    put([...parts, part]);
    store.seek(`${path}.parts[${parts.length}]`);
  };
  const removeAt = (index: number) => {
    put(parts.toSpliced(index, 1));
    const beside = Math.min(index, parts.length - 2);
    store.seek(beside < 0 ? path : `${path}.parts[${beside}]`);
  };
  const label = t(`condition.${kind}`);
  return (
    <Place path={path} className={classes.group}>
      <div role="group" aria-label={label}>
        <div className={classes.row}>
          <NativeSelect
            size="xs"
            aria-label={t("condition.group")}
            value={kind}
            data={[
              { value: "all", label: t("condition.all") },
              { value: "any", label: t("condition.any") },
            ]}
            onChange={(event) =>
              onChange({ kind: event.currentTarget.value === "any" ? "any" : "all", parts })
            }
          />
          {depth > 0 && <Not negated={negated} onTurn={onTurn} />}
          {onRemove && <Remove label={t("condition.removeGroup")} onRemove={onRemove} />}
        </div>
        {error && <p className={classes.error}>{error}</p>}
        <div className={classes.parts}>
          {parts.map((part, index) => (
            // A part has no name of its own; its place is what it is known by.
            <ConditionEditor
              key={index}
              path={`${path}.parts[${index}]`}
              condition={part}
              depth={depth + 1}
              onChange={(next) => put(parts.with(index, next))}
              onRemove={() => removeAt(index)}
            />
          ))}
        </div>
        <div className={classes.row}>
          <Button size="compact-xs" variant="default" onClick={() => add(newCondition("topic"))}>
            {t("condition.add")}
          </Button>
          {depth < deepest && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                add({ kind: kind === "all" ? "any" : "all", parts: [newCondition("topic")] })
              }
            >
              {t("condition.addGroup")}
            </Button>
          )}
        </div>
      </div>
    </Place>
  );
}

function Leaf({ path, condition, onChange, onRemove, negated, onTurn }: PartProps) {
  const t = useWords();
  const { error } = usePlaceFaults(path);
  return (
    <Place path={path} className={classes.leaf}>
      <div className={classes.row}>
        <NativeSelect
          size="xs"
          aria-label={t("condition.kind")}
          value={condition.kind}
          data={conditionKinds.map((kind) => ({ value: kind, label: t(`condition.kind.${kind}`) }))}
          onChange={(event) => {
            const kind = event.currentTarget.value;
            if (isLeafKind(kind)) onChange(newCondition(kind));
          }}
        />
        <LeafFields path={path} condition={condition} onChange={onChange} />
        <Not negated={negated} onTurn={onTurn} />
        {onRemove && <Remove label={t("condition.remove")} onRemove={onRemove} />}
      </div>
      {error && <p className={classes.error}>{error}</p>}
    </Place>
  );
}

function LeafFields({ path, condition, onChange }: ConditionEditorProps) {
  const t = useWords();
  switch (condition.kind) {
    case "channel":
      return (
        <Known
          path={`${path}.channel`}
          value={condition.channel}
          of="channels"
          onChange={(channel) => onChange({ ...condition, channel })}
        />
      );
    case "entryPoint":
      return (
        <Known
          path={`${path}.entryPoint`}
          value={condition.entryPoint}
          of="entryPoints"
          onChange={(entryPoint) => onChange({ ...condition, entryPoint })}
        />
      );
    case "language":
      return (
        <Word
          path={`${path}.language`}
          label={t("condition.language")}
          value={condition.language}
          placeholder="zh"
          onChange={(language) => onChange({ ...condition, language })}
        />
      );
    case "topic":
      return (
        <Word
          path={`${path}.topic`}
          label={t("condition.topic")}
          value={condition.topic}
          onChange={(topic) => onChange({ ...condition, topic })}
        />
      );
    case "botResult":
      return (
        <Word
          path={`${path}.result`}
          label={t("condition.result")}
          value={condition.result}
          placeholder="notUnderstood"
          onChange={(result) => onChange({ ...condition, result })}
        />
      );
    case "source":
      return (
        <>
          <Word
            path={`${path}.pathPrefix`}
            label={t("condition.path")}
            value={condition.pathPrefix ?? ""}
            placeholder="/checkout"
            onChange={(text) => onChange(sourceOf(text, condition.contains))}
          />
          <Word
            path={`${path}.contains`}
            label={t("condition.contains")}
            value={condition.contains ?? ""}
            placeholder="coupon="
            onChange={(text) => onChange(sourceOf(condition.pathPrefix, text))}
          />
        </>
      );
    case "attribute":
      return (
        <>
          <Word
            path={`${path}.name`}
            label={t("condition.attribute")}
            value={condition.name}
            placeholder="orderValue"
            onChange={(name) => onChange({ ...condition, name })}
          />
          <NativeSelect
            size="xs"
            aria-label={t("condition.comparison")}
            value={condition.comparison}
            data={comparisons.map((one) => ({
              value: one,
              label: t(`condition.comparison.${one}`),
            }))}
            onChange={(event) => {
              const comparison =
                comparisons.find((one) => one === event.currentTarget.value) ?? "is";
              const { kind, name } = condition;
              onChange(
                comparison === "exists"
                  ? { kind, name, comparison }
                  : { kind, name, comparison, value: condition.value ?? "" },
              );
            }}
          />
          {condition.comparison !== "exists" && (
            <Word
              path={`${path}.value`}
              label={t("condition.value")}
              value={condition.value ?? ""}
              onChange={(value) => onChange({ ...condition, value })}
            />
          )}
        </>
      );
    default:
      return null;
  }
}

/** Empty text means that the part is not asked for. */
function sourceOf(pathPrefix: string | undefined, contains: string | undefined): Condition {
  return {
    kind: "source",
    ...(pathPrefix ? { pathPrefix } : {}),
    ...(contains ? { contains } : {}),
  };
}

interface WordProps {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

function Word({ path, label, value, placeholder, onChange }: WordProps) {
  const { error } = usePlaceFaults(path);
  return (
    <Place path={path} className={classes.word}>
      <TextInput
        size="xs"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Place>
  );
}

interface KnownProps {
  readonly path: string;
  readonly value: string;
  readonly of: "channels" | "entryPoints";
  readonly onChange: (value: string) => void;
}

/** One of what the desk has; what it does not have (any more) stays shown. */
function Known({ path, value, of, onChange }: KnownProps) {
  const t = useWords();
  const desk = useDraftState((s) => s.desk);
  const { error } = usePlaceFaults(path);
  const choices =
    of === "entryPoints"
      ? desk.entryPoints.map((entry) => ({ value: entry.key, label: entry.name }))
      : [
          ...new Set([
            ...desk.channels.map((c) => c.id),
            ...desk.entryPoints.map((e) => e.channel),
          ]),
        ].map((id) => ({ value: id, label: id }));
  const known = choices.some((choice) => choice.value === value);
  return (
    <Place path={path} className={classes.word}>
      <NativeSelect
        size="xs"
        aria-label={t(`condition.kind.${of === "channels" ? "channel" : "entryPoint"}`)}
        value={value}
        error={error}
        data={[
          ...(known ? [] : [{ value, label: value === "" ? t("field.choose") : value }]),
          ...choices,
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Place>
  );
}

function Not({ negated, onTurn }: { negated: boolean; onTurn: (not: boolean) => void }) {
  const t = useWords();
  return (
    <Checkbox
      size="xs"
      label={t("condition.not")}
      checked={negated}
      onChange={(event) => onTurn(event.currentTarget.checked)}
    />
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: () => void }) {
  const id = useId();
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      id={id}
      aria-label={label}
      title={label}
      onClick={onRemove}
    >
      ×
    </Button>
  );
}
