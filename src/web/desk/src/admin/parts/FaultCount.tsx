import type { DeskFault } from "../desk/model.ts";
import { useWords } from "../words.ts";
import classes from "./FaultCount.module.css";

/** How many faults there are; nothing when there are none. */
export function FaultCount({ faults }: { faults: readonly DeskFault[] }) {
  const t = useWords();
  const errors = faults.filter((fault) => fault.severity === "error").length;
  const warnings = faults.length - errors;
  return (
    <>
      {errors > 0 && (
        <span className={classes.count} data-severity="error">
          <span aria-hidden="true">{errors}</span>
          <span className="desk-hidden">{t("faults.count", { count: errors })}</span>
        </span>
      )}
      {errors === 0 && warnings > 0 && (
        <span className={classes.count} data-severity="warning">
          <span aria-hidden="true">{warnings}</span>
          <span className="desk-hidden">{t("faults.warnings", { count: warnings })}</span>
        </span>
      )}
    </>
  );
}
