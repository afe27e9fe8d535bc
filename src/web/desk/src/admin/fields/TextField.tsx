import { TextInput } from "@mantine/core";
import { useDraft, useValue } from "../desk/useDraft.tsx";
import { bareParts, fieldParts } from "./fieldParts.ts";
import classes from "./Fields.module.css";
import { Place, usePlaceFaults } from "./Place.tsx";

interface TextFieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  /** Empty means that nothing is set. */
  readonly nullable?: boolean;
  readonly bare?: boolean;
  readonly placeholder?: string;
  /** What is wrong with the text by itself. */
  readonly check?: (text: string) => string | undefined;
  readonly suggestions?: string | undefined;
}

export function TextField(props: TextFieldProps) {
  const { path, label, hint, nullable = false, bare = false, placeholder, check } = props;
  const store = useDraft();
  const raw = useValue(path);
  const value = typeof raw === "string" ? raw : "";
  const { error, warning } = usePlaceFaults(path);
  return (
    <Place path={path} className={classes.field}>
      <TextInput
        size="xs"
        label={label}
        classNames={bare ? bareParts : fieldParts}
        description={hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder={placeholder}
        list={props.suggestions}
        required={props.required ?? false}
        withAsterisk={false}
        value={value}
        error={check?.(value) ?? error}
        onChange={(event) => {
          const text = event.currentTarget.value;
          store.put(path, nullable && text === "" ? undefined : text);
        }}
      />
      {warning && <p className={classes.warning}>{warning}</p>}
    </Place>
  );
}
