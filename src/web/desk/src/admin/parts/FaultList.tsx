import { goTo } from "../../shell/path.ts";
import { useDraft } from "../desk/useDraft.tsx";
import type { DeskFault } from "../desk/model.ts";
import { useFaultText } from "../fields/faultText.ts";
import { pathOfPlace } from "../nav/faultPlaces.ts";
import { useWords } from "../words.ts";
import classes from "./FaultList.module.css";
import { usePlaceName } from "./placeNames.ts";

interface FaultListProps {
  readonly faults: readonly DeskFault[];
  readonly label: string;
}

/** Faults as links: each leads to the field that it is about. */
export function FaultList({ faults, label }: FaultListProps) {
  const store = useDraft();
  const t = useWords();
  const textOf = useFaultText();
  const nameOf = usePlaceName();
  if (faults.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={label}>
      {faults.map((fault) => (
        <li
          key={`${fault.item} ${fault.code} ${fault.value ?? ""}`}
          className={classes.row}
          data-severity={fault.severity}
        >
          <button
            type="button"
            className={classes.link}
            onClick={() => {
              goTo(pathOfPlace(fault.item));
              store.seek(fault.item);
            }}
          >
            {nameOf(fault.item)}
          </button>
          <span>
            {t(fault.severity === "error" ? "faults.error" : "faults.warning")}: {textOf(fault)}
          </span>
        </li>
      ))}
    </ul>
  );
}
