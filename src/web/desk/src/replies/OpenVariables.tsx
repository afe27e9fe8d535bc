import type { RefObject } from "react";
import { useLanguage } from "../shell/language.tsx";
import classes from "./ReplyPicker.module.css";

interface OpenVariablesProps {
  readonly open: readonly string[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** The variables that must be filled before the text can go; each leads to its place. */
export function OpenVariables({ open, field }: OpenVariablesProps) {
  const { t } = useLanguage();
  if (open.length === 0) return null;
  const select = (name: string) => {
    const at = field.current?.value.indexOf(name) ?? -1;
    if (at < 0) return;
    field.current?.focus();
    field.current?.setSelectionRange(at, at + name.length);
  };
  return (
    <div className={classes.open} role="status">
      {t("desk.replies.fill")}
      {open.map((name) => (
        <button type="button" key={name} className={classes.variable} onClick={() => select(name)}>
          {name}
        </button>
      ))}
    </div>
  );
}
