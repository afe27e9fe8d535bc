import { NativeSelect } from "@mantine/core";
import { useDraft, useValue } from "../desk/useDraft.tsx";
import { useWords } from "../words.ts";
import { bareParts, fieldParts } from "./fieldParts.ts";
import classes from "./Fields.module.css";
import { Place, usePlaceFaults } from "./Place.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoiceFieldProps {
  readonly path: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly hint?: string | undefined;
  /** What holds while nothing is given. */
  readonly usual?: string;
  /** The label of the choice that means null. */
  readonly none?: string;
  readonly bare?: boolean;
}

/** One of several. A value that is none of them stays shown, marked as unknown, until another is chosen. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { path, label, choices, hint, none, bare = false } = props;
  const store = useDraft();
  const t = useWords();
  const raw = useValue(path);
  const value = typeof raw === "string" ? raw : (props.usual ?? "");
  const { error, warning } = usePlaceFaults(path);
  const known = choices.some((choice) => choice.value === value) || (value === "" && none != null);
  const data = [
    ...(none === undefined ? [] : [{ value: "", label: none }]),
    ...(known
      ? []
      : [{ value, label: value === "" ? t("field.choose") : t("field.unknown", { value }) }]),
    ...choices,
  ];
  return (
    <Place path={path} className={classes.field}>
      <NativeSelect
        size="xs"
        label={label}
        classNames={bare ? bareParts : fieldParts}
        description={hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        data={data}
        value={value}
        error={error}
        onChange={(event) => store.put(path, event.currentTarget.value || undefined)}
      />
      {warning && <p className={classes.warning}>{warning}</p>}
    </Place>
  );
}
