import classes from "./Fields.module.css";

/** The names of a field's parts, by which they stand on the lines of their row. */
export const fieldParts = {
  root: classes.parts ?? "",
  label: classes.label ?? "",
  wrapper: classes.input ?? "",
  description: classes.note ?? "",
  error: classes.wrong ?? "",
};

/** Those of a field whose label is for screen readers only. */
export const bareParts = { ...fieldParts, label: "desk-hidden" };
