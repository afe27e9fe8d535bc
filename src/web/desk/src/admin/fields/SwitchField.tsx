import { Switch } from "@mantine/core";
import { useDraft, useValue } from "../desk/useDraft.tsx";
import classes from "./Fields.module.css";
import { Place, usePlaceFaults } from "./Place.tsx";

interface SwitchFieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly usual?: boolean;
}

export function SwitchField({ path, label, hint, usual = false }: SwitchFieldProps) {
  const store = useDraft();
  const raw = useValue(path);
  const { error, warning } = usePlaceFaults(path);
  return (
    <Place path={path} className={classes.field}>
      <Switch
        size="sm"
        className={classes.whole}
        label={label}
        description={hint}
        error={error}
        checked={typeof raw === "boolean" ? raw : usual}
        onChange={(event) => store.put(path, event.currentTarget.checked)}
      />
      {warning && <p className={classes.warning}>{warning}</p>}
    </Place>
  );
}
